"""Text set in lines of a given width for a picture, in fonts that have its letters."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any

from qualkit.display.content import Line, Look, Run, clean
from qualkit.errors import InvalidInput
from qualkit.figures import GREY, INK, fonts, new_figure

_PIECE = re.compile(r"[ \t\r\n]+|[^ \t\r\n-]*-|[^ \t\r\n-]+")  # a line may end at spaces and after hyphens
_UNKNOWN = "\ufffd"
_BOXES = ("Last Resort High-Efficiency",)  # fonts that have a box for every letter
_DPI = 300
_HINTED = 1.03  # in a coarser picture letters are up to so much wider
_STYLES: dict[Look, dict[str, Any]] = {
    "state": {"color": GREY, "fontstyle": "italic"},
    "number": {"color": GREY},
    "address": {"color": GREY},
    "emphasis": {"fontstyle": "italic"},
    "strong": {"fontweight": "bold"},
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """Letters of some size in points, from fonts of which later ones lend what the earlier ones lack."""

    size: float
    families: tuple[str, ...]

    @property
    def height(self) -> float:
        """Inches from line to line."""
        return self.size * 1.25 / 72

    def width(self, line: Line) -> float:
        """Inches from the first letter of a line to its last."""
        return sum(_width(run.text, run.look, self) for run in line)

    def style(self, look: Look) -> dict[str, Any]:
        """How a matplotlib text in some look is drawn."""
        return {
            "fontsize": self.size,
            "fontfamily": list(self.families),
            "color": INK,
            **_STYLES.get(look, {}),
        }

    def wrapped(self, line: Line, width: float) -> list[Line]:
        """The line in as many as it needs so that none is wider than so many inches."""
        rows: list[list[Run]] = [[]]
        used = 0.0
        for piece in self._pieces(line, width):
            wide = self.width((piece.run,))
            space = self.width((Run(" ", piece.run.look),)) if piece.spaced and rows[-1] else 0.0
            if rows[-1] and used + space + wide > width:
                rows.append([])
                used = space = 0.0
            text = piece.run.text if rows[-1] else piece.run.text.lstrip("\u00a0")
            rows[-1].append(Run(" " + text if space else text, piece.run.look))
            used += space + wide
        return [tuple(_joined(row)) for row in rows]

    def _pieces(self, line: Line, width: float) -> Iterator[_Piece]:
        """The parts between which a line may end; those that are too wide are divided after any letter."""
        import regex

        for piece in _pieces(line):
            if self.width((piece.run,)) <= width:
                yield piece
                continue
            for number, letter in enumerate(regex.findall(r"\X", piece.run.text)):
                yield _Piece(Run(letter, piece.run.look), spaced=piece.spaced and number == 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    run: Run
    spaced: bool


def lettering(texts: Iterable[str], *, size: float) -> Lettering:
    """Letters of some size with which all texts can be set, as far as this computer has fonts for them."""
    lent, _ = _lenders(frozenset().union(*texts))
    return Lettering(size, (*fonts(), *lent))


def printable(text: str) -> str:
    """The text without invisible signs that no font has, and a mark for each symbol that none has.

    Raises
    ------
    InvalidInput
        When no font on this computer has its letters.

    """
    _, unknown = _lenders(frozenset(clean(text)))
    lost = "".join(sorted(filter(str.isalpha, unknown)))
    if lost:
        raise InvalidInput(
            f"No font on this computer has the letters {lost[:10]!r}. Install one that has (such as Noto "
            "Sans of that script), or write the table with .to_docx() or .to_html()."
        )
    marks = {ord(sign): "" if unicodedata.category(sign) in ("Cc", "Cf") else _UNKNOWN for sign in unknown}
    return clean(text).translate(marks)


def _pieces(line: Line) -> Iterator[_Piece]:
    spaced = False
    for run in line:
        for part in _PIECE.findall(run.text):
            if part.strip(" \t\r\n"):
                yield _Piece(Run(part, run.look), spaced)
            spaced = not part.strip(" \t\r\n")


def _joined(row: list[Run]) -> Iterator[Run]:
    """The parts of a line, those in one look as one."""
    text, look = "", row[0].look if row else "plain"
    for run in row:
        if run.look != look:
            yield Run(text, look)
            text, look = "", run.look
        text += run.text
    yield Run(text, look)


@lru_cache(maxsize=65536)
def _width(text: str, look: Look, letters: Lettering) -> float:
    from matplotlib.font_manager import FontProperties

    style = _STYLES.get(look, {})
    font = FontProperties(
        family=list(letters.families),
        size=letters.size,
        style=style.get("fontstyle", "normal"),
        weight=style.get("fontweight", "normal"),
    )
    measure = partial(_renderer().get_text_width_height_descent, prop=font, ismath=False)
    between_bars: float = measure(f"|{text}|")[0] - measure("||")[0]  # spaces at the ends count, too
    return between_bars / _DPI * _HINTED


@cache
def _renderer() -> Any:
    figure = new_figure(1, 1)
    figure.set_dpi(_DPI)
    return figure.canvas.get_renderer()


@lru_cache(maxsize=1024)
def _lenders(letters: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The families of fonts that lend the letters which the usual ones lack, and what no font has."""
    missing = {ord(letter) for letter in letters} - _usual()
    lent = []
    for family, path in _installed() if missing else ():
        known = missing & _letters(path)
        missing -= known
        lent += [family] if known else []
    return tuple(dict.fromkeys(lent)), frozenset(map(chr, missing))


@cache
def _installed() -> list[tuple[str, str]]:
    """Family and file of each upright font; matplotlib itself overlooks those that were installed lately."""
    from matplotlib import font_manager

    fonts_known = font_manager.fontManager
    for path in {*font_manager.findSystemFonts()} - {entry.fname for entry in fonts_known.ttflist}:
        with contextlib.suppress(RuntimeError, OSError):  # a damaged font
            fonts_known.addfont(path)
    upright = [each for each in fonts_known.ttflist if each.style == "normal" and each.name not in _BOXES]
    return sorted((each.name, each.fname) for each in upright)


@cache
def _usual() -> frozenset[int]:
    """The letters that the usual fonts have, and the spaces that are not drawn."""
    from matplotlib import font_manager

    return frozenset(map(ord, "\t\r\n")).union(*(_letters(font_manager.findfont(each)) for each in fonts()))


@cache
def _letters(path: str) -> frozenset[int]:
    """The code points that a font has."""
    from matplotlib import font_manager

    return frozenset(font_manager.get_font(path).get_charmap())
