"""What the cells of a table hold in print, and how much room that takes, whatever the format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.wording import figure, reference, size, state_words

Look = Literal["plain", "address", "state", "number", "quoted", "block", "emphasis", "strong"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDEST, _CAPITAL, _SMALL = 0.3, 0.23, 0.165  # centimetres of a character of a heading, on average
_PADDING = 0.3  # between the text of a cell and its neighbours
_SHORT_ADDRESS = 10  # characters that stay on the line of the quotation's last word


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    look: Look = "plain"


Line = tuple[Run, ...]
Content = str | Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoting:
    """How quotations are printed: between which marks, in which look, and their address behind them."""

    marks: tuple[str, str] = ("“", "”")
    look: Look = "plain"
    address: Look = "address"
    bracketed: bool = False


_QUOTING = Quoting()


def cell_content(cell: Cell, matrix: Matrix, *, quoting: Quoting = _QUOTING) -> Content:
    """The paragraphs of a cell."""
    words = state_words(cell, matrix)
    if words is not None:
        return [(Run(words, "state"), *_behind(cell))]
    if not cell.entries:
        look: Look = "state" if cell.state == "none found" else "plain"
        return [(Run(figure(cell, matrix), look),)]
    lines = [_entry_line(entry, matrix, quoting) for entry in cell.entries]
    if matrix.content in ("quotes", "summary") and cell.n > len(cell.entries):
        lines.append((Run(f"n\u00a0=\u00a0{cell.n}", "number"),))
    return lines


def heading(header: Header, *, sized: bool) -> Content:
    """The paragraphs of a row's or column's heading; ``sized`` with its number of codings."""
    said = (header.note, size(header) if sized else None)
    return [(Run(header.label),), *((Run(each, "number"),) for each in said if each)]


def clean(text: str) -> str:
    r"""The text without the characters that XML forbids.

    >>> clean("a\x00b")
    'ab'
    """
    return _FORBIDDEN.sub("", text)


def length(content: Content) -> int:
    """The number of characters of a cell."""
    if isinstance(content, str):
        return len(content)
    return sum(len(run.text) for line in content for run in line)


def longest_word(content: Content) -> float:
    """Centimetres that a heading of 8.5 points needs so that no word of it is broken."""
    lines = [content] if isinstance(content, str) else ["".join(run.text for run in line) for line in content]
    words = (word for line in lines for word in re.split(r"[ \t\n]+|(?<=-)", line))
    return max((sum(map(_character, word)) for word in words), default=0.0) + _PADDING


def natural_widths(rows: Sequence[Sequence[Content]]) -> list[float]:
    """Shares of the width that columns deserve by the length of their texts (damped, within 1 to 4)."""
    sample = rows[:200]
    means = [sum(length(row[column]) for row in sample) / len(sample) for column in range(len(rows[0]))]
    damped = [max(mean, 1.0) ** 0.5 for mean in means]
    least = max(damped) / 4
    return [max(each, least) for each in damped]


def _entry_line(entry: Entry, matrix: Matrix, quoting: Quoting) -> Line:
    words = Run(entry.text)
    if entry.address is not None:
        words = Run(f"{quoting.marks[0]}{entry.text}{quoting.marks[1]}", quoting.look)
    behind = reference(entry, matrix)
    if behind is None:
        return (words,)
    space = "\u00a0" if entry.address is not None and len(behind) <= _SHORT_ADDRESS else " "
    said = f"({behind})" if quoting.bracketed else behind
    return words, Run(f"{space}{said}", quoting.address)


def _behind(cell: Cell) -> Line:
    return (Run(f" (n\u00a0=\u00a0{cell.n})", "number"),) if cell.n else ()


def _character(sign: str) -> float:
    if sign in "MW":
        return _WIDEST
    return _CAPITAL if sign.isupper() or sign in "mw%" else _SMALL
