"""What a codebook file holds, as plain entries and as codes; one for all formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from qualkit.model import Code
from qualkit.reduction.hierarchy import problems

if TYPE_CHECKING:
    from qualkit.reduction.codebooks.entries import Place

TEXTS = ("kind", "brief", "definition", "when", "when_not", "colour", "unit")
LISTS = ("scale", "patterns")
Entry = dict[str, Any]


class Contents(NamedTuple):
    """The codes of a codebook, its title and its language."""

    codes: tuple[Code, ...]
    title: str = ""
    language: str | None = None


class Placed(NamedTuple):
    """An entry for a code, where it stands in the file, and the code that it is written below."""

    entry: Entry
    place: Place
    above: str | None


def contents(book: Any) -> Contents:
    """The codes, title and language of a file in which nothing is wrong."""
    codes = tuple(_code(each) for each in placed(book))
    return Contents(codes, book.get("title", ""), book.get("language"))


def faults(book: Any, *, new: bool = True) -> set[tuple[Place, str]]:
    """All that is wrong with what a file holds, and where; see `violations`."""
    from qualkit.reduction.codebooks.entries import violations

    return {*violations(book, new=new), *_tangles([*placed(book)])}


def placed(book: Any) -> Iterator[Placed]:
    """Every entry that names a code, each followed by those below it."""
    yield from _placed(book.get("codes"), ("codes",), None)


def entry(code: Code) -> Entry:
    """What there is to say of a code: its name, and what differs from a code of which no more is said."""
    blank = Code(name=code.name)
    said: Entry = {"name": code.name}
    if code.labels:
        said["labels"] = dict(code.labels)
    said |= {key: getattr(code, key) for key in TEXTS if getattr(code, key) != getattr(blank, key)}
    if code.examples:
        said["examples"] = {kind: [*texts] for kind, texts in code.examples.items()}
    said |= {key: [*getattr(code, key)] for key in LISTS if getattr(code, key)}
    return said | ({"retired": True} if code.retired else {})


def _placed(entries: Any, place: Place, above: str | None) -> Iterator[Placed]:
    for number, each in enumerate(entries if isinstance(entries, list) else ()):
        here = (*place, number)
        name = each.get("name")
        if isinstance(name, str):
            yield Placed(each, here, above)
        yield from _placed(each.get("codes"), (*here, "codes"), name if isinstance(name, str) else above)


def _tangles(found: Sequence[Placed]) -> Iterator[tuple[Place, str]]:
    """What is wrong with names and parents."""
    for each, place, above in found:
        if above is not None and each.get("parent", above) != above:
            said = f"code {each['name']!r} is written below {above!r}, but its parent is {each['parent']!r}."
            yield (*place, "parent"), f"{said} Keep one of the two."
    for number, key, message in problems(
        [Code(name=each.entry["name"], parent=_parent(each)) for each in found]
    ):
        yield (*found[number].place, key), message


def _parent(found: Placed) -> str | None:
    given = found.entry.get("parent")
    return found.above or (given if isinstance(given, str) else None)


def _code(found: Placed) -> Code:
    said = found.entry
    fields: Entry = {key: said[key] for key in ("labels", *TEXTS, "retired") if key in said}
    fields |= {key: tuple(said.get(key, ())) for key in LISTS}
    fields["examples"] = {kind: tuple(texts) for kind, texts in said.get("examples", {}).items()}
    return Code(name=said["name"], parent=_parent(found), **fields)
