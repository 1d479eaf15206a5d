"""The one family of errors that qualkit raises."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class QualkitError(Exception):
    """Something could not be done; the message says what, where, and what to do."""


class NotFound(QualkitError):
    """A source, case, code, conclusion or file with that name does not exist."""


class Conflict(QualkitError):
    """The change contradicts what is already there."""


class InvalidInput(QualkitError):
    """A file, span, pattern or value cannot be used as it is."""


class Stale(QualkitError):
    """What the change builds on was changed since."""


def not_found(kind: str, name: str, known: Iterable[str]) -> NotFound:
    """The error for a name that does not exist, offering the nearest ones that do."""
    names = list(known)
    folded = {each.casefold(): each for each in names}
    near = [folded[each] for each in get_close_matches(name.casefold(), folded, n=3, cutoff=0.5)]
    if near:
        hint = "Did you mean " + ", ".join(repr(each) for each in near) + "?"
    elif names:
        hint = "There are: " + ", ".join(names[:8]) + (" …" if len(names) > 8 else "") + "."
    else:
        hint = f"The study has no {kind} yet."
    return NotFound(f"No {kind} named {name!r}. {hint}")
