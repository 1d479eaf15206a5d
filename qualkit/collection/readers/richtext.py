"""Rich text (.rtf): documents of f4, MAXQDA, WordPad and others."""

from __future__ import annotations

import re

from qualkit.collection.readers import Reading
from qualkit.errors import InvalidInput

SUFFIXES = (".rtf",)
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELL = re.compile(rb"\\cell(?![a-z])")
_DEEPEST = 2000
_SPACED = re.compile(r"[ \t]+$", re.MULTILINE)


def sniff(data: bytes) -> bool:
    """Tell rich text by its first characters."""
    return data[:16].lstrip().startswith(b"{\\rtf")


def read(data: bytes) -> Reading:
    """Read the text of a document: a line for each paragraph.

    Raises
    ------
    InvalidInput
        The file is no rich text, is damaged, or holds no text.
    """
    if not sniff(data):
        raise InvalidInput(
            "A rich text file begins with {\\rtf; this one does not. Give it the suffix of what it is."
        )
    _refuse_depth(data)
    text = _SPACED.sub("", _plain(data)).strip("\n")
    if not text.strip():
        raise InvalidInput(
            "The rich text file holds no text. If its text is an image, it must be typed or scanned."
        )
    return Reading(text=f"{text}\n", layout="paragraphs")


def _plain(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    found = _CODE_PAGE.search(data[:2048])
    encoding = f"cp{int(found[1])}" if found else "cp1252"
    try:
        marked = _CELL.sub(rb"\\tab ", data).decode("latin-1")
        text = str(rtf_to_text(marked, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, IndexError, OverflowError, TypeError, UnicodeError) as error:
        raise InvalidInput(
            f"The rich text file is damaged ({error}). Open it in its program and save it again."
        ) from None
    # Characters beyond the BMP are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _refuse_depth(data: bytes) -> None:
    depth = deepest = 0
    for mark in re.findall(rb"\\.|[{}]", data, re.DOTALL):
        depth += {b"{": 1, b"}": -1}.get(mark, 0)
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise InvalidInput(f"The rich text file nests its groups more than {_DEEPEST} deep; it is not read.")
