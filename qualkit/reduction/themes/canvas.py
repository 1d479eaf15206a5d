"""Figures drawn without a window, in the fonts and colours of the displays."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput

INK, GREY, FAINT = "#1a1a1a", "#6b6b6b", "#d9d9d9"
PALETTE = (
    *("#33608c", "#c46a2b", "#4b8a5a", "#8a5a9e", "#a8443e"),
    *("#3c8f93", "#a68a1f", "#6a6f7d", "#b35c86", "#7a5b3a"),
)
_FONTS = ("Liberation Sans", "Arial", "Helvetica", "Noto Sans", "DejaVu Sans")


def new_figure(width: float, height: float) -> Any:
    """An empty figure of a size in inches."""
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


def plain(text: str) -> str:
    """The text with the signs that would begin a formula made harmless."""
    return text.replace("$", r"\$")


def colour(number: int) -> str:
    """The colour of the theme of a number from 0."""
    return PALETTE[number % len(PALETTE)]


def png(figure: Any) -> bytes:
    """A figure as a notebook shows it."""
    held = io.BytesIO()
    figure.savefig(held, format="png", dpi=110, bbox_inches="tight", pad_inches=0.06)
    return held.getvalue()


def save(figure: Any, path: str | Path, *, dpi: int) -> Path:
    """Write a figure as png, svg or pdf by the path's suffix; raises `InvalidInput` for another."""
    path = Path(path)
    if path.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise InvalidInput(f"Cannot write a figure as {path.name!r}; end its name in .png, .svg or .pdf.")
    figure.savefig(path, dpi=dpi, bbox_inches="tight", pad_inches=0.06)
    return path


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure that a notebook shows; ``figure`` is the ``matplotlib.figure.Figure``."""

    figure: Any

    def to_image(self, path: str | Path, *, dpi: int = 200) -> Path:
        """Write it as png, svg or pdf, by the path's suffix; raises `InvalidInput` for another."""
        return save(self.figure, path, dpi=dpi)

    def _repr_png_(self) -> bytes:
        return png(self.figure)
