"""PDF (.pdf): the text layer of documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.collection.page_layout import Piece, lines_of_page
from qualkit.collection.pages import content_lines
from qualkit.collection.readers import Reading
from qualkit.errors import InvalidInput

SUFFIXES = (".pdf",)
_UNSTORABLE = {0x00: None, 0x02: "-", 0xFFFE: "-", 0xFFFF: None}  # pdfium marks a hyphen at a line's end
_UNSTORABLE |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def sniff(data: bytes) -> bool:
    """Tell PDF by its signature, which may stand behind a few bytes of junk."""
    return b"%PDF-" in data[:1024]


def read(data: bytes) -> Reading:
    """Read the text layer, column by column; headers, footers and page numbers are left out and counted.

    Raises
    ------
    InvalidInput
        The file is no PDF, is protected by a password, damaged, or holds only images of text.
    """
    pages = list(_pages(data))
    if not any(line.strip() for page in pages for line in page):
        raise InvalidInput(
            "The PDF holds no text, only images of it. Make it searchable first (by OCR, such as ocrmypdf)."
        )
    text = "\f".join("".join(f"{line}\n" for line in page) for page in pages)
    kept = {line.start for line in content_lines(text)}
    lines, dropped = _without_furniture(text, kept)
    remarks = (f"{dropped} lines of headers, footers and page numbers left out.",) if dropped else ()
    return Reading(text="".join(f"{line}\n" for line in lines), layout="plain", remarks=remarks)


def _pages(data: bytes) -> Iterator[list[str]]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise InvalidInput("The PDF is protected by a password. Save it without one.") from None
        raise InvalidInput(f"This is no PDF, or a damaged one ({error}). Bring another copy.") from None
    try:
        for number in range(len(document)):
            yield lines_of_page(list(_pieces(document, number)))
    except pypdfium2.PdfiumError as error:
        raise InvalidInput(f"The PDF is damaged: page {number + 1} cannot be read ({error}).") from None
    finally:
        document.close()


def _pieces(document: Any, number: int) -> Iterator[Piece]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            for place in range(text.count_rects()):
                left, bottom, right, top = text.get_rect(place)
                said = text.get_text_bounded(left, bottom, right, top).translate(_UNSTORABLE)
                yield Piece(left, bottom, right, top, " ".join(said.split()))
        finally:
            text.close()
    finally:
        page.close()


def _without_furniture(text: str, kept: set[int]) -> tuple[list[str], int]:
    """Give the lines without those that belong to the pages, and how many those are."""
    lines: list[str] = []
    dropped = place = 0
    for line in text.split("\n"):
        start = place + len(line) - len(line.lstrip("\f \t"))
        blank = not line.strip("\f \t")
        if blank or start in kept:
            lines.append(line.strip("\f \t"))
        else:
            dropped += 1
        place += len(line) + 1
    while lines and not lines[-1]:
        lines.pop()
    return lines, dropped
