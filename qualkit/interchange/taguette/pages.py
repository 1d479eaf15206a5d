"""Documents as Taguette keeps them, HTML whose text it counts in bytes → their canonical text."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.collection.vocabulary import words
from qualkit.errors import InvalidInput

_BLOCKS = words(
    "address article aside blockquote body br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header "
    "hr li main nav ol p pre section table td th tr ul"
)
_DEEPEST = 200
_TO_SPACES = str.maketrans("\n\r\t\f", "    ")


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a document, and how bytes counted over its text nodes lead into it.

    ``text`` is that of the nodes, with a line break wherever a block (a paragraph, an item, a heading)
    begins or ends and no node has one; ``starts`` are the bytes at which its characters start when these
    breaks are not counted, and ``breaks`` the characters before which they stand.
    """

    text: str
    starts: Sequence[int]
    breaks: Sequence[int]

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Convert a span of bytes to one of the text, without a break at its beginning or end."""
        start, end = (bisect_left(self.starts, each) for each in (first, past))
        return start + bisect_right(self.breaks, start), end + bisect_left(self.breaks, end)


def page(html: str) -> Page:
    r"""Read a document.

    A line break in the source of a paragraph becomes a space, as a browser shows it.

    Raises
    ------
    InvalidInput
        Its elements are nested more than 200 deep.

    Examples
    --------
    >>> found = page("<p>Café</p><p>is\nopen</p>")
    >>> found.text, found.span(0, 5), found.span(5, 12), found.span(3, 7)
    ('Café\nis open', (0, 4), (5, 12), (3, 7))
    """
    nodes: list[str] = []
    parts: list[str] = []
    breaks: list[int] = []
    length, broken = 0, True
    for node, preformatted in _text_nodes(_parsed(html)):
        if not node:
            broken = True
            continue
        shown = node.replace("\r", "\n")
        if not (broken and node.isspace()):
            if broken and parts and not parts[-1].endswith("\n"):
                breaks.append(length)
                parts.append("\n")
            broken = False
            shown = shown if preformatted else node.translate(_TO_SPACES)
        nodes.append(node)
        parts.append(shown)
        length += len(node)
    return Page("".join(parts), _starts("".join(nodes)), breaks)


def _starts(text: str) -> Sequence[int]:
    """The bytes at which the characters of a text start in UTF-8."""
    data = text.encode("utf-8", "replace")
    if len(data) == len(text):
        return range(len(data))
    return array("q", (at for at, byte in enumerate(data) if byte & 0xC0 != 0x80))


def _text_nodes(element: Any, *, preformatted: bool = False) -> Iterator[tuple[str, bool]]:
    """Give the text nodes in the order of the document, and whether their white space shows.

    An empty one stands where a block begins or ends.
    """
    preformatted = preformatted or element.tag == "pre"
    if element.tag in _BLOCKS:
        yield "", False
    if element.text and isinstance(element.tag, str):
        yield element.text, preformatted
    for child in element:
        yield from _text_nodes(child, preformatted=preformatted)
        if child.tail:
            yield child.tail, preformatted
    if element.tag in _BLOCKS:
        yield "", False


def _parsed(html: str) -> Any:
    """The tree that a browser makes of a document: Taguette counts its text nodes with html5lib."""
    import html5lib

    builder = html5lib.getTreeBuilder("etree")

    def insert(tree: Any, token: Any) -> Any:
        if len(tree.openElements) > _DEEPEST:
            raise InvalidInput(f"A document nests its elements more than {_DEEPEST} deep; it is not read.")
        return builder.insertElementNormal(tree, token)

    bounded = type("Bounded", (builder,), {"insertElementNormal": insert})
    return html5lib.HTMLParser(bounded, namespaceHTMLElements=False).parse(html)
