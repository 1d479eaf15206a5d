"""HTML → its paragraphs and tables: a line for each paragraph, heading, item and row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.collection.blocks import Block, Paragraph, Table, lines
from qualkit.collection.vocabulary import words

_LINES = words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot"
    " thead tr ul"
)
_TABLE = words("table tr td th")
_HIDDEN = words("script style head template noscript iframe object svg math select textarea")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def html_lines(markup: str | bytes) -> list[str]:
    """Give the lines of text of a piece of HTML.

    Examples
    --------
    >>> html_lines("<p>Ani:  siap<br>ya</p><ul><li>satu</li></ul>")
    ['Ani: siap', 'ya', 'satu']
    """
    return [line for block in html_blocks(markup) for line in lines(block)]


def html_blocks(markup: str | bytes) -> Iterator[Block]:
    """Give the paragraphs and tables of a piece of HTML, or of a whole page.

    What a browser does not show is not there: scripts, styles, comments, and elements marked as hidden.
    A table in a table is part of its cell.
    """
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(markup, parser) if markup.strip() else None
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is not None:
        yield from _Walk().blocks(root)


class _Walk:
    """One walk through a tree, without recursion: it may be nested as deep as it likes."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._rows: list[tuple[str, ...]] = []
        self._cells: list[str] = []
        self._tables = 0

    def blocks(self, root: Any) -> Iterator[Block]:
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            name = _name(element)
            if event == "start" and (name in _HIDDEN or _is_hidden(element)):
                walk.skip_subtree()
                continue
            if name in _LINES or (name == "br" and event == "start"):
                yield from self._line()
            if name in _TABLE:
                yield from self._in_table(name, event)
            text = element.text if event == "start" else element.tail if element is not root else None
            if text:
                self._pieces.append(text)
        yield from self._line()

    def _line(self) -> Iterator[Block]:
        """End a line; in a cell, lines are only spaces."""
        if self._tables:
            self._pieces.append(" ")
            return
        text = self._text()
        if text:
            yield Paragraph(text)

    def _text(self) -> str:
        text = _SPACES.sub(" ", "".join(self._pieces)).strip(" ")
        self._pieces = []
        return text

    def _in_table(self, name: str, event: str) -> Iterator[Block]:
        if name == "table":
            self._tables += 1 if event == "start" else -1
        if event == "start" or self._tables > 1:
            return
        if name in ("td", "th"):
            self._cells.append(self._text())
        elif name == "tr" and any(self._cells):
            self._rows.append(tuple(self._cells))
            self._cells = []
        elif name == "table":
            yield from (Paragraph(text) for text in [self._text()] if text)
            if self._rows:
                yield Table(tuple(self._rows))
            self._rows, self._cells = [], []


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
