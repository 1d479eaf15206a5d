"""A display as the bytes of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from qualkit.display.grid import Matrix
from qualkit.display.wording import below, remarks, version
from qualkit.display.xlsx.drawings import add_data, add_picture
from qualkit.display.xlsx.quotations import add_quotations
from qualkit.display.xlsx.sheets import Book
from qualkit.display.xlsx.tables import add_table
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.display.html.figures import Drawn

_WIDE = 100.0  # characters of a column of notes


def workbook(display: Matrix | Drawn, *, codings: pd.DataFrame | None = None) -> bytes:
    """Write a display as a workbook (.xlsx) of three sheets, named in the display's language.

    A table stands on the first sheet as it is printed, with every number a number; the second has a row
    for each coding behind a cell; the third has legend, decision rules and notes. A figure has its
    picture on the first sheet and its data on the second. No text becomes a formula or a link; the rest
    of a text that is too long for a cell is on a fourth sheet.

    Parameters
    ----------
    display
        A matrix, or a display that is drawn.
    codings
        The study's frame of codings; with it the second sheet also has the words that are not quoted.

    Returns
    -------
    bytes
        The file.

    Raises
    ------
    InvalidInput
        When a sheet would have more rows or columns than a workbook can hold.

    """
    book = Book(display.language)
    if isinstance(display, Matrix):
        add_table(book, display)
        add_quotations(book, display, codings)
        notes = _beneath(display)
    else:
        add_picture(book, display)
        add_data(book, display)
        notes = _told(display)
    heads = (say("Title", display.language), display.title)
    book.sheet(say("Notes", display.language)).listed(heads, list(notes), wide=_WIDE)
    return book.content()


def _beneath(matrix: Matrix) -> Iterator[tuple[str, str]]:
    yield from below(matrix)
    yield "", version(matrix)


def _told(display: Drawn) -> Iterator[tuple[str, str]]:
    note = say("Note", display.language)
    yield from ((note, each) for each in remarks(display))
    yield say("Description", display.language), display.alternative
    said = say("data version", display.language)
    yield "", f"{said[:1].upper()}{said[1:]} {display.version}."
