"""HTML → its paragraphs and tables: a line for each paragraph, heading, item and row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from qualkit.collection.blocks import Block, Paragraph, Table, lines
from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks
from qualkit.collection.vocabulary import words

_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_LINES = _HEADINGS | words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form header hr li main nav ol p pre section summary table tbody tfoot thead tr ul"
)
_HIDDEN = words("script style head template noscript iframe object svg math select textarea")
_SPACES = re.compile(r"[ \t\n\r\f]+")
_DECLARED = re.compile(
    rb"(?:charset|encoding)\s*=\s*[\"']?\s*((?:windows|cp|iso|latin|koi8|mac|gb|big5|shift|euc)[\w-]*)",
    re.IGNORECASE,
)
_LATIN = frozenset(("iso-8859-1", "latin1", "latin-1"))  # browsers read Windows-1252 for it
_WIDEST = 63


def html_lines(markup: str) -> list[str]:
    """Give the lines of text of a piece of HTML.

    Examples
    --------
    >>> html_lines("<p>Ani:  siap<br>ya</p><ul><li>satu</li></ul>")
    ['Ani: siap', 'ya', 'satu']
    """
    return [line for block in html_blocks(markup) for line in lines(block)]


def html_blocks(markup: str) -> list[Block]:
    """Give the paragraphs and tables of a piece of HTML, or of a whole page.

    What a browser does not show is not there: scripts, styles, comments, and elements marked as hidden.
    A table in a table is part of its cell.
    """
    from lxml import etree

    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)
    parser.feed(markup.encode("utf-8", "replace") or b" ")
    return parser.close()  # type: ignore[no-any-return]


def html_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a page: by what it is, else as it declares, else as a guess, on which there is a remark.

    Raises
    ------
    InvalidInput
        The file is empty or binary.
    """
    text, encoding = decode_naming_encoding(data)
    declared = None if encoding.startswith("utf") else _DECLARED.search(data[:4096])
    if declared:
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode("cp1252" if name in _LATIN else name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    return text, encoding_remarks(encoding)


class _Page:
    """What is told of a page element by element, without a tree: it may be nested as deep as it likes."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._cells: list[str] = []
        self._empty = 0  # columns that the cell spans beside its own
        self._tables = self._hidden = self._preformatted = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._hidden or tag in _HIDDEN or _is_hidden(attributes):
            self._hidden += 1
            return
        if tag in _LINES or tag == "br":
            self._end_line()
        self._preformatted += tag == "pre"
        self._tables += tag == "table"
        if tag in ("td", "th") and self._tables == 1:
            self._empty = _span(attributes) - 1

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            return
        if tag in _LINES:
            self._end_line(heading=tag in _HEADINGS)
        self._preformatted -= tag == "pre"
        if tag in ("td", "th", "tr", "table"):
            self._end_of_table(tag)
            self._tables -= tag == "table"

    def data(self, text: str) -> None:
        if self._hidden:
            return
        first, *others = text.split("\n") if self._preformatted else [_SPACES.sub(" ", text)]
        self._pieces.append(first)
        for line in others:
            self._end_line()
            self._pieces.append(line)

    def close(self) -> list[Block]:
        self._end_line()
        return self._blocks

    def _end_line(self, *, heading: bool = False) -> None:
        """End a line; in a cell, lines are only spaces."""
        if self._tables:
            self._pieces.append(" ")
            return
        text = self._text()
        if text:
            self._blocks.append(Paragraph(text, heading=heading))

    def _text(self) -> str:
        text = "".join(self._pieces)
        self._pieces = []
        return text.rstrip() if self._preformatted else _SPACES.sub(" ", text).strip(" ")

    def _end_of_table(self, tag: str) -> None:
        """End a cell, row or table; of a table in a table, all are only spaces."""
        if self._tables > 1:
            self._pieces.append(" ")
        elif tag in ("td", "th"):
            self._cells += [self._text(), *[""] * self._empty]
        elif tag == "tr":
            self._rows += [tuple(self._cells)] if any(self._cells) else []
            self._cells = []
        else:
            self._blocks += [*map(Paragraph, filter(None, [self._text()])), *_tables(self._rows)]
            self._rows = []


def _tables(rows: list[tuple[str, ...]]) -> Iterable[Table]:
    return [Table(tuple(rows))] if rows else []


def _span(attributes: Mapping[str, Any]) -> int:
    """Give how many columns a cell spans."""
    given = attributes.get("colspan", "").strip()
    return max(1, min(int(given), _WIDEST)) if given.isdecimal() and len(given) < 4 else 1


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    style = attributes.get("style", "").replace(" ", "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style
