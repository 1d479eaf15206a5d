"""What a display is made from: the frames of a study, at one version of its data."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """The frames of a study that displays read, and nothing that they could change.

    ``sources``, ``turns``, ``cases``, ``codes``, ``codings`` and ``summaries`` are the study's own
    frames. ``links`` has ``coding_id case``, one row for every case a coding belongs to;
    ``source_links`` has ``source case``. ``language`` is that of the printed words; ``version`` counts
    the changes of the data and is printed under every display.
    """

    sources: pd.DataFrame
    turns: pd.DataFrame
    cases: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    summaries: pd.DataFrame
    links: pd.DataFrame
    source_links: pd.DataFrame
    language: str = "en"
    version: int = 0
