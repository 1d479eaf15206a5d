"""Web pages of displays: one file each, that needs nothing from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from qualkit.display.grid import Matrix
from qualkit.display.html.anchors import Anchors, link
from qualkit.display.html.figures import Drawn, figure
from qualkit.display.html.rendering import rendered
from qualkit.display.html.sources import SourcesQuoted
from qualkit.display.html.tables import table
from qualkit.language import say

_PAGE_ROOM, _FRAGMENT_ROOM = 2_000_000, 400_000  # characters of turns around quotations


@dataclass(frozen=True, slots=True)
class Rendered:
    """A part of a page that was written elsewhere, such as a form: its title and its HTML, not checked."""

    title: str
    html: str


Display = Matrix | Drawn
Part = Display | Rendered


def fragment(display: Display) -> str:
    """A table or a figure as a piece of HTML with its own style, as a notebook shows it.

    Quotations expand to the turns around them where those are not too many for a notebook.
    """
    prefix = crc32(repr((display.title, *_headings(display))).encode(errors="replace"))
    label = _label(display, display.language)
    section = _section(display, Anchors(f"qk{prefix:x}-"), None, label=label, tag="b")
    return rendered("fragment.html", section=section)


def page(display: Display) -> str:
    """A table or a figure as a whole HTML page, at its end the turns that it quotes."""
    anchors = Anchors()
    sources = SourcesQuoted(anchors)
    label = _label(display, display.language)
    section = _section(display, anchors, sources, label=label, tag="h1")
    appendix = sources.appendix(anchors.new("sources"), language=display.language) if sources else ""
    return rendered(
        "page.html",
        title=display.title,
        language=display.language,
        contents=[],
        sections=[(None, section)],
        appendix=appendix,
    )


def pages(parts: Sequence[Part], *, title: str, language: str) -> str:
    """Several displays as one HTML page, with a table of contents, and at its end the turns quoted.

    Tables and figures are numbered, each in their own series. ``language`` is that of the page's own
    words; each display keeps its own.
    """
    anchors = Anchors()
    sources = SourcesQuoted(anchors)
    sections, contents = [], []
    for part, label in zip(parts, _numbered(parts, language), strict=True):
        anchor = anchors.new(label or "part")
        sections.append((anchor, _section(part, anchors, sources, label=label, tag="h2")))
        contents.append((link(anchor), f"{label}. {part.title}" if label else part.title))
    appendix = ""
    if sources:
        anchor = anchors.new("sources")
        appendix = sources.appendix(anchor, language=language)
        contents.append((link(anchor), say("Sources quoted", language)))
    return rendered(
        "page.html", title=title, language=language, contents=contents, sections=sections, appendix=appendix
    )


def _section(part: Part, anchors: Anchors, sources: SourcesQuoted | None, *, label: str, tag: str) -> str:
    if isinstance(part, Rendered):
        return rendered("part.html", part=part)
    if isinstance(part, Matrix):
        room = _FRAGMENT_ROOM if sources is None else _PAGE_ROOM
        return table(part, anchors, sources=sources, room=room, label=label, tag=tag)
    return figure(part, anchors, label=label, tag=tag)


def _label(part: Part, language: str) -> str:
    """The word that a caption begins with; none for what has no caption of ours."""
    if isinstance(part, Rendered):
        return ""
    return say("Table" if isinstance(part, Matrix) else "Figure", language)


def _numbered(parts: Sequence[Part], language: str) -> Iterator[str]:
    counted: Counter[str] = Counter()
    for part in parts:
        label = _label(part, language)
        counted[label] += 1
        yield f"{label}\u00a0{counted[label]}" if label else ""


def _headings(display: Display) -> tuple[object, ...]:
    return (display.rows, display.columns) if isinstance(display, Matrix) else ()
