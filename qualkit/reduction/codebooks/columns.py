"""The columns of a codebook that is a table, what they are called, and what their cells say of a code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from qualkit.language import everywhere, say
from qualkit.model import CODE_KINDS, UNITS, Code
from qualkit.reduction.codebooks.cells import from_cell, from_lines, to_cell, to_lines
from qualkit.reduction.codebooks.contents import LISTS


class Column(NamedTuple):
    """What a column says of a code: a field, and of a field by language or kind the key."""

    field: str
    key: str = ""


_HEADINGS: Mapping[Column, tuple[str, str]] = {
    Column("name"): ("code", "Code"),
    Column("parent"): ("parent", "Parent"),
    Column("kind"): ("kind", "Kind"),
    Column("brief"): ("brief", "In brief"),
    Column("definition"): ("definition", "Definition"),
    Column("when"): ("when", "When to use"),
    Column("when_not"): ("when_not", "When not to use"),
    Column("examples", "typical"): ("typical", "Typical example"),
    Column("examples", "atypical"): ("atypical", "Atypical example"),
    Column("examples", "close but no"): ("close but no", "Close but no"),
    Column("scale"): ("scale", "Weights"),
    Column("patterns"): ("patterns", "Patterns"),
    Column("unit"): ("unit", "Unit"),
    Column("colour"): ("colour", "Colour"),
    Column("retired"): ("retired", "Retired"),
}
"""What a column is called in files for programs, and in those for people."""

_OTHERS = {
    "name": Column("name"),
    "nama": Column("name"),
    "tag": Column("name"),
    "path": Column("name"),
    "description": Column("definition"),
    "deskripsi": Column("definition"),
    "color": Column("colour"),
    "example": Column("examples", "typical"),
    "contoh": Column("examples", "typical"),
}
_LABEL = re.compile(r"label \((.+)\)", re.IGNORECASE | re.DOTALL)

NAME = Column("name")
KIND = "kind of code"
"""What tells the words for kinds of code from others that are spelt alike."""


def column(heading: str) -> Column | None:
    """The column with a heading, in whatever case and language; None if there is none.

    Examples
    --------
    >>> column("Kapan dipakai"), column("label (id)").key, column("Remarks")
    (Column(field='when', key=''), 'id', None)
    """
    label = _LABEL.fullmatch(heading.strip())
    if label:
        return Column("labels", from_cell(label[1]))
    return _known().get(" ".join(heading.split()).casefold())


def headings() -> list[str]:
    """What columns can be called, for those who misspell it."""
    return [*_known(), "label (en)"]


def columns_of(codes: Iterable[Code]) -> list[Column]:
    """All columns that a table of these codes has, a label for each language."""
    languages = dict.fromkeys(language for code in codes for language in code.labels)
    name, *others = _HEADINGS
    return [name, *(Column("labels", language) for language in languages), *others]


def heading(each: Column, language: str | None = None) -> str:
    """What a column is called: in a language as people read it, else as a program does."""
    if each.field == "labels":
        return f"{'Label' if language else 'label'} ({to_cell(each.key)})"
    name, phrase = _HEADINGS[each]
    return say(phrase, language) if language else name


def cell(code: Code, each: Column, *, end: str = "\n", language: str | None = None) -> str:
    """What a column says of a code; ``end`` is what ends a line."""
    value = getattr(code, each.field)
    if each.key:
        value = value.get(each.key)
    if value is None or value in ("", ()):
        return to_cell("") if value == "" and each.key else ""
    if each.field in ("kind", "unit"):
        return say(value, language, KIND if each.field == "kind" else None)
    if isinstance(value, bool):
        return say("yes", language) if value else ""
    if isinstance(value, str):
        return to_cell(value).replace("\n", end)
    return to_lines(value, "\n").replace("\n", end) if each.field in LISTS else to_lines(value, end)


def said(cells: Mapping[Column, str], *, end: str = "\n") -> dict[str, Any]:
    """What the cells of a row say of a code, as an entry of a codebook file."""
    entry: dict[str, Any] = {}
    for each, value in _values(cells, end):
        if each.key:
            entry.setdefault(each.field, {})[each.key] = value
        else:
            entry[each.field] = value
    return entry


def _values(cells: Mapping[Column, str], end: str) -> Iterator[tuple[Column, Any]]:
    for each, raw in cells.items():
        if raw.strip():
            yield each, _value(each, raw, end)


def _value(each: Column, raw: str, end: str) -> Any:
    if each.field == "examples":
        return from_lines(raw, end)
    lines = raw.replace(end, "\n")
    if each.field in LISTS:
        return from_lines(lines, "\n")
    text = from_cell(lines)
    if each.field in ("kind", "unit"):
        return _kinds_and_units().get(text.casefold(), text)
    return _yes_or_no().get(text.casefold(), text) if each.field == "retired" else text


@cache
def _known() -> Mapping[str, Column]:
    """The columns by all that they can be called."""
    return {
        **{name: column for column, (name, _) in _HEADINGS.items()},
        **{word.casefold(): column for column, (_, said) in _HEADINGS.items() for word in everywhere(said)},
        **_OTHERS,
    }


@cache
def _kinds_and_units() -> Mapping[str, str]:
    kinds = {word.casefold(): kind for kind in CODE_KINDS for word in everywhere(kind, KIND)}
    return kinds | {word.casefold(): unit for unit in UNITS for word in everywhere(unit)}


@cache
def _yes_or_no() -> Mapping[str, bool]:
    return {
        **dict.fromkeys((*map(str.casefold, everywhere("yes")), "true", "x", "1"), True),
        **dict.fromkeys((*map(str.casefold, everywhere("no")), "false", "0"), False),
    }
