"""What displays are asked for, checked before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from numbers import Integral, Real
from typing import Literal, get_args

from qualkit.errors import InvalidInput

Choice = Literal["weight", "typical", "long", "short", "first"]
CHOICES: tuple[Choice, ...] = get_args(Choice)


def check(**choices: object) -> None:
    """Refuse the choices of a display that are not of the sort expected.

    Raises `InvalidInput` with the name of the choice, what was given and what to give.
    """
    for name, value in choices.items():
        fits, expected = _EXPECTED[name]
        if not fits(value):
            raise InvalidInput(f"{name}={value!r} cannot be used; give {expected}.")


def _text(value: object) -> bool:
    return isinstance(value, str)


def _text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _texts(value: object) -> bool:
    if isinstance(value, str | Mapping) or not isinstance(value, Collection):
        return isinstance(value, str)
    return all(isinstance(each, str) for each in value)


def _axes(value: object) -> bool:
    return bool(value) and (
        _texts(value) or (isinstance(value, Mapping) and all(map(_texts, value.values())))
    )


def _truth(value: object) -> bool:
    return isinstance(value, bool)


def _labelled(value: object) -> bool:
    return isinstance(value, Mapping) and all(map(_text, (*value, *value.values())))


def _texts_or_none(value: object) -> bool:
    return value is None or _texts(value)


def _whole(value: object) -> bool:
    return isinstance(value, Integral) and not isinstance(value, bool)


def _mapping_or_none(value: object) -> bool:
    return value is None or (isinstance(value, Mapping) and all(isinstance(name, str) for name in value))


def _bands(value: object) -> bool:
    if isinstance(value, Mapping):
        return all(
            isinstance(label, str) and isinstance(least, Real) and not isinstance(least, bool)
            for label, least in value.items()
        )
    return value is None or isinstance(value, str) or _whole(value)


_EXPECTED: dict[str, tuple[Callable[[object], bool], str]] = {
    "rows": (_axes, "the name of an axis, such as 'case', a list of them, or codes by their headings"),
    "columns": (
        _axes,
        "the name of an axis, such as 'code', a list of them, or clusters of codes by heading",
    ),
    "cells": (_text, "what the cells hold, such as 'quotes' or 'count'"),
    "code": (_text, "the name of a code"),
    "codes": (_texts_or_none, "the name of a code or a list of names"),
    "where": (_mapping_or_none, "a mapping from a column to its values, such as {'kind': 'interview'}"),
    "order": (
        _texts_or_none,
        "'count', 'name', 'rating', 'time', 'similarity', an attribute, or a list of rows",
    ),
    "descending": (_truth, "True or False"),
    "column_order": (_texts_or_none, "'count', 'name', 'similarity', or a list of the names of columns"),
    "partition": (_text_or_none, "the name of an axis, such as 'kind'"),
    "share": (lambda value: value in (None, "row", "column", "total"), "'row', 'column' or 'total'"),
    "choice": (lambda value: value in CHOICES, f"one of {', '.join(map(repr, CHOICES))}"),
    "together": (lambda value: value in ("overlap", "turn"), "'overlap' or 'turn'"),
    "bands": (_bands, "an attribute, a whole number of bands, or a mapping from a label to its minimum"),
    "quotes": (_whole, "the most quotations in a cell, a whole number"),
    "texts": (_labelled, "a mapping from a row to a text"),
    "title": (_text_or_none, "a text"),
    "language": (_text_or_none, "the code of a language, such as 'en' or 'id'"),
}
