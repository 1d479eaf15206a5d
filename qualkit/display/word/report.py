"""Displays bound in one Word document: a single one, or several under headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualkit.display.content import clean
from qualkit.display.grid import Matrix
from qualkit.display.word.elements import append
from qualkit.display.word.figures import Drawn, add_picture, drawn
from qualkit.display.word.matrices import add_matrix, is_wide
from qualkit.display.word.paper import Paper, new_paper
from qualkit.display.word.paragraphs import paragraph
from qualkit.display.word.sections import is_landscape, turn
from qualkit.display.word.style import Style
from qualkit.display.word.word_styles import identity
from qualkit.errors import InvalidInput

Display = Matrix | Drawn
Displays = Sequence[Display] | Mapping[str, "Display | Displays"]
Heading = tuple[str, int]


def render(display: Display, *, style: Style | str = "apa7", template: str | Path | None = None) -> Any:
    """A Word document (``docx.Document``) with one display; landscape where an upright page is too narrow.

    Parameters
    ----------
    display
        A table, or a figure.
    style
        A `Style` (such as `read_style` reads), or the name of one: ``apa7`` or ``plain``.
    template
        The author's own .docx, whose pages, styles, headers and footers are kept and whose text is not.

    Raises
    ------
    NotFound
        For a style or template that does not exist.
    InvalidInput
        For a template that is no Word document, or a table of more columns than can be read on paper.

    """
    return _written([((), display)], title="", style=style, template=template)


def report(
    displays: Displays, *, title: str = "", style: Style | str = "apa7", template: str | Path | None = None
) -> Any:
    """A Word document (``docx.Document``) with several displays, each that needs it on landscape pages.

    Parameters
    ----------
    displays
        A list, in which each display has its own title as its heading, or a mapping from headings
        to a display, a list, or a further mapping.
    title
        Of the document.
    style, template
        As in `render`.

    Raises
    ------
    NotFound, InvalidInput
        As `render` does; also when there is no display.

    """
    listed = list(_listed(displays, level=1))
    if not listed:
        raise InvalidInput("There is no display to report; give one or more.")
    return _written(listed, title=title, style=style, template=template)


def _listed(displays: Display | Displays, *, level: int) -> Iterator[tuple[tuple[Heading, ...], Display]]:
    """Each display with the headings that stand before it."""
    if isinstance(displays, Mapping):
        for text, held in displays.items():
            heading: tuple[Heading, ...] = ((text, level),)
            for further, display in _listed(held, level=level + 1):
                yield (*heading, *further), display
                heading = ()
    elif isinstance(displays, Sequence):
        yield from ((((each.title, level),), each) for each in displays)
    else:
        yield (), displays


def _written(
    listed: Sequence[tuple[tuple[Heading, ...], Display]],
    *,
    title: str,
    style: Style | str,
    template: str | Path | None,
) -> Any:
    first = listed[0][1]
    paper = new_paper(style=style, template=template, language=first.language)
    paper.document.core_properties.title = clean(title or first.title)
    before: tuple[Heading, ...] = ((title, 0),) if title else ()
    for headings, display in listed:
        _add(paper, display, headings=(*before, *headings))
        before = ()
    return paper.document


def _add(paper: Paper, display: Display, *, headings: Sequence[Heading]) -> None:
    """Append a display under its headings, on a page that is held as it needs."""
    shown = display if isinstance(display, Matrix) else drawn(display)
    wide = is_wide(shown, paper) if isinstance(shown, Matrix) else shown.is_wide(paper)
    if paper.upright and wide != is_landscape(paper.document.sections[-1]):
        turn(paper.document, margins=paper.margins)
    for text, level in headings:
        named = identity(paper.document, f"heading {level}" if level else "Title")
        append(paper.document, paragraph(text, style=named, keep=True))
    if isinstance(shown, Matrix):
        add_matrix(paper, shown)
    else:
        add_picture(paper, shown)
