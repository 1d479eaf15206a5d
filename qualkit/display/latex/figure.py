"""A drawn display as a LaTeX figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import Protocol

from qualkit.display.latex.escape import directed, escape
from qualkit.display.latex.label import slug
from qualkit.display.latex.preamble import opening
from qualkit.display.wording import remarks, version
from qualkit.errors import InvalidInput

_BEYOND_TEX = frozenset(" #$%&~_^\\{}\"'")


class Drawn(Protocol):
    """A display that is drawn: what a figure prints around the picture."""

    @property
    def title(self) -> str:
        """The caption."""

    @property
    def language(self) -> str:
        """Of the printed words."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences under the caption."""

    @property
    def version(self) -> int:
        """Of the data."""

    @property
    def alternative(self) -> str:
        """What the picture shows, in words."""


def figure(display: Drawn, image: str, *, label: str | None = None) -> str:
    r"""Set a drawn display as a LaTeX fragment for ``\input``.

    Parameters
    ----------
    display
        Has a title, notes, and a text for those who cannot see the picture.
    image
        The name of the picture's file, as the paper finds it: pdf or png.
    label
        For ``\ref``; by default ``fig:`` and the title in plain letters.

    Raises
    ------
    InvalidInput
        For the name of a file that LaTeX cannot read.

    """
    if not PurePath(image).name or not image.isascii() or _BEYOND_TEX.intersection(image):
        raise InvalidInput(
            f"LaTeX cannot read a picture named {image!r}; use letters, digits, hyphens and full stops only."
        )
    fragment = "\n".join(_lines(display, image, label or slug(display.title, "fig")))
    return f"{opening(fragment)}{fragment}\n"


def _lines(display: Drawn, image: str, label: str) -> Iterator[str]:
    yield r"\begin{figure}[htbp]\centering"
    yield r"% graphicx before 2021 does not know alt"
    yield r"\ifcsname KV@Gin@alt\endcsname\else\csname define@key\endcsname{Gin}{alt}{}\fi"
    yield r"\includegraphics[width=\linewidth,height=0.8\textheight,keepaspectratio,"
    yield rf"alt={{{escape(display.alternative)}}}]{{{image}}}"
    yield rf"\caption{{{directed(display.title)}}}\label{{{label}}}"
    for note in (*remarks(display), version(display)):
        yield rf"{{\qknotefont\raggedright {directed(note)}\par}}"
    yield r"\end{figure}"
