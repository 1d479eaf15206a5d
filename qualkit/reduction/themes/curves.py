"""Drawing saturation: codes so far, in the order given and over random orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qualkit.figures import FAINT, GREY, INK, PALETTE, fonts, new_figure, plain
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.reduction.themes.saturation import Saturation


def draw(found: Saturation) -> Any:
    """The figure of the curve, the band around the mean, and the source with which the rule was met."""
    from matplotlib.ticker import MaxNLocator

    frame = found.frame
    figure = new_figure(5.6, 3.2)
    axes = figure.add_axes((0.1, 0.14, 0.88, 0.83))
    axes.fill_between(frame["place"], frame["low"], frame["high"], color=FAINT, alpha=0.7, linewidth=0)
    axes.plot(
        frame["place"], frame["mean"], color=GREY, label=say("mean of random orders, 95 %", found.language)
    )
    axes.plot(
        frame["place"],
        frame["cumulative"],
        color=PALETTE[0],
        marker="o",
        markersize=3.5,
        label=say("in this order", found.language),
    )
    if found.reached is not None:
        met = frame.loc[frame["source"] == found.reached, "place"].iloc[0]
        said = f"{say('rule met', found.language)}: {plain(found.reached)}"
        axes.axvline(met, color=PALETTE[1], linewidth=1, linestyle="--", label=said)
    axes.set_xlabel(say("Sources", found.language), fontsize=8.5, fontfamily=fonts(), color=INK)
    axes.set_ylabel(say("Codes so far", found.language), fontsize=8.5, fontfamily=fonts(), color=INK)
    axes.set_ylim(bottom=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.tick_params(labelsize=8, colors=GREY, labelfontfamily=fonts()[0])
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    axes.legend(frameon=False, loc="lower right", prop={"size": 8, "family": fonts()})
    return figure
