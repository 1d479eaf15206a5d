"""Letters in charts: writing on axes, how large a text is, and texts made short enough to stand there."""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import Any

from qualkit.display.values import printed
from qualkit.figures import FAINT, GREY, INK, bare, extent, fonts, new_figure, plain

SIZE = 8.0  # points
_LETTER = 0.053  # inches of width, of a letter in a footer
_NARROW = 60  # letters, the shortest lines of a footer
_GAP = 0.1  # inches between what is drawn and what is written under it
_DARK = 0.45  # luminance below which letters are white


def write(
    axes: Any,
    where: tuple[float, float],
    text: str,
    *,
    coords: Any = "data",
    shift: tuple[float, float] = (0, 0),
    size: float = SIZE,
    **style: Any,
) -> Any:
    """Write a text at a place of axes, shifted by so many points; returns the matplotlib annotation."""
    return axes.annotate(
        plain(text),
        where,
        xycoords=coords,
        xytext=shift,
        textcoords="offset points",
        fontsize=size,
        fontfamily=fonts(),
        annotation_clip=False,
        **{"color": INK, **style},
    )


@lru_cache(maxsize=4096)
def text_size(text: str, size: float = SIZE) -> tuple[float, float]:
    """Width and height in inches of a text in some points."""
    return extent(new_figure(1, 1), [text], size=size)


def clipped(text: str, most: int = 40) -> str:
    """The text in one line of at most so many letters, in whole letters of any script.

    >>> clipped("a long  name", 8)
    'a long …'
    """
    import regex

    letters = regex.findall(r"\X", " ".join(text.split()))
    return "".join(letters) if len(letters) <= most else "".join(letters[: most - 1]) + "…"


def wrapped(text: str, *, line: int, lines: int) -> str:
    """The text in at most so many lines of so many letters."""
    return "\n".join(textwrap.wrap(clipped(text, line * lines), line, max_lines=lines, placeholder=" …"))


def footer(axes: Any, text: str) -> None:
    """Write a text under all that is drawn, in lines about as long as the axes are wide."""
    letters = max(int(axes.get_window_extent().width / axes.figure.dpi / _LETTER), _NARROW)
    lines = "\n".join(textwrap.wrap(text, letters))
    write(axes, (0, 0), lines, coords="axes fraction", shift=(0, -72 * _below(axes)), va="top", size=7.5)


def _below(axes: Any) -> float:
    """The inches under axes at which there is room again."""
    inner, outer = axes.get_window_extent(), axes.get_tightbbox()
    return float(max(inner.y0 - outer.y0, 0) / axes.figure.dpi) + _GAP


def ink_on(colour: Any) -> str:
    """White or black, whichever is read on a colour."""
    from matplotlib.colors import to_rgb

    red, green, blue = to_rgb(colour)
    return "white" if 0.2126 * red + 0.7152 * green + 0.0722 * blue < _DARK else INK


def clear(axes: Any) -> None:
    """Take ticks and frame off axes on which something is drawn that needs none."""
    bare(axes)
    axes.patch.set_visible(False)


def framed(axes: Any, *, language: str, x: str = "", y: str = "") -> None:
    """Give axes thin lines on the left and below, small figures as the language writes them, and names."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        axes.spines[side].set_color(FAINT)
    axes.tick_params(labelsize=7.5, colors=GREY, labelcolor=INK, labelfontfamily=fonts())
    style: dict[str, Any] = {"fontsize": SIZE, "fontfamily": fonts(), "color": INK}
    axes.set_xlabel(plain(x), **style)
    axes.set_ylabel(plain(y), **style)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda tick, _: signed(printed(round(tick, 6), language)))


def signed(figure: str) -> str:
    """A figure with a minus sign where it has a hyphen."""
    return figure.replace("-", "\u2212")


def key(axes: Any, handles: list[Any], *, columns: int = 3) -> None:
    """The key of a chart, under all that is drawn."""
    height = axes.get_window_extent().height / axes.figure.dpi
    axes.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0, -_below(axes) / height),
        ncols=min(columns, max(len(handles), 1)),
        frameon=False,
        borderaxespad=0,
        borderpad=0,
        handlelength=1.4,
        columnspacing=1.2,
        labelspacing=0.35,
        prop={"family": fonts(), "size": 7.5},
    )
