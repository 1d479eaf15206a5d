"""Inline numbers as an author writes them: ``n: code=barriers, case=Bapenda``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualkit.errors import InvalidInput

WHATS = ("n", "sources", "cases", "percent")
FILTERS = ("code", "case", "kind", "role", "source")
_FILTER = re.compile(
    r"""\s*(?P<name>[^\W\d]\w*)\s*=\s*(?:"(?P<quoted>[^"]*)"|“(?P<curly>[^”]*)”|(?P<plain>[^,;"“”=]*?))\s*(?:[,;]|$)"""
)


def parse_number(expression: str, *, place: str = "") -> Mapping[str, str]:
    """What an inline number counts, and of what.

    Parameters
    ----------
    expression
        ``n`` (codings), ``sources``, ``cases`` or ``percent``, a colon, and filters ``code= case=
        kind= role= source=`` between commas. A value with a comma stands in double quotes.
    place
        Where it was found, for messages.

    Returns
    -------
    Mapping
        ``what`` and the filters.

    Raises
    ------
    InvalidInput
        It is written in another way; the message says where and how.

    Examples
    --------
    >>> parse_number('n: code=barriers, case="Bapenda, Kota"')
    {'what': 'n', 'code': 'barriers', 'case': 'Bapenda, Kota'}
    """
    what, colon, rest = expression.replace("\u00a0", " ").partition(":")
    what = what.strip()
    if what not in WHATS or not colon:
        raise _wrong(expression, f"it should begin with one of {_listed(WHATS)} and a colon", place)
    parsed = {"what": what}
    start = 0
    while rest[start:].strip():
        found = _FILTER.match(rest, start)
        if found is None:
            raise _wrong(expression, f"{rest[start:].strip()!r} is not of the form name=value", place)
        name, value = found["name"], (found["quoted"] or found["curly"] or found["plain"] or "").strip()
        if name not in FILTERS:
            raise _wrong(expression, f"{name!r} is none of {_listed(FILTERS)}", place)
        if name in parsed or not value:
            problem = "is given twice" if name in parsed else "has no value"
            raise _wrong(expression, f"{name!r} {problem}", place)
        parsed[name] = value
        start = found.end()
    return parsed


def _listed(words: tuple[str, ...]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"


def _wrong(expression: str, problem: str, place: str) -> InvalidInput:
    where = f" in {place}" if place else ""
    return InvalidInput(
        f"The inline number {expression!r}{where} cannot be read: {problem}. "
        "Write it like {{n: code=barriers, case=Bapenda}}."
    )
