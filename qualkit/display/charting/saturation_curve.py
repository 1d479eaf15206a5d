"""The saturation curve: how soon new sources stop adding codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qualkit.display.charting.coded import accepted, behind
from qualkit.display.charting.layout import Size
from qualkit.display.charting.lettering import clipped, framed, key
from qualkit.display.charting.plot import Plot, empty
from qualkit.display.material import Material
from qualkit.figures import FAINT, GREY, PALETTE, plain
from qualkit.language import number, say
from qualkit.reduction.themes.saturation import Saturation, saturation

_SIZE: Size = (5.4, 2.8)


def saturation_curve(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    where: Mapping[str, Any] | None = None,
    order: Sequence[str] | None = None,
    base: int = 4,
    stop: tuple[int, float] = (3, 0.0),
    seed: int = 0,
    language: str | None = None,
) -> Plot:
    """The codes so far, source by source, beside what random orders of the sources give.

    Parameters
    ----------
    order, base, stop, seed
        As in `qualkit.reduction.themes.saturation`; sources are in order of their dates by default.

    Returns
    -------
    Plot
        ``frame`` has a row ``place source new cumulative mean low high`` for each source;
        ``detail["saturation"]`` says whether and why the rule was met.

    Raises
    ------
    InvalidInput
        If the order leaves out a source or names one twice, or the rule makes no sense.
    NotFound
        For names that do not exist.
    """
    words = language or material.language
    title = say("New codes from source to source", words)
    found = accepted(material, codes=codes, where=where)
    if found.empty:
        return empty(material, kind="saturation curve", title=title, reason="No codings.", language=words)
    dates = dict(zip(material.sources["source"], material.sources["date"], strict=True))
    dated = found.assign(date=found["source"].map(dates))
    curve = saturation(dated, order=order, base=base, stop=stop, seed=seed, language=words)
    verdict = _verdict(curve, words)
    return Plot(
        kind="saturation curve",
        title=title,
        frame=curve.frame,
        paint=partial(_paint, curve=curve, language=words),
        alternative=f"{title}. {_course(curve, words)} {verdict}",
        codings=behind(found["code"], found["source"], found["coding_id"]),
        language=words,
        notes=(verdict,),
        version=material.version,
        detail={"saturation": curve},
    )


def _verdict(curve: Saturation, language: str) -> str:
    run, share = curve.stop
    rule = {"run": run, "share": number(100 * share, language), "base": curve.base}
    if curve.reached is None:
        said = "No {run} sources in a row added {share}% or less of the codes of the first {base}."
        return say(said, language, **rule)
    said = "With {source}, {run} sources in a row added {share}% or less of the codes of the first {base}."
    return say(said, language, source=curve.reached, **rule)


def _course(curve: Saturation, language: str) -> str:
    first, last = curve.frame.iloc[0], curve.frame.iloc[-1]
    said = "{first} codes after one source, {last} after {sources}."
    return say(said, language, first=first["cumulative"], last=last["cumulative"], sources=len(curve.frame))


def _paint(axes: Any, *, curve: Saturation, language: str) -> Size:
    from matplotlib.ticker import MaxNLocator

    frame = curve.frame
    framed(axes, x=say("Sources", language), y=say("Codes so far", language), language=language)
    band = axes.fill_between(frame["place"], frame["low"], frame["high"], color=FAINT, lw=0)
    band.set_label(say("95% of random orders", language))
    mean = axes.plot(frame["place"], frame["mean"], color=GREY, lw=1, ls="--")
    order = axes.plot(frame["place"], frame["cumulative"], color=PALETTE[0], marker="o", ms=3.5)
    mean[0].set_label(say("mean of random orders", language))
    order[0].set_label(say("in this order", language))
    handles = [*order, *mean, band]
    if curve.reached is not None:
        met = frame.loc[frame["source"] == curve.reached, "place"].iloc[0]
        label = say("rule met: {source}", language, source=clipped(curve.reached))
        handles.append(axes.axvline(met, color=PALETTE[1], lw=1.2, ls=":", label=plain(label)))
    axes.set_xlim(0.5, len(frame) + 0.5)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    key(axes, handles, columns=2)
    return _SIZE
