"""Whose form it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from qualkit.errors import InvalidInput

_Subject = TypeVar("_Subject", bound=str)


def one_of(given: Mapping[_Subject, str | None]) -> tuple[_Subject, str]:
    """What the form is about and its name; raises `InvalidInput` unless exactly one is given.

    >>> one_of({"case": "Office", "source": None})
    ('case', 'Office')
    """
    named = [(subject, name) for subject, name in given.items() if name is not None]
    if len(named) != 1:
        wanted = " or ".join(f"{subject}=" for subject in given)
        raise InvalidInput(f"This display is about one thing: give {wanted}, and only one of them.")
    return named[0]
