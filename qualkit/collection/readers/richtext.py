"""Rich text (.rtf): documents of f4, MAXQDA, WordPad and others."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator

from qualkit.collection.blocks import Block, Paragraph, Table
from qualkit.collection.readers import Reading
from qualkit.collection.written import left_out, read_blocks
from qualkit.errors import InvalidInput

SUFFIXES = (".rtf",)
_WHAT = "rich text file"
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CHARACTER_SET = re.compile(rb"\\(mac|pca|pc|ansicpg(\d{1,5}))(?![a-z])")
_CODE_PAGES = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansicpg10000": "mac_roman"}
_CELL, _ROW = "\x1c", "\x1e"
_REWRITTEN = {
    b"cell": b"\\plain \x1c",
    b"nestcell": b"\\tab ",
    b"trowd": b"\\plain \x1e",
    b"row": b"\\plain \x1e",
    b"deleted": b"\\*",  # like the groups that only some programs know, it is passed over
    b"fldinst": b"\\datafield ",  # striprtf would write the address of a link into the text
    b"ansicpg": b"\\plain ",  # striprtf takes those that it does not know for UTF-8
}
_WORD = re.compile(
    rb"\\\\|\\(?:(?P<word>cell|nestcell|trowd|row|deleted|fldinst|ansicpg)(?![a-z])-?\d* ?|(?=f\d))"
)
_ASIDES = {
    b"footnote": "note",
    b"annotation": "comment",
    b"header": "header",
    b"footer": "footer",
    b"shptxt": "text box",
}
_ASIDE = re.compile(rb"\{\s*(?:\\\*\s*)?\\(footnote|annotation|header|footer|shptxt)[flr]?(?![a-z])")


def sniff(data: bytes) -> bool:
    """Tell rich text by its first characters."""
    return data[:16].lstrip().startswith(b"{\\rtf")


def read(data: bytes) -> Reading:
    """Read the text of a document: a line for each paragraph and row of a table.

    Text that was deleted under track changes is not there; notes, comments, headers, footers and text
    boxes are left out and counted.

    Raises
    ------
    InvalidInput
        The file is no rich text, is damaged, or holds no text.
    """
    if not sniff(data):
        raise InvalidInput(
            "A rich text file begins with {\\rtf; this one does not. Give it the suffix of what it is."
        )
    data = b"".join(_without_binary(data.translate(None, b"\x1c\x1d\x1e\x1f")))
    asides = Counter(_ASIDES[match[1]] for match in _ASIDE.finditer(data))
    return read_blocks(list(_blocks(_plain(data))), what=_WHAT, remarks=left_out(asides))


def _without_binary(data: bytes) -> Iterator[bytes]:
    """Give what stands between the images and objects that are embedded as bytes."""
    place = 0
    while match := _BINARY.search(data, place):
        yield data[place : match.start()]
        place = match.end() + int(match[1])
    yield data[place:]


def _plain(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    encoding, data = _encoded(data)
    marked = _WORD.sub(_rewritten, data).decode("ascii")
    try:
        text = str(rtf_to_text(marked, encoding=encoding, errors="replace"))  # type: ignore[no-untyped-call]
    except (LookupError, ValueError, OverflowError, TypeError) as error:
        raise InvalidInput(
            f"The rich text file is damaged ({error}). Open it in its program and save it again."
        ) from None
    # Characters beyond the BMP are written as two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _encoded(data: bytes) -> tuple[str, bytes]:
    """Give the code page, and the bytes that should have been written as codes of it, as such codes.

    Some programs write UTF-8 as it is, and no codes, whatever the code page that they declare.
    """
    encoding = _code_page(data)
    if b"\\'" not in data and _is_utf8(data):
        encoding, data = "utf-8", data.replace(b"\\fcharset", b"\\charset")
    return encoding, _NOT_ASCII.sub(lambda match: b"\\'%02x" % match[0][0], data)


def _code_page(data: bytes) -> str:
    found = _CHARACTER_SET.search(data[:2048])
    encoding = (_CODE_PAGES.get(found[1]) or f"cp{int(found[2])}") if found else "cp1252"
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "cp1252"


def _is_utf8(data: bytes) -> bool:
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _rewritten(match: re.Match[bytes]) -> bytes:
    """Give a control word as striprtf treats it rightly.

    Fonts begin a line of their own, beyond which striprtf's search in a table of fonts does not go.
    """
    if match["word"] is not None:
        return _REWRITTEN[match["word"]]
    return b"\n\\" if match[0] == b"\\" else match[0]


def _blocks(text: str) -> Iterator[Block]:
    """Divide a text at the rows of tables."""
    rows: list[tuple[str, ...]] = []
    for piece in text.split(_ROW):
        if _CELL in piece:
            rows.append(tuple(" ".join(cell.split()) for cell in piece.split(_CELL)[:-1]))
        elif piece.strip():
            yield from _table(rows)
            rows = []
            yield from (Paragraph(line.rstrip(" \t")) for line in piece.strip("\n").split("\n"))
    yield from _table(rows)


def _table(rows: list[tuple[str, ...]]) -> Iterator[Table]:
    if rows:
        yield Table(tuple(rows))
