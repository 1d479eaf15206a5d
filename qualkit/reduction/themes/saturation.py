"""Saturation: how soon new sources stop adding codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput, not_found

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Saturation:
    """New codes, source by source.

    Attributes
    ----------
    frame
        A row for each source in order: ``place source new cumulative``, and what random orders of the sources
        have at that place: ``mean low high`` of the codes so far (the middle 95 % of orders).
    reached
        The source with which the stopping rule was met, or None.
    reason
        Why the rule was met there, or why it was not, and which source was the last to bring a code that no
        source before it had.
    base, stop, draws, seed
        The rule and what the random orders were made with.
    """

    frame: pd.DataFrame
    reached: str | None
    reason: str
    base: int
    stop: tuple[int, float]
    draws: int
    seed: int
    language: str = "en"

    def figure(self) -> Any:
        """The codes so far in the order given and over random orders (``matplotlib.figure.Figure``)."""
        from qualkit.reduction.themes.curves import draw

        return draw(self)

    def to_image(self, path: str | Path, *, dpi: int = 200) -> Path:
        """Write the figure as png, svg or pdf by the path's suffix; returns the path."""
        from qualkit.figures import save

        return save(self.figure(), path, dpi=dpi)

    def _repr_png_(self) -> bytes:
        from qualkit.figures import image

        return image(self.figure(), dpi=110)

    def __repr__(self) -> str:
        return f"<Saturation over {len(self.frame)} sources: {self.reason}>"


def saturation(
    codings: pd.DataFrame,
    *,
    order: Sequence[str] | None = None,
    base: int = 4,
    stop: tuple[int, float] = (3, 0.0),
    draws: int = 200,
    seed: int = 0,
    language: str = "en",
) -> Saturation:
    """Count the new codes that each source adds, and say where a stopping rule is met.

    The rule is that of Guest, Namey and Chen (2020): with the codes of the first sources as the base,
    material is saturated when the new codes of a run of further sources are no more than a share of the base.

    Parameters
    ----------
    codings
        A row for each coding: ``code source``.
    order
        The sources in order, those without a coding among them too; by default those of the frame by ``date``
        where it has one, else as they first appear.
    base
        The number of sources whose codes are the base.
    stop
        The length of the run, and the share of the base that its new codes may be: ``(3, 0.0)`` is three
        sources without a new code, ``(2, 0.05)`` is two with 5 % or less.
    draws
        The number of random orders.
    seed
        What randomness begins with.
    language
        The language of the figure's words.

    Returns
    -------
    Saturation
        Nothing is written to a study.

    Raises
    ------
    InvalidInput
        If there is no coding, the order leaves out a source or names one twice, or the rule makes no sense.
    NotFound
        If a column is missing.

    References
    ----------
    Guest, G., Namey, E., & Chen, M. (2020). A simple method to assess and report thematic saturation in
    qualitative research. *PLoS ONE, 15*(5), e0232076.

    Examples
    --------
    >>> codings = pd.DataFrame({"source": list("AABCDE"), "code": list("xyyxyx")})
    >>> found = saturation(codings, base=2, stop=(2, 0.0))
    >>> found.reached, found.frame["new"].tolist()
    ('D', [2, 0, 0, 0, 0])
    """
    run, share = stop
    if base < 1 or run < 1 or not 0 <= share < 1:
        raise InvalidInput("The base and the run must be at least 1 source, and the share from 0 to below 1.")
    sources = _ordered(codings, order)
    place = pd.Index(sources).get_indexer(pd.Index(codings["source"])).astype(np.int64)
    code = pd.factorize(codings["code"])[0].astype(np.int64)
    new = _new(place, code, len(sources))
    reached, reason = _met(new, sources, base=base, run=run, share=share)
    reason += _last(new, sources)
    frame = pd.DataFrame(
        {"place": range(1, len(sources) + 1), "source": sources, "new": new, "cumulative": new.cumsum()}
    ).assign(**_band(place, code, len(sources), draws=draws, seed=seed))
    return Saturation(
        frame=frame,
        reached=reached,
        reason=reason,
        base=base,
        stop=stop,
        draws=draws,
        seed=seed,
        language=language,
    )


def _ordered(codings: pd.DataFrame, order: Sequence[str] | None) -> list[str]:
    for column in ("code", "source"):
        if column not in codings.columns:
            raise not_found("column", column, map(str, codings.columns))
    if codings.empty:
        raise InvalidInput("There is no coding, so that no source adds a code. Code the sources first.")
    if order is None:
        by_date = codings.sort_values("date", kind="stable") if "date" in codings.columns else codings
        return list(dict.fromkeys(by_date["source"]))
    if left_out := sorted(set(codings["source"]) - set(order)):
        raise InvalidInput(
            f"The order leaves out sources with codings: {', '.join(left_out)}. Name them too."
        )
    if twice := sorted({each for each in order if list(order).count(each) > 1}):
        raise InvalidInput(f"The order names a source twice: {', '.join(twice)}. Name each once.")
    return list(order)


def _new(place: Counts, code: Counts, sources: int) -> Counts:
    """How many codes appear for the first time in each place."""
    first = np.full(code.max() + 1, sources)
    np.minimum.at(first, code, place)
    return np.bincount(first, minlength=sources)


def _band(place: Counts, code: Counts, sources: int, *, draws: int, seed: int) -> dict[str, Any]:
    """Codes so far at each place over random orders of the sources: mean and the middle 95 %."""
    pairs = np.unique(np.stack([place, code]), axis=1)
    random = np.random.default_rng(seed)
    curves = np.array(
        [
            _new(random.permutation(sources)[pairs[0]], pairs[1], sources).cumsum()
            for _ in range(max(draws, 1))
        ]
    )
    low, high = np.percentile(curves, [2.5, 97.5], axis=0)
    return {"mean": curves.mean(axis=0), "low": low, "high": high}


def _met(new: Counts, sources: list[str], *, base: int, run: int, share: float) -> tuple[str | None, str]:
    """The source that ends the first run with little new, and why, or why there is none."""
    if len(new) < base + run:
        return None, (
            f"The rule needs {base + run} sources, a base of {base} and a run of {run}; there are {len(new)}."
        )
    known = int(new[:base].sum())
    if not known:
        return None, f"The first {base} sources have no code, so that there is no base to compare with."
    for end in range(base + run, len(new) + 1):
        added = int(new[end - run : end].sum())
        if added <= share * known:
            return sources[end - 1], (
                f"Sources {end - run + 1} to {end} added {added} new codes to the {known} of the first "
                f"{base} ({added / known:.0%}, where {share:.0%} was allowed); {int(new[end:].sum())} more "
                "came after them."
            )
    return None, (
        f"No {run} sources in a row brought so few new codes as {share:.0%} of the {known} of the first "
        f"{base}; the last {run} sources brought {added} together."
    )


def _last(new: Counts, sources: list[str]) -> str:
    """Which source was the last to bring a code that none before it had."""
    last = int(np.flatnonzero(new)[-1])
    if len(sources) > 1 and np.count_nonzero(new) == 1:
        return f" All codes appear in one source, {sources[last]}."
    return f" The last source with a new code is {sources[last]}, number {last + 1} of {len(sources)}."
