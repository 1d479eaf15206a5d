"""HTML → the lines of its text: a line for each paragraph, heading, item and row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qualkit.collection.vocabulary import words

_LINES = words(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot"
    " thead tr ul"
)
_HIDDEN = words("script style head template noscript iframe object svg math select textarea")
_SPACES = re.compile(r"[ \t\n\r\f]+")


def html_lines(markup: str | bytes) -> Iterator[str]:
    """Give the lines of text of a piece of HTML, or of a whole page; cells of a row stand apart by a tab.

    What a browser does not show is not there: scripts, styles, comments, and elements marked as hidden.

    Examples
    --------
    >>> list(html_lines("<p>Ani:  siap<br>ya</p><ul><li>satu</li></ul>"))
    ['Ani: siap', 'ya', 'satu']
    """
    from lxml import etree

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(markup, parser) if markup.strip() else None
    except etree.XMLSyntaxError:
        root = None
    yield from () if root is None else element_lines(root)


def element_lines(root: Any) -> Iterator[str]:
    """Give the lines of text below an element of HTML or XHTML."""
    line: list[str] = []
    for piece in _pieces(root):
        if piece is not None:
            line.append(piece)
            continue
        yield from _text(line)
        line = []
    yield from _text(line)


def _text(pieces: list[str]) -> Iterator[str]:
    cells = (" ".join(_SPACES.sub(" ", cell).split(" ")).strip(" ") for cell in "".join(pieces).split("\0"))
    line = "\t".join(cells).strip("\t")
    if line:
        yield line


def _pieces(root: Any) -> Iterator[str | None]:
    """Give pieces of text, None where a line ends, and NUL where a cell does; without recursion."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = _name(element)
        if event == "start" and (name in _HIDDEN or _is_hidden(element)):
            walk.skip_subtree()
            continue
        if name in _LINES or (name == "br" and event == "start"):
            yield None
        if name in ("td", "th") and event == "end":
            yield "\0"
        text = element.text if event == "start" else element.tail if element is not root else None
        if text:
            yield text.replace("\0", "")


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
