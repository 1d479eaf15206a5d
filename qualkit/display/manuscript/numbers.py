"""Numbers in the running text: placeholders that become fields, and fields that are refreshed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualkit.display.manuscript.elements import Edit, Element, scan, spliced
from qualkit.display.manuscript.expression import parse_number
from qualkit.display.manuscript.package import Package
from qualkit.display.manuscript.paragraphs import (
    describe,
    letters,
    rewritten,
    run,
    spans,
    text_of,
)
from qualkit.errors import Conflict

_PARTS = ("footnotes", "endnotes", "header", "footer")
_PLACEHOLDER = re.compile(r"\{\{\s*(?!(?:table|figure)\s*:)([^\W\d]\w*\s*:[^{}]*?)\s*\}\}")
_CODE = re.compile(r"\s*ADDIN\s+QUALKIT\s+(.*\S)\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class InlineNumber:
    """A number in the text: where, what it counts, and what stands there now."""

    place: str
    expression: str
    text: str


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of ours in a paragraph: its runs from mark to mark, and the text of its result."""

    runs: Sequence[Element]
    letters: Sequence[Element]
    expression: str

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.letters)


@dataclass(frozen=True, slots=True)
class _Page:
    """A part of the manuscript that holds text."""

    name: str
    data: bytes
    paragraphs: list[Element]

    def where(self, paragraph: Element) -> str:
        kind = self.name.rpartition("/")[2].removesuffix(".xml")
        said = describe(paragraph, self.paragraphs)
        return said if kind == "document" else f"{said} of the {kind}"


def numbers(package: Package) -> Iterator[InlineNumber]:
    """Give the inline numbers of a manuscript; raises `InvalidInput` for one that cannot be read."""
    for page in _pages(package):
        for paragraph in page.paragraphs:
            place = page.where(paragraph) if _may_hold(paragraph) else ""
            for expression, text in _found(paragraph):
                parse_number(expression, place=place)
                yield InlineNumber(place, expression, text)


def numbered(package: Package, values: Mapping[str, str]) -> Package:
    """The package with other inline numbers, by their expressions; those without a value stay."""
    said = {_plain(expression): value for expression, value in values.items()}
    for page in _pages(package):
        edits = [edit for each in page.paragraphs for edit in _edits(page, each, said)]
        if edits:
            package = package.put(page.name, spliced(page.data, edits))
    return package


def _pages(package: Package) -> Iterator[_Page]:
    for name in (package.main, *package.related(*_PARTS)):
        data = package.words(name)
        if b"{" in data or b"QUALKIT" in data:
            yield _Page(name, data, list(scan(data).walk("w:p")))


def _plain(expression: str) -> str:
    return re.sub(r"\s+", " ", expression).strip()


def _may_hold(paragraph: Element) -> bool:
    return "{" in text_of(paragraph) or paragraph.holds("w:instrText")


def _found(paragraph: Element) -> list[tuple[str, str]]:
    """The expressions of the numbers in a paragraph in order, and what each shows."""
    found = [(field.runs[0].start, field.expression, field.text) for field in _fields(paragraph)]
    for each in _PLACEHOLDER.finditer(text_of(paragraph)):
        start = next(piece.start for _, end, piece in spans(paragraph) if end > each.start())
        found.append((start, _plain(each[1]), each[0]))
    return [(expression, text) for _, expression, text in sorted(found, key=lambda each: each[0])]


def _fields(paragraph: Element) -> Iterator[_Field]:
    """Give our fields in a paragraph; those of others, around or beside them, are passed over."""
    begun: list[list[Element]] = []
    for each in paragraph.walk("w:r"):
        if each.above("w:p") is not paragraph:
            continue
        kind = _kind(each)
        if kind == "begin":
            begun.append([])
        for runs in begun:
            runs.append(each)
        if kind == "end" and begun:
            runs = begun.pop()
            code = _CODE.fullmatch("".join(part.text for one in runs for part in one.walk("w:instrText")))
            if code is not None:
                yield _Field(runs, _result(runs), _plain(code[1]))


def _kind(run: Element) -> str | None:
    mark = run.find("w:fldChar")
    return mark.attributes.get("w:fldCharType") if mark is not None else None


def _result(runs: Sequence[Element]) -> list[Element]:
    """The elements with the text that a field shows: all after its code."""
    place = next((n for n, each in enumerate(runs) if _kind(each) == "separate"), len(runs))
    return [each for one in runs[place:] for each in one.children if each.name == "w:t"]


def _edits(page: _Page, paragraph: Element, values: Mapping[str, str]) -> Iterator[Edit]:
    if not _may_hold(paragraph):
        return
    for field in _fields(paragraph):
        value = values.get(field.expression)
        if value is not None and value != field.text:
            _refuse_parted(field.runs, page.where(paragraph))
            yield from _refreshed(page.data, field, value)
    matches = [
        (each, values[_plain(each[1])])
        for each in _PLACEHOLDER.finditer(text_of(paragraph))
        if _plain(each[1]) in values
    ]
    if matches:
        yield from _filled(page, paragraph, matches)


def _refreshed(data: bytes, field: _Field, value: str) -> Iterator[Edit]:
    """Give the edits that let a field show a value, in the look of its first letter."""
    left = value
    for each in field.letters:
        yield rewritten(each, left)
        left = ""
    if left:
        end = field.runs[-1].start
        yield Edit(end, end, run(letters(left), _look(data, field.runs[0])))


def _filled(page: _Page, paragraph: Element, matches: Sequence[tuple[re.Match[str], str]]) -> Iterator[Edit]:
    """Give the edits that put fields in the place of placeholders, which may be spread over runs."""
    for begin, end, piece in spans(paragraph):
        touching = [(each, value) for each, value in matches if each.start() < end and each.end() > begin]
        if not touching or piece.name != "w:t" or piece.parent is None:
            continue
        look = _look(page.data, piece.parent)
        made, place = b"", begin
        for each, value in touching:
            _refuse_parted(_runs(paragraph, each), page.where(paragraph))
            made += letters(piece.text[place - begin : max(each.start() - begin, 0)])
            if each.start() >= begin:
                made += b"</w:r>" + _field(_plain(each[1]), value, look) + b"<w:r>" + look
            place = min(each.end(), end)
        yield Edit(piece.start, piece.end, made + letters(piece.text[place - begin :]))


def _runs(paragraph: Element, match: re.Match[str]) -> list[Element]:
    return [
        piece.parent
        for begin, end, piece in spans(paragraph)
        if match.start() < end and match.end() > begin and piece.parent is not None
    ]


def _refuse_parted(runs: Sequence[Element], where: str) -> None:
    """Raise `Conflict` where a tracked change, a link or the like begins or ends within a number."""
    if len({each.parent for each in runs if each.parent is not None}) > 1:
        raise Conflict(
            f"The inline number in {where} is partly inside a tracked change, a link or a content control. "
            "Accept or reject the change there in Word, or type the number's placeholder again in one piece."
        )


def _field(expression: str, value: str, look: bytes) -> bytes:
    """A field that shows a value and keeps what it counts, as reference managers keep theirs."""
    begin, separate, end = (
        f'<w:fldChar w:fldCharType="{kind}"/>'.encode() for kind in ("begin", "separate", "end")
    )
    code = letters(f" ADDIN QUALKIT {expression} ", name="instrText")
    return b"".join(run(each, look) for each in (begin, code, separate, letters(value), end))


def _look(data: bytes, run: Element) -> bytes:
    """The formatting of a run, as it is written."""
    look = run.find("w:rPr")
    return data[look.start : look.end] if look is not None else b""
