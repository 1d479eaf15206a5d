"""What a display is made from: the frames of a study, at one version of its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

_RELATION = "link_id a a_kind b b_kind relation sign case note coder evidence"


def _empty(columns: str) -> pd.DataFrame:
    return pd.DataFrame(columns=pd.Index(columns.split()), dtype=object)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """The frames of a study that displays read, and nothing that they could change.

    ``sources``, ``turns``, ``cases``, ``codes``, ``codings``, ``summaries`` and ``conclusions`` are the
    study's own frames. ``links`` has ``coding_id case``, one row for every case a coding belongs to;
    ``source_links`` has ``source case``; ``citations`` has ``conclusion stance coding_id``;
    ``relations`` has the links between codes, cases and sources with their signs and evidence.
    ``language`` is that of the printed words; ``version`` counts the changes of the data and is printed
    under every display. ``agree`` compares the coders, when a display wants it: the frame of their agreement.
    ``accepted`` says of each coding whether it counts.
    """

    sources: pd.DataFrame
    turns: pd.DataFrame
    cases: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    summaries: pd.DataFrame
    links: pd.DataFrame
    source_links: pd.DataFrame
    relations: pd.DataFrame = field(default_factory=lambda: _empty(_RELATION))
    conclusions: pd.DataFrame = field(default_factory=lambda: _empty("conclusion_id conclusion question"))
    citations: pd.DataFrame = field(default_factory=lambda: _empty("conclusion stance coding_id"))
    language: str = "en"
    version: int = 0
    agree: Callable[[], pd.DataFrame] | None = None
    accepted: npt.NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        accepted = (self.codings["status"] == "accepted").to_numpy(dtype=bool)
        object.__setattr__(self, "accepted", accepted)
