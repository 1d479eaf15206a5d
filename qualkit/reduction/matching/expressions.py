"""Regular expressions as patterns: refused when they match nothing, stopped when they run away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.reduction.folding import EXTENDER, Copy, kinds

PREFIX = "re:"

_SECONDS = 5.0
_SECONDS_A_CODE_POINT = 2e-6
_PROBES = ("", "a", "a b", "1 - b")


def expression(pattern: str) -> Any:
    """Compile a regular expression that is written after ``re:``.

    Raises
    ------
    InvalidInput
        If it does not compile, or matches the empty string.
    """
    import regex

    try:
        compiled = regex.compile(pattern.removeprefix(PREFIX).strip(), regex.IGNORECASE)
    except regex.error as error:
        raise InvalidInput(f"Pattern {pattern!r} is not a regular expression: {error}.") from None
    if any(match.start() == match.end() for probe in _PROBES for match in compiled.finditer(probe)):
        raise _matches_nothing(pattern)
    return compiled


def matches(compiled: Any, copy: Copy, *, pattern: str) -> Iterator[tuple[int, int]]:
    """The spans of a composed copy that an expression matches, widened to whole combining sequences.

    Raises
    ------
    InvalidInput
        If the expression takes too long on this text, or matches the empty string in it.
    """
    seconds = _SECONDS + _SECONDS_A_CODE_POINT * len(copy.text)
    try:
        for match in compiled.finditer(copy.text, timeout=seconds):
            if match.start() == match.end():
                raise _matches_nothing(pattern)
            yield _whole(copy.text, *match.span())
    except TimeoutError:
        raise InvalidInput(
            f"Pattern {pattern!r} was stopped after {seconds:.0f} seconds on a text of {len(copy.text):,} "
            "characters. Write it without repetitions inside repetitions."
        ) from None


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and _is_extender(text[start]):
        start -= 1
    while end < len(text) and _is_extender(text[end]):
        end += 1
    return start, end


def _is_extender(character: str) -> bool:
    return not character.isascii() and bool(kinds(character)[1] & EXTENDER)


def _matches_nothing(pattern: str) -> InvalidInput:
    return InvalidInput(f"Pattern {pattern!r} matches the empty string. Let it match at least one character.")
