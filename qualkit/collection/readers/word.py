"""Word documents (.docx)."""

from __future__ import annotations

from qualkit.collection.readers import Reading
from qualkit.collection.wordprocessing import read_body
from qualkit.collection.written import left_out, read_blocks

SUFFIXES = (".docx",)
_REASONS = {
    "symbol": "only a font says what it shows",
    "embedded file": "open it in Word, which takes its text in, and save it again",
}


def sniff(data: bytes) -> bool:
    """Tell a Word file by the document in its archive."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def read(data: bytes) -> Reading:
    """Read the body of a Word document: a line for each paragraph and each row of a table.

    A table with a speaker and a text column is a transcript: each of its rows becomes speech. A row
    without speech in its place, such as a heading over the whole width, is a turn of nobody.

    Raises
    ------
    InvalidInput
        The file is no Word file, is protected by a password or damaged, or holds no text.
    """
    body = read_body(data)
    return read_blocks(body.blocks, what="Word file", remarks=left_out(body.left_out, _REASONS))
