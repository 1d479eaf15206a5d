"""Whether a hyphen at the end of a line broke a word, or belongs to it."""

from __future__ import annotations

import re

_LAST_WORD = re.compile(r"([^\W_]+)[-\u00ad\u2010\u00ac]$")
_FIRST_WORD = re.compile(r"[^\W_]+")
_HYPHENATED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHARED = 4


class Hyphenation:
    """How lines that end in a hyphen are joined, judged by the words of the whole text."""

    def __init__(self, text: str) -> None:
        folded = text.casefold()
        self._hyphenated = set(_HYPHENATED.findall(folded))
        self._words = set(_WORD.findall(folded))

    def joiner(self, line: str, following: str) -> tuple[str, int]:
        """Give what joins a line to the following one of its paragraph.

        Parameters
        ----------
        line, following
            The two lines, without white space around them.

        Returns
        -------
        joiner : str
            Nothing, or a space.
        dropped : int
            How many characters at the end of `line` go: 1 when its hyphen broke a word.
        """
        last = _LAST_WORD.search(line)
        first = _FIRST_WORD.match(following)
        if not last or not first:
            return " ", 0
        if line[-1] != "-":
            return "", 1
        return ("", 0) if self._keeps_hyphen(last[1], first[0]) else ("", 1)

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        if not (left.isalpha() and right.isalpha()) or right[0].isupper():
            return True
        left, right = left.casefold(), right.casefold()
        if f"{left}-{right}" in self._hyphenated:
            return True
        return left + right not in self._words and _reduplicates(left, right)


def _reduplicates(left: str, right: str) -> bool:
    """Recognise *masing-masing*, *laporan-laporannya*, *berbeda-beda* and *tolong-menolong*."""
    if min(len(left), len(right)) < 3:
        return False
    return right.startswith(left) or left.endswith(right) or left[-_SHARED:] == right[-_SHARED:]
