"""XML as a tree that knows which bytes each element stands in, so that a change is a splice."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from qualkit.errors import Conflict, InvalidInput
from qualkit.markup import parse_xml

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PREFIXES = {
    WORD: "w:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
}
_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_WRITTEN = frozenset({"w:t", "w:instrText"})


class Edit(NamedTuple):
    """The bytes that stand from ``start`` to ``end`` are replaced."""

    start: int
    end: int
    made: bytes


@dataclass(slots=True, eq=False)
class Element:
    """An element: its bytes are ``[start, end)``, those of its content ``[inner, inner_end)``."""

    name: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    inner: int
    empty: bool
    inner_end: int = 0
    end: int = 0
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def walk(self, *names: str) -> Iterator[Element]:
        """Give the element and all below it in order, or those of some names."""
        pending = [self]
        while pending:
            each = pending.pop()
            if not names or each.name in names:
                yield each
            pending.extend(reversed(each.children))

    def ancestors(self) -> Iterator[Element]:
        """Give the elements around this one, the nearest first."""
        around = self.parent
        while around is not None:
            yield around
            around = around.parent

    def above(self, *names: str) -> Element | None:
        """The nearest element around this one that has one of the names."""
        return next((each for each in self.ancestors() if each.name in names), None)

    def find(self, *path: str) -> Element | None:
        """The first child of a name, and so on down a path."""
        found: Element | None = self
        for name in path:
            found = next((each for each in found.children if each.name == name), None) if found else None
        return found

    def holds(self, *names: str) -> bool:
        """Whether an element of one of the names is this one or below it."""
        return next(self.walk(*names), None) is not None

    def removed(self) -> Edit:
        """The edit that takes the element away."""
        return Edit(self.start, self.end, b"")


@cache
def _short(name: str) -> str:
    namespace, _, local = name.rpartition("}")
    return _PREFIXES.get(namespace, f"{namespace}}}" if namespace else "") + local


class _Scanner:
    """Builds the tree from what the parser meets."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._open: list[Element] = []
        self.root: Element | None = None
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.ParseFile(io.BytesIO(data))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        tag = _TAG.match(self._data, start)
        inner = tag.end() if tag else start
        parent = self._open[-1] if self._open else None
        named = {_short(key): value for key, value in attributes.items()} if attributes else {}
        empty = self._data[inner - 2 : inner] == b"/>"
        made = Element(_short(name), named, parent, start, inner, empty)
        if parent is None:
            self.root = made
        else:
            parent.children.append(made)
        self._open.append(made)

    def _end(self, _: str) -> None:
        closed = self._open.pop()
        closed.inner_end = closed.inner if closed.empty else self._parser.CurrentByteIndex
        closed.end = closed.inner if closed.empty else self._data.index(b">", closed.inner_end) + 1

    def _text(self, text: str) -> None:
        if self._open[-1].name in _WRITTEN:
            self._open[-1].text += text


def checked(data: bytes, *, what: str) -> bytes:
    """The XML itself where it is safe to read and to splice; otherwise `InvalidInput`."""
    encoding = parse_xml(data, what=what).getroottree().docinfo.encoding or "UTF-8"
    if encoding.upper() not in ("UTF-8", "ASCII", "US-ASCII"):
        raise InvalidInput(f"The {what} is written in {encoding}, not in UTF-8. Save it again in Word.")
    return data


def scan(data: bytes) -> Element:
    """The root of XML that was checked."""
    root = _Scanner(data).root
    assert root is not None
    return root


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes after the edits; those at one place stay in the order in which they are given.

    >>> spliced(b"<a>old</a>", [Edit(3, 6, b"new"), Edit(0, 0, b"<!---->")])
    b'<!----><a>new</a>'
    """
    ordered = sorted(edits, key=lambda each: (each.start, each.end))
    if any(before.end > after.start for before, after in pairwise(ordered)):
        raise Conflict("Two changes would be made at the same place of the manuscript. Make them one by one.")
    parts: list[bytes] = []
    place = 0
    for edit in ordered:
        parts += [data[place : edit.start], edit.made]
        place = edit.end
    return b"".join([*parts, data[place:]])


def appended(data: bytes, made: bytes) -> bytes:
    """The XML with something added as the last content of its root."""
    root = scan(data)
    if not root.empty:
        return spliced(data, [Edit(root.inner_end, root.inner_end, made)])
    name = data[root.start + 1 : root.inner].split(maxsplit=1)[0].rstrip(b"/>")
    return spliced(data, [Edit(root.inner - 2, root.inner, b">" + made + b"</" + name + b">")])
