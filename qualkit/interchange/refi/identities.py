"""The GUIDs of REFI-QDA, in whichever way a program writes them."""

from __future__ import annotations

import re
import uuid

from qualkit.interchange.soundness import NAMESPACE

_GUID = re.compile(r"\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?")


def guid(text: str) -> str:
    """Give a GUID in lower case and without braces; for what is no GUID, one that is made of it.

    Examples
    --------
    >>> guid("{5215CC69-B628-4E02-AFB9-9BEEAEE55808}")
    '5215cc69-b628-4e02-afb9-9beeaee55808'
    >>> guid("code 7") == guid("Code 7")
    True
    """
    found = _GUID.fullmatch(text.strip().lower())
    return found[1] if found else derived(text.strip().lower())


def derived(*parts: object) -> str:
    """Make a GUID of what identifies a thing, the same one every time."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(map(str, parts))))


def selection_id(source: str, start: int, end: int) -> str:
    """Give the GUID of a span of a source, as a selection."""
    return derived("selection", source, start, end)


def remark_id(coding: str) -> str:
    """Give the GUID of the note that holds the memo which a coding carries in itself."""
    return derived("memo of coding", coding)


def about_id(memo: str) -> str:
    """Give the GUID of the link that says what a memo is about, where nothing can refer to a note."""
    return derived("about", memo)
