"""What belongs to the page and not to the text: page numbers, running headers, form feeds, dirt."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\f]+|\n|\f")
_PAGE_NUMBER = re.compile(
    r"[-–—|\[( ]*(?:(?:halaman|hal|page|pg|p)\.?[ ]*)?(?P<number>\d{1,4})"
    r"(?:[ ]*(?:dari|of|/)[ ]*\d{1,4})?[-–—|\]) .]*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\W*(?:halaman|hal|page)\b|.*\d\s*(?:dari|of|/)\s*\d", re.IGNORECASE)
_NUMBER_BESIDE = re.compile(
    r"^\d{1,4}\s*[|–—-]\s*|\s*(?:[|–—]|\s-\s|\s{2,}|\bhal(?:aman)?\.?|\bpage)\s*\d{1,4}$", re.IGNORECASE
)
_EDGE = 3
_PAGE = 15
_LONGEST_HEADER = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it, and what stood before it.

    ``blank`` is True after a blank line, ``page`` after a page break or page furniture.
    """

    start: int
    end: int
    text: str
    blank: bool
    page: bool


def content_lines(text: str, start: int = 0) -> list[Line]:
    """Find the lines that are the text itself.

    Left out are blank lines, page numbers alone on a line, headers and footers that recur (the
    first one, when it opens the text, is its title and stays), and lines without a letter or digit.

    Parameters
    ----------
    text
        Hard-wrapped text, pages separated by form feeds or not at all.
    start
        Where to begin, in characters.

    Returns
    -------
    list of Line
        In order.
    """
    found = list(_lines(text, start))
    pages = any(line.page for line in found)
    numbers = {line.start for line in found if _number(line) is not None}
    numbers &= _numbering(found, pages=pages)
    running = _running(found, numbers, pages=pages)
    return list(_kept(found, numbers | running))


def _lines(text: str, start: int) -> Iterator[Line]:
    """Give the lines that are not blank."""
    newlines = 1
    page = False
    for match in _LINE.finditer(text, start):
        content = match[0].strip()
        if match[0] == "\f":
            page = True
        elif match[0] == "\n":
            newlines += 1
        elif content:
            first = match.start() + match[0].index(content[0])
            yield Line(first, first + len(content), content, newlines > 1, page)
            newlines = 0
            page = False


def _kept(found: Sequence[Line], furniture: set[int]) -> Iterator[Line]:
    blank = page = False
    for line in found:
        blank = blank or line.blank
        page = page or line.page
        if line.start in furniture:
            page = True
        elif any(character.isalnum() for character in line.text):
            yield Line(line.start, line.end, line.text, blank, page)
            blank = page = False


def _number(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text)
    return int(match["number"]) if match else None


def _numbering(found: Sequence[Line], *, pages: bool) -> set[int]:
    """Give the starts of lines whose number counts pages: at a page's edge, or one of a series."""
    if pages:
        return _at_edges(found, depth=_EDGE)
    apart = {
        line: number
        for index, line in enumerate(found)
        if (number := _number(line)) is not None
        and (line.blank or index + 1 == len(found) or found[index + 1].blank)
    }
    numbers = set(apart.values())
    return {
        line.start
        for line, number in apart.items()
        if number + 1 in numbers or number - 1 in numbers or _NAMED.match(line.text)
    }


def _at_edges(found: Sequence[Line], *, depth: int) -> set[int]:
    """Give the starts of the first and last lines of each page."""
    edges: set[int] = set()
    page: list[int] = []
    for line in found:
        if line.page and page:
            edges.update(page[:depth], page[-depth:])
            page = []
        page.append(line.start)
    edges.update(page[:depth], page[-depth:])
    return edges


def _running(found: Sequence[Line], numbers: set[int], *, pages: bool) -> set[int]:
    """Give the starts of lines that recur from page to page."""
    rest = [line for line in found if line.start not in numbers]
    edges = _at_edges(rest, depth=_EDGE) if pages else _standing_alone(found, numbers)
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(rest):
        if line.start in edges and _could_run(line):
            places[_without_number(line.text)].append(place)
    opening = {line.start for line in found[:_EDGE]}
    recurring = (each for each in places.values() if _recurs(each, pages=pages))
    return {rest[place].start for each in recurring for place in each} - opening


def _standing_alone(found: Sequence[Line], numbers: set[int]) -> set[int]:
    """Give the starts of lines that have a blank line or a page number on either side."""
    apart = [line.blank or line.start in numbers for line in found] + [True]
    after_number = [False] + [line.start in numbers for line in found]
    return {
        line.start
        for line, before, number, after in zip(found, apart, after_number, apart[1:], strict=False)
        if (before or number) and after
    }


def _recurs(places: Sequence[int], *, pages: bool) -> bool:
    """Without form feeds, a line runs only where a page or so of text lies between its occurrences."""
    if pages:
        return len(places) > 1
    return len(places) > 2 and all(later - earlier >= _PAGE for earlier, later in pairwise(places))


def _could_run(line: Line) -> bool:
    return (
        len(line.text) <= _LONGEST_HEADER
        and line.text[-1] not in ":?"
        and sum(map(str.isalpha, line.text)) >= 4
    )


def _without_number(text: str) -> str:
    return " ".join(_NUMBER_BESIDE.sub("", text).casefold().split())
