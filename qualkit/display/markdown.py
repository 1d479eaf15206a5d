"""Displays in Markdown: a pipe table or a picture with its caption, legend and rules below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualkit.display.content import natural_widths
from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.latex.label import slug
from qualkit.display.wording import below, reference, remarks, size, state_words, version
from qualkit.display.wording import figure as figure_words
from qualkit.errors import InvalidInput
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.display.html.figures import Drawn

_SIGNS = "\\|*_`[]{}<>~#&$@^"
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in _SIGNS})
_JOINED = re.compile(r"([-.])(?=\1)")  # what Pandoc makes a dash or an ellipsis of
_OPENING = re.compile(r"^(\d*)([-+.)=:])(?!\d)")  # what begins a list, a definition or a heading
_BREAK = " <br> "  # the spaces stay where Pandoc leaves out what is HTML
_DASHES = 80  # of all columns together; Pandoc shares the width of the page by them


def render(matrix: Matrix, *, quarto: bool = False) -> str:
    """The matrix as Markdown text; a band is the first column where rows have bands.

    For Quarto and Pandoc the caption stands below the table with a label such as
    ``{#tbl-number-of-codings}``, so that ``@tbl-number-of-codings`` refers to it, and columns are as wide
    as their texts need.
    """
    head, *body = _cells(matrix)
    labels = len(head) - len(matrix.columns)
    dashes = _dashes([head, *body]) if quarto else [2] * len(head)
    rule = [_rule(count, left=not matrix.numeric or at < labels) for at, count in enumerate(dashes)]
    table = [*map(_row, (head, rule, *body)), ""]
    title = escape(matrix.title)
    if quarto:
        caption = [*table, f": {title} {{#{_label(matrix.title, 'tbl')}}}", ""]
    else:
        caption = [f"**{say('Table', matrix.language)}.** {title}", "", *table]
    notes = [line for name, text in below(matrix) for line in (f"*{name}.* {escape(text)}", "")]
    return "\n".join([*caption, *notes, version(matrix)]) + "\n"


def figure(display: Drawn, image: str) -> str:
    """A drawn display as a figure of Quarto and Pandoc, with its notes below it.

    Parameters
    ----------
    display
        Has a title, notes, and a text for those who cannot see the picture.
    image
        The name of the picture's file, as the paper finds it.

    Raises
    ------
    InvalidInput
        For a name without letters, or of several lines.

    """
    if not image.strip() or len(image.splitlines()) > 1:
        raise InvalidInput(
            f"{image!r} does not name a picture; give a name on one line, such as 'codes.png'."
        )
    alternative = re.sub(r'([\\"&{])', r"\\\1", " ".join(display.alternative.split()))
    label = _label(display.title, "fig")
    notes = [escape(each) for each in remarks(display)] + [version(display)]
    picture = f'![{escape(display.title)}]({_target(image)}){{#{label} fig-alt="{alternative}"}}'
    return "\n\n".join([picture, f"*{say('Note', display.language)}.* {' '.join(notes)}"]) + "\n"


def escape(text: str) -> str:
    r"""The text as Markdown shows it verbatim, on one line.

    >>> escape("a|b *c*\nd"), escape("- so --")
    ('a\\|b \\*c\\* d', '\\- so \\--')
    """
    line = " ".join(text.split()).translate(_ESCAPED)
    return _OPENING.sub(r"\1\\\2", _JOINED.sub(r"\\\1", line))


def _cells(matrix: Matrix) -> Iterator[list[str]]:
    """The heading of the table, and its rows."""
    banded = any(header.band for header in matrix.rows)
    yield [*([""] if banded else []), escape(matrix.corner), *map(_heading, matrix.columns)]
    last: str | None = None
    for header, cells in zip(matrix.rows, matrix.cells, strict=True):
        band = "" if header.band == last or header.band is None else f"**{escape(header.band)}**"
        last = header.band
        yield [*([band] if banded else []), _heading(header), *(_cell(cell, matrix) for cell in cells)]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _rule(dashes: int, *, left: bool) -> str:
    return f":{'-' * dashes}" if left else f"{'-' * dashes}:"


def _dashes(rows: list[list[str]]) -> list[int]:
    shares = natural_widths(rows)
    return [max(round(share * _DASHES / sum(shares)), 2) for share in shares]


def _heading(header: Header) -> str:
    said = (header.label, header.note, size(header))
    return _BREAK.join(escape(each) for each in said if each)


def _cell(cell: Cell, matrix: Matrix) -> str:
    words = state_words(cell, matrix)
    if words is not None:
        return f"*{words}*" + (f" (n = {cell.n})" if cell.n else "")
    if not cell.entries:
        return escape(figure_words(cell, matrix))
    return _BREAK.join(_entry(entry, matrix) for entry in cell.entries)


def _entry(entry: Entry, matrix: Matrix) -> str:
    words = entry.text if entry.address is None else f"“{entry.text}”"
    behind = reference(entry, matrix)
    return escape(words if behind is None else f"{words} ({behind})")


def _label(title: str, kind: str) -> str:
    return slug(title, kind).replace(":", "-", 1)


def _target(image: str) -> str:
    """The name of a file as the target of a link."""
    if re.fullmatch(r"[\w./-]+", image):
        return image
    escaped = re.sub(r"([\\<>])", r"\\\1", image)
    return f"<{escaped}>"
