"""PDF (.pdf): the text layer of documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from qualkit.collection.page_furniture import page_furniture
from qualkit.collection.page_layout import Piece, lines_of_page
from qualkit.collection.readers import Reading
from qualkit.errors import InvalidInput

SUFFIXES = (".pdf",)
_Box = tuple[float, float, float, float]  # left, bottom, right, top
_LINE = re.compile(r"[^\r\n\x02\ufffe]+[\x02\ufffe]?")
_GAP = 0.8  # times the height of a line: more than a space
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
    furniture = page_furniture(pages)
    lines = [line for number, page in enumerate(pages) for line in _text_of_page(number, page, furniture)]
    count = len(furniture)
    what = "1 line" if count == 1 else f"{count} lines"
    remarks = (f"{what} of headers, footers and page numbers left out.",) if furniture else ()
    return Reading(text="".join(f"{line}\n" for line in lines), layout="plain", remarks=remarks)


def _text_of_page(number: int, page: Sequence[str], furniture: set[tuple[int, int]]) -> Sequence[str]:
    """Give the lines between header and footer, without the blank ones that set these apart."""
    kept = [line for at, line in enumerate(page) if (number, at) not in furniture]
    written = [at for at, line in enumerate(kept) if line]
    return kept[written[0] : written[-1] + 1] if written else ()


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
            written = _characters(text)
            for line in _LINE.finditer(written):
                yield from _pieces_of_line(text, written, *line.span())
        finally:
            text.close()
    finally:
        page.close()


def _characters(text: Any) -> str:
    """Give the characters of a page by the numbers that pdfium gives them."""
    from pypdfium2 import raw

    count = text.count_chars()
    written = str(text.get_text_range())
    if len(written) != count:
        written = "".join(chr(raw.FPDFText_GetUnicode(text, place)) for place in range(count))
    return written


def _pieces_of_line(text: Any, written: str, start: int, end: int) -> Iterator[Piece]:
    """Give a line as pdfium finds it, whose spaces are right, cut where it runs over a gap."""
    boxes = [text.get_rect(place) for place in range(text.count_rects(start, end - start))]
    if not boxes:
        return
    gap = _GAP * max(top - bottom for _, bottom, _, top in boxes)
    if any(_is_apart(before, box, gap) for before, box in pairwise(boxes)):
        for first, last, apart in _apart(text, written, (start, end), gap):
            yield _piece(apart, written[first:last])
    else:
        yield _piece(boxes, written[start:end])


def _apart(
    text: Any, written: str, span: tuple[int, int], gap: float
) -> Iterator[tuple[int, int, list[_Box]]]:
    """Cut a line where there is a gap between its characters."""
    first, boxes = span[0], list[_Box]()
    for place in range(*span):
        if written[place].isspace():
            continue
        box = text.get_charbox(place, loose=True)
        if boxes and _is_apart(boxes[-1], box, gap):
            yield first, place, boxes
            first, boxes = place, []
        boxes.append(box)
    yield first, span[1], boxes


def _is_apart(before: _Box, box: _Box, gap: float) -> bool:
    return max(box[0] - before[2], before[0] - box[2]) > gap


def _piece(boxes: Sequence[_Box], written: str) -> Piece:
    left, bottom, right, top = zip(*boxes, strict=True)
    return Piece(
        min(left), min(bottom), max(right), max(top), " ".join(written.translate(_UNSTORABLE).split())
    )
