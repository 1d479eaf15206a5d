"""A codebook taken into a study: what becomes of each of its codes, and of those that it lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from typing import Any

from qualkit.attributes import as_json
from qualkit.frames import records
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.stored import definition, same_row, stored_codebook
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.examples import unlinked
from qualkit.session import Session

_CONTENT = ("brief", "definition", "when", "when_not", "patterns")
"""What tells one code from another, whatever it is called."""


def take(session: Session, book: Codebook) -> list[tuple[str, str, str]]:
    """Write the codes of a codebook into a study: each code with its status and a message."""
    old, new = stored_codebook(session), unlinked(session, book)
    _write(session, new)
    return [*_told(session, old, new)]


def _write(session: Session, book: Codebook) -> None:
    known = {row["name"].casefold(): row for row in records(session.table("code"))}
    keys = {name: row["key"] for name, row in known.items()}
    changed = {}
    with session.change("use codebook", "code") as change:
        for position, code in enumerate(book.codes):
            name = code.name.casefold()
            row = {
                "name": code.name,
                "parent_key": keys[code.parent.casefold()] if code.parent else None,
                "position": position,
                "definition": as_json(definition(code)),
            }
            if name not in keys:
                keys[name] = change.insert("code", [row])[0]
            elif not same_row(known[name], row):
                changed[keys[name]] = row
        editions.rewrite(change, changed)


def _told(session: Session, old: Codebook, new: Codebook) -> Iterator[tuple[str, str, str]]:
    """What became of each code of the new codebook, and which codes it lacks."""
    known, names = _by_name(old), _by_name(new)
    lacking = {name: code for name, code in known.items() if name not in names}
    stays, replaced = _compared([*known], [*names])
    for name, code in names.items():
        if name in known:
            yield code.name, *_change(known[name], code, stays=name in stays)
        else:
            there = lacking.get(replaced.get(name, ""))
            yield code.name, "added", once_called(session, code.name) or _hint(code, lacking.values(), there)
    yield from ((code.name, "kept", "") for code in lacking.values())


def _by_name(book: Codebook) -> dict[str, Code]:
    return {code.name.casefold(): code for code in book.codes}


def _compared(old: Sequence[str], new: Sequence[str]) -> tuple[set[str], dict[str, str]]:
    """The names whose order is the same in both lists, and of a new one the one that stood in its place."""
    stays: set[str] = set()
    replaced = {}
    for what, begin, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            stays |= {*old[begin:end]}
        elif what == "replace" and end - begin == last - first == 1:
            replaced[new[first]] = old[begin]
    return stays, replaced


def _change(before: Code, after: Code, *, stays: bool) -> tuple[str, str]:
    """The status of a code that the study had, and what is new about it."""
    new = [each.name for each in fields(Code) if _said(before, each.name) != _said(after, each.name)]
    if new and new != ["parent"]:
        return "changed", ", ".join(new)
    if new:
        return "moved", f"It is below {after.parent!r} now." if after.parent else "It is at the top now."
    return ("unchanged", "") if stays else ("moved", "Only its place in the order is another.")


def _said(code: Code, field: str) -> Any:
    """What a code says; its parent is the same in any case."""
    return (code.parent or "").casefold() if field == "parent" else getattr(code, field)


def _hint(code: Code, lacking: Iterable[Code], there: Code | None) -> str:
    """What to do if a new code is one that the codebook lacks, as its words or its place suggest."""
    alike = [each for each in lacking if any(_content(each)) and _content(each) == _content(code)]
    other = alike[0] if alike else there
    if other is None:
        return ""
    old, new = repr(other.name), repr(code.name)
    return (
        f"{old} is not in this codebook, and looks like this code. If it was only renamed, undo this and use "
        f"rename_code({old}, {new}), or merge_codes({old}, into={new})."
    )


def _content(code: Code) -> Sequence[Any]:
    return [getattr(code, field) for field in _CONTENT]


def once_called(session: Session, name: str) -> str:
    """What to know of a new code whose name another code has had; nothing where none has."""
    table = session.table("code").set_index("id")["name"]
    others = {
        table[state.about]
        for state in editions.states(session)
        if state.name.casefold() == name.casefold()
        and state.about in table.index
        and table[state.about].casefold() != name.casefold()
    }
    if not others:
        return ""
    other = min(others)
    return f"{other!r} was once called so. If they are one, merge_codes({name!r}, into={other!r})."
