"""Patterns that are read as plain words although an operator or a bar was probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualkit.reduction.matching.grammar import OPERATORS, Term, formula

_BAR = re.compile(r"(?<=\S)\s*\|\s*(?=\S)")
_REACH = re.compile(r"(?<!\S)([^\W\d_]+)(/(?:\d+|sentence|turn))(?!\S)", re.IGNORECASE)
_SHORTEST = 3  # letters of what may be meant as an operator: PP/71 is a regulation


def misreading(pattern: str) -> str | None:
    """What a pattern is read as, if that is hardly meant, and what to write; None if it is as it seems.

    Examples
    --------
    >>> misreading("jadwal*|malam*").partition(", or")[0]
    "Pattern 'jadwal*|malam*' looks for 'jadwal*|malam*' as it stands. Write 'jadwal* | malam*'"
    """
    terms = (term for operand in formula(pattern).operands() for term in operand)
    for written, meant in (pair for term in terms for pair in _misread(term)):
        return (
            f"Pattern {pattern!r} looks for {written!r} as it stands. Write {meant}, or put the words in "
            "quotes, all together, if they are meant as they stand."
        )
    return None


def _misread(term: Term) -> Iterator[tuple[str, str]]:
    """What is written in a term, and what was probably meant."""
    if term.quoted or term.kind == "re":
        return
    if _BAR.search(term.text):
        yield term.text, repr(_BAR.sub(" | ", term.text))
    for reach in _REACH.finditer(term.text):
        meant = _operator(reach[1], reach[2].casefold())
        if meant:
            yield reach[0], meant


def _operator(word: str, reach: str) -> str | None:
    if word.upper() in OPERATORS:
        return repr(f"{word.upper()}{reach}")
    if word.isupper() and len(word) >= _SHORTEST:
        return f"'NEAR{reach}' (in any order) or 'THEN{reach}' (in this order)"
    return None
