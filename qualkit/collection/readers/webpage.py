"""HTML (.html, .htm, .xhtml): web pages, and what programs export as such."""

from __future__ import annotations

import re

from qualkit.collection.decoding import opening
from qualkit.collection.hypertext import html_blocks
from qualkit.collection.readers import Reading
from qualkit.collection.written import read_blocks

SUFFIXES = (".html", ".htm", ".xhtml")
_FIRST = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
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
    return read_blocks(list(html_blocks(data)), what="web page")
