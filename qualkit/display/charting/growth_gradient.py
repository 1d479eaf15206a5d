"""The growth gradient: how a level rose and fell over time, and what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.charting.coded import accepted, behind
from qualkit.display.charting.events import Events, events_of
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import framed
from qualkit.display.charting.plot import Plot, no_codings
from qualkit.display.charting.times import STEPS, dated, middle, moment, time_axis
from qualkit.display.facets import attribute, attributes
from qualkit.display.material import Material
from qualkit.display.values import attribute_name, numbers
from qualkit.errors import InvalidInput, not_found
from qualkit.figures import PALETTE
from qualkit.language import date, listed, number, say

_CURVE = 1.9  # inches of height for the line
_WIDE = 5.2  # inches


def growth_gradient(
    material: Material,
    *,
    level: str | pd.DataFrame,
    events: str | None = None,
    step: str = "month",
    where: Mapping[str, Any] | None = None,
    top: int = 12,
    language: str | None = None,
) -> Plot:
    """A level over time as a line, with what happened written along it.

    Parameters
    ----------
    level
        A code, for the median weight of its codings in each period; or an attribute of the sources that
        is a number; or a frame ``when level``.
    events
        A code whose codings are the events: at most ``top``, the heaviest. Those outside the line's time
        stand at the foot.
    step
        ``day``, ``month`` or ``year``. A coding belongs where it says that it took place (``when``), else
        at the date of its source.

    Returns
    -------
    Plot
        ``frame`` has a row ``when level n`` for each period, in order.

    Raises
    ------
    InvalidInput
        If nothing has both a level and a date.
    NotFound
        For names that do not exist.
    """
    if step not in STEPS:
        raise not_found("step of time", step, STEPS)
    words = language or material.language
    name, measured = _measured(material, level, where=where, language=words)
    measured = measured.dropna(subset=["when", "level"])
    if measured.empty:
        raise InvalidInput(
            f"Nothing of {name!r} has both a level and a date; "
            "give its codings a weight, and the sources a date."
        )
    line = _by_period(measured, step)
    found = events_of(material, codes=events, where=where, top=top, language=words) if events else None
    title = say("{what} over time", words, what=name)
    return Plot(
        kind="growth gradient",
        title=title,
        frame=line,
        paint=partial(_paint, line=line, name=name, found=found, language=words),
        alternative=_alternative(title, line, words),
        codings=_codings(measured, name, found),
        language=words,
        notes=() if found is None else found.notes,
        version=material.version,
    )


def _measured(
    material: Material, level: str | pd.DataFrame, *, where: Mapping[str, Any] | None, language: str
) -> tuple[str, pd.DataFrame]:
    """What is measured, and ``when level`` of each measurement (``coding_id`` where it is a coding)."""
    if isinstance(level, pd.DataFrame):
        for column in ("when", "level"):
            if column not in level.columns:
                raise not_found("column", column, map(str, level.columns))
        return say("Level", language), level.assign(
            when=level["when"].map(moment), level=_numeric("level", list(level["level"]))
        )
    labels = code_labels(material)
    if level in labels:
        found = accepted(material, codes=level, where=where)
        held = {"when": dated(material, found), "level": found["weight"], "coding_id": found["coding_id"]}
        return say("{code} (median weight)", language, code=labels[level]), pd.DataFrame(held)
    known = attributes(material, "source")
    if level not in known:
        raise not_found("code or attribute of the sources", level, [*labels, *known])
    values = _numeric(level, list(attribute(material, "source", level).values))
    return attribute_name(level, language), pd.DataFrame(
        {"when": material.sources["date"].map(moment), "level": values}
    )


def _numeric(name: str, values: list[Any]) -> pd.Series[float]:
    found = numbers(values)
    if found is None:
        raise InvalidInput(f"{name!r} has values that are not numbers; a line can only join numbers.")
    return pd.Series(found, dtype=float)


def _by_period(measured: pd.DataFrame, step: str) -> pd.DataFrame:
    """``when level n``: the median of each period, in order of time."""
    periods = measured["when"].str[: STEPS[step]]
    grouped = measured["level"].astype(float).groupby(periods)
    line = pd.DataFrame({"level": grouped.median(), "n": grouped.size()}).rename_axis("when").reset_index()
    return line.sort_values("when", key=lambda when: when.map(middle), ignore_index=True)


def _codings(measured: pd.DataFrame, name: str, found: Events | None) -> pd.DataFrame:
    levels = no_codings()
    if "coding_id" in measured.columns:
        levels = behind([name] * len(measured), measured["when"], measured["coding_id"])
    return levels if found is None else pd.concat([levels, found.codings], ignore_index=True)


def _alternative(title: str, line: pd.DataFrame, language: str) -> str:
    said = [
        f"{date(when, language)}: {number(level, language)}"
        for when, level in zip(line["when"], line["level"], strict=True)
    ]
    return f"{title}: {listed(said, language)}."


def _paint(axes: Any, *, line: pd.DataFrame, name: str, found: Events | None, language: str) -> Size:
    framed(axes, y=name, language=language)
    days = line["when"].map(middle).to_numpy()
    low, high = _spread(line["level"].to_numpy())
    told = days if found is None else np.concatenate([days, found.days])
    margin = 0.03 * (np.ptp(told) or 60)
    axes.set_xlim(told.min() - margin, told.max() + margin)
    axes.plot(days, line["level"], color=PALETTE[0], lw=1.6, marker="o", ms=5, markeredgecolor="white")
    above = 0.0 if found is None else found.height(axes)
    axes.set_ylim(low, high + (high - low) * above / _CURVE)
    axes.set_yticks([tick for tick in axes.get_yticks() if low <= tick <= high])
    axes.spines["left"].set_bounds(low, high)
    axes.yaxis.label.set_y(_CURVE / (_CURVE + above) / 2)
    if found is not None:
        places = np.interp(found.days, days, line["level"], left=low, right=low)
        found.write(axes, places, base=high)
    time_axis(axes, language)
    return _WIDE, _CURVE + above


def _spread(levels: Any) -> tuple[float, float]:
    margin = 0.12 * (np.ptp(levels) or 1)
    return float(levels.min() - margin), float(levels.max() + margin)
