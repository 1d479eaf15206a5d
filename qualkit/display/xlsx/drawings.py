"""A drawn display as sheets: its picture, and the data that are drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qualkit.display.values import as_text
from qualkit.display.xlsx.numbers import pattern
from qualkit.display.xlsx.sheets import HEAD, NUMBER, TEXT, TITLE, Book, Sheet, fitting, refuse_more
from qualkit.language import say

if TYPE_CHECKING:
    from qualkit.display.html.figures import Drawn

_SAMPLE = 200  # rows by which columns get their widths


def add_picture(book: Book, display: Drawn) -> None:
    """Add the picture, in the size of print, under its title."""
    from qualkit.figures import image

    drawing = display.draw(titled=False)
    sheet = book.sheet(say("Figure", display.language))
    sheet.write((0, 0), display.title, {**TITLE, "text_wrap": False})
    shown = {"image_data": io.BytesIO(image(drawing)), "description": display.alternative}
    sheet.page.insert_image(2, 0, "figure.png", shown)
    width, height = drawing.get_size_inches()
    sheet.printed(wide=width > height, pages=(1, 1))


def add_data(book: Book, display: Drawn) -> None:
    """Add the data of the picture, numbers as numbers and the parts of a list in one cell.

    Raises
    ------
    InvalidInput
        When they have more rows or columns than a sheet.

    """
    language = display.language
    name = say("Data", language)
    frame = display.frame
    if not isinstance(frame.index, pd.RangeIndex):
        frame = frame.rename_axis(columns=None).reset_index()
    refuse_more(name, rows=len(frame) + 1, columns=len(frame.columns))
    sheet = book.sheet(name)
    heads = [_heading(each, language) for each in frame.columns]
    widths = []
    for column, head in enumerate(heads):
        values = frame.iloc[:, column].tolist()
        sheet.write((0, column), head, HEAD)
        for row, value in enumerate(values, 1):
            _write_value(sheet, (row, column), value, language)
        widths.append(fitting([f"{head}    ", *(_words(value, language) for value in values[:_SAMPLE])]))
    sheet.arrange(widths, heads=0, stub=0, rows=len(frame))


def _heading(name: Any, language: str) -> str:
    return say(as_text(name) or "", language)


def _write_value(sheet: Sheet, place: tuple[int, int], value: Any, language: str) -> None:
    written = pattern(value, language)
    if written is None:
        sheet.write(place, _words(value, language), TEXT)
    else:
        sheet.number(place, value, {**NUMBER, "num_format": written})


def _words(value: Any, language: str) -> str:
    """A value in print, where it is no number or only its width counts."""
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(_words(each, language) for each in value)
    if isinstance(value, bool | np.bool_):
        return say("yes" if value else "no", language)
    return as_text(value) or ""
