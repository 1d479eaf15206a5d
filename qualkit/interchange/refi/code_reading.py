"""The codes of a project or codebook, with their hierarchy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.elements import child_text, children, identity, targets
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.model import CODE_KINDS, UNITS, Code
from qualkit.reduction.codebooks.descriptions import FOLDER, restored
from qualkit.reduction.stored import definition

_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_SEPARATORS = {"taguette": (".", "::")}


def read_codes(found: Findings, codes: Any) -> None:
    """Read codes and those below them; flat names such as ``Coke::diet Coke`` become a hierarchy."""
    for code, parent in _walk(codes, None):
        row = _row(code, parent, len(found.tables.get("code", ())))
        found.add("code", **row)
        found.note(Place("code", row["id"]), targets(code, "NoteRef"))
    _nest(found)


def _walk(element: Any, parent: str | None) -> Iterator[tuple[Any, str | None]]:
    for code in children(element, "Code"):
        yield code, parent
        yield from _walk(code, identity(code, parent, code.get("name")))


def _row(code: Any, parent: str | None, position: int) -> Row:
    name = code.get("name") or ""
    fields = restored(child_text(code, "Description") or "")
    fields["colour"] = _colour(code.get("color") or "")
    if (code.get("isCodable") or "").strip().lower() in ("false", "0"):
        fields.setdefault("when_not", FOLDER)
    return {
        "id": identity(code, parent, name),
        "name": name,
        "parent": parent,
        "position": position,
        "definition": definition(Code(name=name, **_allowed(fields))),
    }


def _allowed(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Without a kind or unit that no codebook has, since anybody may have written the description."""
    choices: Mapping[str, tuple[str, ...]] = {"kind": CODE_KINDS, "unit": UNITS}
    return {name: value for name, value in fields.items() if value in choices.get(name, (value,))}


def _colour(text: str) -> str | None:
    found = _COLOUR.fullmatch(text.strip())
    if not found:
        return None
    digits = found[1]
    return f"#{digits if len(digits) == 6 else ''.join(digit * 2 for digit in digits)}"


def _nest(found: Findings) -> None:
    """Put ``A::B`` below a code ``A`` where there is one, in the way of the program that wrote it."""
    rows = found.tables.get("code", [])
    if any(row["parent"] for row in rows):
        return
    separators = next((each for name, each in _SEPARATORS.items() if name in found.origin.lower()), ("::",))
    ids = {row["name"]: row["id"] for row in rows}
    short = {row["id"]: _below(row["name"], separators, ids) for row in rows}
    uses = Counter([*ids, *(last for _, last in short.values() if last)])
    for row in rows:
        above, last = short[row["id"]]
        if above is not None:
            row["parent"] = ids[above]
            row["name"] = last if uses[last] == 1 else row["name"]


def _below(name: str, separators: tuple[str, ...], known: Mapping[str, str]) -> tuple[str | None, str]:
    for separator in separators:
        above, _, last = name.rpartition(separator)
        if above in known and last.strip():
            return above, last
    return None, ""
