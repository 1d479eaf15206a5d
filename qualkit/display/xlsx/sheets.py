"""A workbook while it is written: sheets in which a text stays a text, whatever it looks like."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from qualkit.display.content import clean
from qualkit.errors import InvalidInput
from qualkit.figures import FAINT, GREY
from qualkit.interchange.workbook.long_cells import LONGEST
from qualkit.language import say

Place = tuple[int, int]
"""A row and a column, counted from 0."""

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384

TEXT = {"valign": "top", "text_wrap": True, "bottom": 1, "bottom_color": FAINT}
NUMBER = {**TEXT, "align": "center"}
STATE = {"italic": True, "font_color": GREY}
HEAD = {"bold": True, "valign": "top", "text_wrap": True, "top": 1, "bottom": 1, "bg_color": "#f2f2f2"}
TITLE = {"bold": True, "font_size": 13, "valign": "top", "text_wrap": True}

_SETTINGS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_format_properties": {"font_name": "Arial", "font_size": 10},
}
_A4 = 9
_PORTRAIT, _LANDSCAPE = 92, 140  # characters on a line of A4
_SMALLEST = 0.55  # to which a page may be scaled before it is divided
_NARROWEST, _WIDE, _WIDEST = 9.0, 44.0, 110.0  # characters of a column
_LINES = 26  # of a row: a sheet shows no more than about 30
_LETTERS = 1.1  # that stand where a sheet counts one, on average
_LINE, _TITLE_LINE, _TALLEST = 13.0, 18.0, 409.0  # points


class Book:
    """A workbook in the making."""

    def __init__(self, language: str) -> None:
        import xlsxwriter

        self.language = language
        self._held = io.BytesIO()
        self._workbook = xlsxwriter.Workbook(self._held, _SETTINGS)
        self._looks: dict[frozenset[tuple[str, Any]], Any] = {}
        self._long: list[tuple[str, str, str]] = []

    def sheet(self, name: str) -> Sheet:
        """Add a sheet."""
        return Sheet(self, name, self._workbook.add_worksheet(name))

    def look(self, properties: dict[str, Any]) -> Any:
        """The format with some properties, made once."""
        key = frozenset(properties.items())
        if key not in self._looks:
            self._looks[key] = self._workbook.add_format(properties)
        return self._looks[key]

    def shortened(self, sheet: str, place: Place, text: str) -> str:
        """As much of a text as a cell holds; the rest goes to a sheet of its own."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        if len(text) <= LONGEST:
            return text
        cell = xl_rowcol_to_cell(*place)
        rest = (text[start : start + LONGEST] for start in range(LONGEST, len(text), LONGEST))
        self._long.extend((sheet, cell, part) for part in rest)
        where = say("Long texts", self.language)
        more = say("[continued on the sheet “{sheet}”]", self.language, sheet=where)
        return f"{text[:LONGEST]} {more}"

    def content(self) -> bytes:
        """The finished workbook."""
        if self._long:
            heads = [say(each, self.language) for each in ("Sheet", "Cell", "Text")]
            sheet = self.sheet(say("Long texts", self.language))
            sheet.listed(heads, self._long, wide=_WIDEST)
        self._workbook.close()
        return self._held.getvalue()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet in the making; ``page`` is the ``xlsxwriter.worksheet.Worksheet``."""

    book: Book
    name: str
    page: Any

    def write(self, place: Place, text: str, look: dict[str, Any]) -> None:
        """Write a text, never as a formula or a link."""
        held = self.book.shortened(self.name, place, clean(text))
        if held:
            self.page.write_string(*place, held, self.book.look(look))
        else:
            self.page.write_blank(*place, None, self.book.look(look))

    def number(self, place: Place, value: Any, look: dict[str, Any]) -> None:
        """Write a number; ``look`` has its format as ``num_format``."""
        self.page.write_number(*place, float(value), self.book.look(look))

    def across(self, row: int, columns: range, text: str, look: dict[str, Any]) -> None:
        """Write a text over several columns."""
        if len(columns) > 1:
            self.page.merge_range(row, columns[0], row, columns[-1], "", self.book.look(look))
        self.write((row, columns[0]), text, look)

    def title(self, text: str, widths: Sequence[float]) -> None:
        """Write the title over all columns, in as many lines as it needs."""
        self.across(0, range(len(widths)), text, TITLE)
        self.page.set_row(0, _TITLE_LINE * _lines(text, sum(widths) / 1.2))

    def fit(self, row: int, texts: Iterable[str], widths: Iterable[float]) -> None:
        """Make a row as tall as its texts need, which not every program finds out by itself."""
        lines = max(map(_lines, texts, widths), default=1)
        if lines > 1:
            self.page.set_row(row, min(_LINE * lines + 1, _TALLEST))

    def listed(self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, wide: float) -> None:
        """Write rows of texts under their headings, in columns of up to ``wide`` characters."""
        widths = [fitting(column, wide=wide) for column in zip(heads, *rows, strict=True)]
        for column, head in enumerate(heads):
            self.write((0, column), head, HEAD)
        for row, texts in enumerate(rows, 1):
            for column, text in enumerate(texts):
                self.write((row, column), text, TEXT)
            self.fit(row, texts, widths)
        self.arrange(widths, heads=0, stub=0, rows=len(rows))

    def arrange(self, widths: Sequence[float], *, heads: int, stub: int, rows: int) -> None:
        """Set widths in characters, filter, frozen panes and print, for ``rows`` under the row ``heads``.

        The rows as far as ``heads`` and the first ``stub`` columns stay on the screen and on every page.
        """
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)
        self.page.freeze_panes(heads + 1, stub)
        self.page.autofilter(heads, 0, heads + rows, max(len(widths) - 1, 0))
        self.page.repeat_rows(0, heads)
        pages = ceil(sum(widths) * _SMALLEST / _LANDSCAPE)
        if pages > 1 and stub:
            self.page.repeat_columns(0, stub - 1)
        self.printed(wide=sum(widths) > _PORTRAIT, pages=(max(pages, 1), 0))

    def printed(self, *, wide: bool, pages: Place) -> None:
        """Print on A4, on its side if ``wide``, scaled to so many pages across and down (0: any number)."""
        if wide:
            self.page.set_landscape()
        self.page.set_paper(_A4)
        self.page.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        self.page.fit_to_pages(*pages)
        self.page.set_footer("&C&P / &N")


def refuse_more(name: str, *, rows: int, columns: int) -> None:
    """Raise `InvalidInput` for more rows or columns than a sheet has."""
    for has, most, what in ((rows, MOST_ROWS, "rows"), (columns, MOST_COLUMNS, "columns")):
        if has > most:
            raise InvalidInput(
                f"The sheet {name!r} would have {has:,} {what}; a sheet of a workbook ends at {most:,}. "
                "Choose fewer with codes= or where=."
            )


def fitting(texts: Sequence[str], *, wide: float = _WIDE) -> float:
    """Characters of a column in which no text is taller than a sheet can show, if possible."""
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    whole = max(map(len, texts), default=0)
    return min(max(min(longest + 2.0, wide), whole / _LINES, _NARROWEST), _WIDEST)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    if "\n" not in text and len(text) <= width:
        return 1
    return sum(max(ceil(len(line) / width / _LETTERS), 1) for line in text.split("\n"))
