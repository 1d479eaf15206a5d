"""The lines of pages → which are headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

_DEPTH = 3
_LONGEST = 100
_FEWEST = 3
_SHARE = 0.4
_NUMBERS = (  # at the beginning, at the end, and of how many
    re.compile(r"[\W_]*(\d{1,4})(?=\s|[\W_]*\Z)"),
    re.compile(r"(?:.*\s)?[\W_]*?(\d{1,4})[\W_]*\Z"),
    re.compile(r"(?:.*[^\d])?(\d{1,4})\s*(?:dari|of|/)\s*\d{1,4}[\W_]*\Z", re.IGNORECASE),
)


def page_furniture(pages: Sequence[Sequence[str]]) -> set[tuple[int, int]]:
    """Find the lines that belong to the pages and not to the text.

    From the edges of the pages inward, these are lines with a number that counts the pages, and lines
    that are the same on two fifths of them, as left and right pages have. A header that opens the
    text is its title and stays; what recurs less may be a short answer, and stays.

    Parameters
    ----------
    pages
        The lines of each page, from top to bottom; blank lines do not count.

    Returns
    -------
    set of tuple of int
        Page and line, both from 0.

    Examples
    --------
    >>> sorted(page_furniture([["satu", "- 7 -"], ["dua", "- 8 -"], ["tiga", "- 9 -"]]))
    [(0, 1), (1, 1), (2, 1)]
    """
    found: set[tuple[int, int]] = set()
    for step in (1, -1):
        for _ in range(_DEPTH):
            outer = _outermost(pages, found, step)
            lines = {page: pages[page][at].strip() for page, at in outer.items()}
            running = _recurring(lines, len(pages)) - ({0} if step == 1 else set())
            running |= _counting(lines, len(pages))
            if not running:
                break
            found |= {(page, outer[page]) for page in running}
    return found


def _outermost(pages: Sequence[Sequence[str]], found: set[tuple[int, int]], step: int) -> dict[int, int]:
    """Give the first (or last) line of each page that is not found yet; a page is never all furniture."""
    outer: dict[int, int] = {}
    for page, lines in enumerate(pages):
        left = [at for at, line in enumerate(lines) if line.strip() and (page, at) not in found]
        if len(left) > 1 or not any(map(str.isalpha, "".join(lines))):
            outer.update((page, at) for at in left[::step][:1])
    return outer


def _recurring(lines: Mapping[int, str], pages: int) -> set[int]:
    """Give the pages whose line is the same as on many others."""
    named = {
        page: line.casefold()
        for page, line in lines.items()
        if len(line) <= _LONGEST and any(map(str.isalpha, line))
    }
    counts = Counter(named.values())
    return {page for page, name in named.items() if counts[name] >= _enough(pages)}


def _counting(lines: Mapping[int, str], pages: int) -> set[int]:
    """Give the pages whose line begins or ends in a number that grows by one from page to page."""
    ahead = {
        page: {int(match[1]) - page for pattern in _NUMBERS if (match := pattern.match(line))}
        for page, line in lines.items()
        if len(line) <= _LONGEST
    }
    counts = Counter(each for numbers in ahead.values() for each in numbers)
    usual = {each for each, count in counts.most_common(1) if count >= _enough(pages)}
    return {page for page, numbers in ahead.items() if numbers & usual}


def _enough(pages: int) -> float:
    return max(min(_FEWEST, pages), 2, _SHARE * pages)
