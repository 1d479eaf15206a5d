"""Figures drawn without a window: fonts, colours, and writing them to files and notebooks."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput

INK, GREY, FAINT = "#1a1a1a", "#6b6b6b", "#d9d9d9"
PALETTE = (
    "#33608c",
    "#c46a2b",
    "#4b8a5a",
    "#8a5a9e",
    "#a8443e",
    "#3c8f93",
    "#a68a1f",
    "#6a6f7d",
    "#b35c86",
    "#7a5b3a",
)
_FONTS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans")
_SUFFIXES = (".png", ".svg", ".pdf")


def new_figure(width: float, height: float) -> Any:
    """An empty figure of a size in inches (``matplotlib.figure.Figure``), drawn without pyplot."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), facecolor="white")
    FigureCanvasAgg(figure)
    return figure


@cache
def fonts() -> list[str]:
    """The sans-serif fonts there are, in order of preference; later ones lend missing letters."""
    from matplotlib import font_manager

    there = set(font_manager.get_font_names())
    return [name for name in _FONTS if name in there]


def extent(figure: Any, texts: Iterable[str], *, size: float) -> tuple[float, float]:
    """The width of the widest and the height of the tallest of some texts, in inches."""
    widths, heights = [0.0], [0.0]
    for text in texts:
        drawn = figure.text(0, 0, plain(text), fontsize=size, fontfamily=fonts())
        box = drawn.get_window_extent()
        drawn.remove()
        widths.append(box.width / figure.dpi)
        heights.append(box.height / figure.dpi)
    return max(widths), max(heights)


def plain(text: str) -> str:
    """The text with the signs that would begin a formula made harmless."""
    return text.replace("$", r"\$")


def colours(families: Iterable[str]) -> dict[str, str]:
    """A colour for each family, in the order given."""
    return {family: PALETTE[place % len(PALETTE)] for place, family in enumerate(dict.fromkeys(families))}


def nothing(words: str) -> Any:
    """The figure of a display in which there is nothing to draw, saying so."""
    figure = new_figure(4, 1)
    figure.text(0.5, 0.5, words, ha="center", va="center", fontsize=9, fontfamily=fonts(), color=INK)
    return figure


def bare(axes: Any) -> None:
    """Take frame and ticks off a pair of axes."""
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_visible(False)


def save(figure: Any, path: str | Path, *, dpi: int) -> Path:
    """Write a figure as png, svg or pdf by the path's suffix; raises `InvalidInput` for another."""
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        raise InvalidInput(f"Cannot write a figure as {path.name!r}; end its name in .png, .svg or .pdf.")
    path.write_bytes(image(figure, kind=path.suffix[1:].lower(), dpi=dpi))
    return path


def image(figure: Any, *, kind: str = "png", dpi: int = 200) -> bytes:
    """The bytes of a figure, the same for the same figure."""
    import matplotlib as mpl

    undated = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}.get(kind)
    held = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "qualkit"}):
        figure.savefig(held, format=kind, dpi=dpi, bbox_inches="tight", pad_inches=0.06, metadata=undated)
    return held.getvalue()


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that a notebook shows; ``figure`` is the ``matplotlib.figure.Figure``."""

    figure: Any

    def to_image(self, path: str | Path, *, dpi: int = 200) -> Path:
        """Write it as png, svg or pdf, by the path's suffix; raises `InvalidInput` for another."""
        return save(self.figure, path, dpi=dpi)

    def _repr_png_(self) -> bytes:
        return image(self.figure, dpi=110)
