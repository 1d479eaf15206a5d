"""Cells as paragraphs: how they are written, how tall they are, and where a tall one may be divided."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qualkit.display.content import Content, Line, Run
from qualkit.display.latex.escape import directed, runs_right

_CHARACTER = 0.165  # centimetres of a character, on average, with what is lost at the ends of lines
_WHOLE = 18  # lines: a row that is no taller is kept on one page
_PIECE = 10  # lines of the pieces into which a taller one is divided
_SENTENCE = re.compile(r"[.!?…。！？]+[”’\"')\]]*(?:\s+|(?<=[。！？]))")
_SPACE = re.compile(r"\s+")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\U0001f300-\U0003fffd]"
)


def written(content: Content, *, strong: bool = False) -> str:
    """The paragraphs of a cell as LaTeX; ``strong`` is for headings, whose first paragraph is their name."""
    paragraphs: list[str] = []
    right = False
    for number, line in enumerate(_lines(content)):
        before = right
        right = runs_right(_text(line)) or (right and line[0].look == "number")
        side = r"\qkfromright " if right else r"\raggedright\arraybackslash " if before else ""
        text = _paragraph(line, right=right)
        paragraphs.append(side + (rf"\qkheading{{{text}}}" if strong and not number and text else text))
    return r"\par ".join(paragraphs)


def divided(row: Sequence[Content], widths: Sequence[float]) -> Iterator[list[Content]]:
    """The row as it is, or in pieces if it is too tall for a page; ``widths`` of its cells in centimetres."""
    if max(map(height, row, widths), default=0) <= _WHOLE:
        yield list(row)
        return
    columns = [list(_packed(content, width)) for content, width in zip(row, widths, strict=True)]
    for piece in zip_longest(*columns, fillvalue=()):
        yield list(piece)


def height(content: Content, width: float) -> int:
    """The lines that a cell takes in a column of a width in centimetres."""
    return sum(_height(line, width) for line in _lines(content))


def _lines(content: Content) -> Iterator[Line]:
    """The paragraphs, those with line breaks as several."""
    for line in [(Run(content),)] if isinstance(content, str) else content:
        *first, last = line[0].text.strip().splitlines() or [""]
        yield from ((Run(text, line[0].look),) for text in first if text.strip())
        yield (Run(last, line[0].look), *line[1:])


def _height(line: Line, width: float) -> int:
    return max(math.ceil(sum(_signs(run.text) for run in line) * _CHARACTER / width), 1)


def _signs(text: str) -> int:
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))


def _packed(content: Content, width: float) -> Iterator[list[Line]]:
    held: list[Line] = []
    for line in (piece for whole in _lines(content) for piece in _pieces(whole, width)):
        if held and height([*held, line], width) > _PIECE:
            yield held
            held = []
        held.append(line)
    if held:
        yield held


def _pieces(line: Line, width: float) -> Iterator[Line]:
    first, *others = line
    text = first.text
    room = max(int(_PIECE * width / _CHARACTER * len(text) / max(_signs(text), 1)), 1)
    start = 0
    while len(text) - start > room:
        end = start + _end(text[start : start + room])
        yield (Run(text[start:end].strip(), first.look),)
        start = end
    yield (Run(text[start:].strip(), first.look), *others)


def _end(text: str) -> int:
    """Where to divide a text: after its last sentence, or its last word, or at its end."""
    for boundary in (_SENTENCE, _SPACE):
        ends = [found.end() for found in boundary.finditer(text)]
        if ends and ends[-1] > len(text) / 2:
            return ends[-1]
    return len(text)


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


def _paragraph(line: Line, *, right: bool) -> str:
    if not right:
        return "".join(_looking(run.look, directed(run.text)) for run in line)
    first, *others = line
    aside = "".join(
        rf" \qkleft{{\mbox{{{_looking(run.look, directed(run.text.strip()))}}}}}" for run in others
    )
    return _looking(first.look, rf"\qkright{{{directed(first.text, right=True)}{aside}}}")


def _looking(look: str, text: str) -> str:
    """The text in its look; a space before it stays outside, where a line may end at it."""
    bare = text.lstrip(" ~")
    return text if look == "plain" or not bare else rf"{text[: len(text) - len(bare)]}\qk{look}{{{bare}}}"
