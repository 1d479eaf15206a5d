"""Attributes of cases and sources ↔ the typed variables of REFI-QDA."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from qualkit.interchange.refi.elements import children, identity, targets
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.refi.tree import add
from qualkit.markup import local_name

_WHOLE = re.compile(r"\s*[+-]?[0-9]+\s*")
_DATE = re.compile(r"[1-9]\d{3}-\d\d-\d\d")
_DATE_TIME = re.compile(r"[1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-](0\d|1[0-3]):[0-5]\d)?")


def _boolean(text: str) -> bool | str:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower(), text)


def _number(text: str) -> float | str:
    """A number, whole where it is written so: programs write every number as a float."""
    if _WHOLE.fullmatch(text):
        return int(text)
    number = float(text)
    return number if math.isfinite(number) else text


_READERS: Mapping[str, Callable[[str], Any]] = {
    "TextValue": str,
    "BooleanValue": _boolean,
    "IntegerValue": _number,
    "FloatValue": _number,
    "DateValue": str,
    "DateTimeValue": str,
}


def names(variables: Any) -> dict[str, str]:
    """Read the names of the variables that a project defines, by their GUIDs."""
    return {
        identity(each, each.get("name")): each.get("name") or "unnamed"
        for each in children(variables, "Variable")
    }


def attributes(element: Any, known: Mapping[str, str]) -> dict[str, Any]:
    """Read the attributes of a case or source; a variable with several values becomes a list."""
    found: dict[str, list[Any]] = {}
    for each in children(element, "VariableValue"):
        for target in targets(each, "VariableRef"):
            found.setdefault(known.get(target, target), []).extend(_values(each))
    return {name: values[0] if len(values) == 1 else values for name, values in found.items() if values}


def _values(element: Any) -> Iterator[Any]:
    for each in children(element, *_READERS):
        text = each.text or ""
        try:
            yield _READERS[local_name(each)](text)
        except ValueError:
            yield text


@dataclass(frozen=True, slots=True)
class Variables:
    """The variables of a project that is written: for each name the type of its texts and its numbers."""

    types: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, each: Iterable[Mapping[str, Any]]) -> Variables:
        """Find out which variables the attributes of all cases and sources need."""
        types: dict[tuple[str, str], str] = {}
        for attributes in each:
            for name, value in attributes.items():
                for item in written_items(value):
                    key = (name, _family(item))
                    types[key] = _wider(types.get(key), _type(item))
        return cls(dict(sorted(types.items())))

    def define(self, parent: Any) -> None:
        """Write the definitions of the variables."""
        for (name, family), kind in self.types.items():
            add(parent, "Variable", guid=_id(name, family), name=name, typeOfVariable=kind)

    def write(self, parent: Any, attributes: Mapping[str, Any]) -> None:
        """Write the values of one case or source."""
        for name, value in sorted(attributes.items()):
            for item in written_items(value):
                family = _family(item)
                kind = self.types[name, family]
                holder = add(parent, "VariableValue")
                add(holder, "VariableRef", targetGUID=_id(name, family))
                add(holder, f"{kind}Value", _written(item, kind))


def date_time(text: str | None) -> str | None:
    """Give a time if it can stand in XML, else None."""
    return text if text and _DATE_TIME.fullmatch(text) and _is_real(text) else None


def written_items(value: Any) -> list[Any]:
    """Give what is written of an attribute: each item of a list, nothing that is missing or nested."""
    items = value if isinstance(value, (list, tuple)) else [value]
    return [item for item in items if item is not None and not isinstance(item, (list, dict, tuple))]


def _id(name: str, family: str) -> str:
    return derived("variable", name, family)


def _family(item: Any) -> str:
    return "Boolean" if isinstance(item, bool) else "number" if isinstance(item, (int, float)) else "text"


def _type(item: Any) -> str:
    if isinstance(item, bool):
        return "Boolean"
    if isinstance(item, (int, float)):
        return "Integer" if isinstance(item, int) else "Float"
    if _DATE.fullmatch(item) and _is_real(item):
        return "Date"
    return "DateTime" if date_time(item) else "Text"


def _wider(one: str | None, other: str) -> str:
    """The type that holds both, within one family."""
    if one in (None, other):
        return other
    return "Float" if other in ("Integer", "Float") else "Text"


def _written(item: Any, kind: str) -> str:
    if kind == "Boolean":
        return str(item).lower()
    return _decimal(item) if isinstance(item, float) else str(item)


def _decimal(number: float) -> str:
    """A float without an exponent and with a point, which tells it from a whole number."""
    digits = format(Decimal(repr(number)), "f")
    return digits if "." in digits else f"{digits}.0"


def _is_real(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
