"""What stands in the XML of REFI-QDA, whatever namespace a program put it in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.interchange.refi.identities import derived, guid
from qualkit.markup import local_name

_WHOLE = re.compile(r"\s*[+-]?\d{1,15}(\.0*)?\s*")


def children(element: Any, *names: str) -> Iterator[Any]:
    """Give the children of these names, in any order; none of nothing."""
    return (child for child in element if local_name(child) in names) if element is not None else iter(())


def child(element: Any, name: str) -> Any:
    """Give the first child of a name, or None."""
    return next(children(element, name), None)


def child_text(element: Any, name: str) -> str | None:
    """Give the text of the first child of a name; empty if it has none, None if there is no such child."""
    found = child(element, name)
    return None if found is None else found.text or ""


def identity(element: Any, *instead: object) -> str:
    """Give the GUID of an element, or one made of what else identifies it."""
    given = element.get("guid")
    return guid(given) if given else derived(local_name(element), *instead)


def targets(element: Any, *names: str) -> list[str]:
    """Give the GUIDs that children of these names refer to; some programs put them elsewhere."""
    found = (
        each.get("targetGUID") or each.get("guid") or each.text or "" for each in children(element, *names)
    )
    return [guid(each) for each in found if each.strip()]


def user(*elements: Any) -> str | None:
    """Give who made the first of some elements that says it."""
    for element in elements:
        given = element.get("creatingUser") or element.get("modifyingUser")
        if given:
            return guid(given)
    return None


def created(*elements: Any) -> str | None:
    """Give when the first of some elements that says it was made."""
    for element in elements:
        given = element.get("creationDateTime") or element.get("modifiedDateTime")
        if given:
            return str(given)
    return None


def whole(element: Any, name: str) -> int | None:
    """Give an attribute that is a whole number, None if it is missing or something else."""
    given = element.get(name) or ""
    return int(float(given)) if _WHOLE.fullmatch(given) else None
