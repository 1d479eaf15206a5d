"""Codebooks as YAML: read with the line of every problem, and written."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.codebook_entries import Place, violations
from qualkit.reduction.hierarchy import problems

_HINTS = {
    "undefined alias": "Put a text that begins with '*' in quotes.",
    "mapping values are not allowed": "Put a text with ': ' in it in quotes.",
    "cannot start any token": "Indent with spaces, and put a text that begins with a special sign in quotes.",
    "duplicate key": "Keep one of the two.",
    "another document": "Keep one codebook to a file.",
}
_TEXTS = ("kind", "brief", "definition", "when", "when_not", "colour", "unit")


class _Placed(NamedTuple):
    """An entry of the file for a code, where it stands, and the code that it is written below."""

    entry: dict[str, Any]
    place: Place
    above: str | None


def parse(text: str, where: str) -> tuple[tuple[Code, ...], str, str | None]:
    """The codes, title and language that a codebook file gives.

    Raises
    ------
    InvalidInput
        If the text is not YAML, or is not a codebook: all problems, a line each, with their lines.
    """
    tree = _load(text, where)
    book = _plain(tree, ())
    placed = [*_placed(book.get("codes"), ("codes",), None)]
    wrong = {*violations(book), *_tangles(placed)}
    if wrong:
        lines = sorted((_line(tree, place), message) for place, message in wrong)
        raise InvalidInput("\n".join(f"{where}, line {line}: {message}" for line, message in lines))
    return tuple(_code(each) for each in placed), book.get("title", ""), book.get("language")


def emit(codes: Sequence[Code], title: str, language: str | None) -> str:
    """The YAML of a codebook, children below their parents."""
    children: defaultdict[str | None, list[Code]] = defaultdict(list)
    for code in codes:
        children[code.parent].append(code)
    head = {"title": title, "language": language}
    book = {key: _scalar(text) for key, text in head.items() if text}
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.width = sys.maxsize
    stream = StringIO()
    yaml.dump(book | {"codes": [_entry(code, children) for code in children[None]]}, stream)
    return stream.getvalue()


def _load(text: str, where: str) -> CommentedMap:
    try:
        tree = YAML().load(text)
    except MarkedYAMLError as error:
        raise InvalidInput(f"{where}, {_syntax(error)}") from None
    except YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise InvalidInput(f"{where}, line {line}: not YAML: {getattr(error, 'reason', error)}.") from None
    if tree is None:
        raise InvalidInput(f"{where}, line 1: the codebook is empty. Write 'codes:' and a list of names.")
    if not isinstance(tree, CommentedMap):
        raise InvalidInput(f"{where}, line 1: a codebook has keys. Write 'codes:' above the list of codes.")
    return tree


def _syntax(error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    at = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "line 1"
    said = " ".join(str(each) for each in (error.context, error.problem) if each)
    hint = next(
        (hint for sign, hint in _HINTS.items() if sign in said), "Mend the line, or the one above it."
    )
    return f"{at}: not YAML: {said}. {hint}"


def _plain(node: Any, above: tuple[int, ...]) -> Any:
    """The tree in plain dictionaries, lists and texts, without keys that are left empty."""
    if id(node) in above:
        return "itself"
    above = (*above, id(node))
    if isinstance(node, CommentedMap):
        plain = {key: _plain(value, above) for key, value in node.items() if _is_given(key, value)}
        if isinstance(plain.get("codes"), list):
            plain["codes"] = [each if isinstance(each, dict) else {"name": each} for each in plain["codes"]]
        return plain
    if isinstance(node, CommentedSeq):
        return [_plain(each, above) for each in node]
    return str(node) if isinstance(node, str) else node


def _is_given(key: object, value: object) -> bool:
    # An empty name is wrong, and an empty colour is one written without quotes: '#' begins a comment.
    return value is not None or key in ("name", "colour")


def _placed(entries: Any, place: Place, above: str | None) -> Iterator[_Placed]:
    """Every entry that names a code, with those below it."""
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        here = (*place, number)
        name = entry.get("name")
        if isinstance(name, str):
            yield _Placed(entry, here, above)
        yield from _placed(entry.get("codes"), (*here, "codes"), name if isinstance(name, str) else above)


def _tangles(placed: Sequence[_Placed]) -> Iterator[tuple[Place, str]]:
    """What is wrong with names and parents."""
    for entry, place, above in placed:
        if above is not None and entry.get("parent", above) != above:
            said = (
                f"code {entry['name']!r} is written below {above!r}, but its parent is {entry['parent']!r}."
            )
            yield (*place, "parent"), f"{said} Keep one of the two."
    for number, key, message in problems(
        [Code(name=each.entry["name"], parent=_parent(each)) for each in placed]
    ):
        yield (*placed[number].place, key), message


def _parent(placed: _Placed) -> str | None:
    given = placed.entry.get("parent")
    return placed.above or (given if isinstance(given, str) else None)


def _line(tree: CommentedMap, place: Place) -> int:
    """The line of a place in the file, or of the last step towards it that has one."""
    node: Any = tree
    line = tree.lc.line
    for step in place:
        known = node.lc.data if isinstance(node, CommentedMap | CommentedSeq) else None
        if not known or step not in known:
            break
        line = known[step][0]
        node = node[step]
    return int(line) + 1


def _code(placed: _Placed) -> Code:
    entry = placed.entry
    return Code(
        name=entry["name"],
        parent=_parent(placed),
        labels=entry.get("labels", {}),
        examples={kind: tuple(texts) for kind, texts in entry.get("examples", {}).items()},
        patterns=tuple(entry.get("patterns", ())),
        scale=tuple(entry.get("scale", ())),
        **{key: entry[key] for key in _TEXTS if key in entry},
    )


def _entry(code: Code, children: dict[str | None, list[Code]]) -> dict[str, Any]:
    """The code as an entry of the file: its name, and what differs from a code of which no more is said."""
    blank = Code(name=code.name)
    entry: dict[str, Any] = {"name": _scalar(code.name)}
    if code.labels:
        entry["labels"] = {_scalar(language): _scalar(label) for language, label in code.labels.items()}
    for key in _TEXTS:
        if getattr(code, key) != getattr(blank, key):
            entry[key] = _scalar(getattr(code, key))
    if code.examples:
        entry["examples"] = {kind: [_scalar(each) for each in texts] for kind, texts in code.examples.items()}
    for key in ("scale", "patterns"):
        if getattr(code, key):
            entry[key] = [_scalar(each) for each in getattr(code, key)]
    if children[code.name]:
        entry["codes"] = [_entry(child, children) for child in children[code.name]]
    return entry


def _scalar(text: str) -> str:
    """The text in the style that reads best and loses nothing."""
    lines = text.split("\n")
    styled: str = text
    if not all(line.isprintable() and line == line.rstrip() for line in lines) or text[:1].isspace():
        styled = DoubleQuotedScalarString(text)
    elif len(lines) > 1:
        styled = LiteralScalarString(text)
    return styled
