"""HTML (.html, .htm, .xhtml): web pages, and what programs export as such."""

from __future__ import annotations

import re

from qualkit.collection.decoding import opening
from qualkit.collection.hypertext import html_blocks, html_text
from qualkit.collection.readers import Reading
from qualkit.collection.written import read_blocks

SUFFIXES = (".html", ".htm", ".xhtml")
_FIRST = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def sniff(data: bytes) -> bool:
    """Tell HTML by its document type or first element."""
    return bool(_FIRST.match(opening(data)))


def read(data: bytes) -> Reading:
    """Read the text that a browser would show: a line for each paragraph, heading, item and row.

    Raises
    ------
    InvalidInput
        The page holds no text.
    """
    markup, remarks = html_text(data)
    return read_blocks(html_blocks(markup), what="web page", remarks=remarks)
