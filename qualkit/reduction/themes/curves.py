"""Drawing saturation: codes so far, in the order given and over random orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualkit.figures import FAINT, GREY, INK, PALETTE, fonts, new_figure, plain

if TYPE_CHECKING:
    from qualkit.reduction.themes.saturation import Saturation

_INDONESIAN = {
    "Sources": "Sumber",
    "Codes so far": "Kode sejauh ini",
    "in this order": "dalam urutan ini",
    "mean of random orders, 95 %": "rata-rata urutan acak, 95 %",
    "rule met": "aturan terpenuhi",
}


def draw(found: Saturation) -> Any:
    """The figure of the curve, the band around the mean, and the source with which the rule was met."""
    from matplotlib.ticker import MaxNLocator

    frame = found.frame
    figure = new_figure(5.6, 3.2)
    axes = figure.add_axes((0.1, 0.14, 0.88, 0.83))
    axes.fill_between(frame["place"], frame["low"], frame["high"], color=FAINT, alpha=0.7, linewidth=0)
    axes.plot(frame["place"], frame["mean"], color=GREY, label=_say("mean of random orders, 95 %", found))
    axes.plot(
        frame["place"],
        frame["cumulative"],
        color=PALETTE[0],
        marker="o",
        markersize=3.5,
        label=_say("in this order", found),
    )
    if found.reached is not None:
        met = frame.loc[frame["source"] == found.reached, "place"].iloc[0]
        said = f"{_say('rule met', found)}: {plain(found.reached)}"
        axes.axvline(met, color=PALETTE[1], linewidth=1, linestyle="--", label=said)
    axes.set_xlabel(_say("Sources", found), fontsize=8.5, fontfamily=fonts(), color=INK)
    axes.set_ylabel(_say("Codes so far", found), fontsize=8.5, fontfamily=fonts(), color=INK)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8, colors=GREY, labelfontfamily=fonts()[0])
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(frameon=False, loc="lower right", prop={"size": 8, "family": fonts()})
    return figure


def _say(words: str, found: Saturation) -> str:
    return _INDONESIAN[words] if found.language.partition("-")[0] == "id" else words
