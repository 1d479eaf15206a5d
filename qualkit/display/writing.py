"""Displays as files: which renderer writes a table, a figure or a form in which format."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.display.forms import Form
from qualkit.display.grid import Matrix
from qualkit.errors import InvalidInput

if TYPE_CHECKING:
    from qualkit.display.word import Style

SUFFIXES = (".docx", ".html", ".tex", ".md", ".qmd", ".xlsx", ".png", ".svg", ".pdf")
_PICTURES = (".png", ".svg", ".pdf")


def document(display: Any, *, style: Style | str = "apa7", template: str | Path | None = None) -> Any:
    """A Word document (``docx.Document``) with one display."""
    if isinstance(display, Form):
        from qualkit.display.forms.docx import docx

        return docx(display)
    from qualkit.display.word import render

    return render(display, style=style, template=template)


def docx_bytes(display: Any, *, style: Style | str | None = None) -> bytes:
    """A display as the bytes of a Word file, its decision rules in the notes, to be put into a manuscript."""
    from qualkit.display.word import style as named

    held = io.BytesIO()
    document(display, style=replace(named(style or "apa7"), decision_rules="note")).save(held)
    return held.getvalue()


def place(display: Any, path: Path, at: str, *, name: str | None, style: Style | str) -> Path:
    """Put a display into an author's manuscript, in place of a table, a figure or a placeholder.

    The file is written whole or not at all, and kept as it was beside itself.
    """
    from qualkit.display.manuscript import read, write

    placed = read(path).replaced(at, docx_bytes(display, style=style), name=name)
    write(path, placed.data)
    return path


def latex(display: Any, path: Path | None, *, label: str | None, standalone: bool) -> str:
    """A display as LaTeX; the picture of a figure is written beside ``path`` as .pdf."""
    from qualkit.display import latex as written

    if isinstance(display, Matrix):
        fragment = written.table(display, label=label)
    elif isinstance(display, Form):
        from qualkit.display.forms.latex import latex as form

        fragment = form(display)
    else:
        fragment = written.figure(display, picture_beside(display, path, ".pdf"), label=label)
    return written.document([fragment], language=display.language) if standalone else fragment


def page(display: Any) -> str:
    """A display as a whole web page."""
    from qualkit.display import html

    if isinstance(display, Form):
        return html.pages([_rendered(display)], title=display.title, language=display.language)
    return html.page(display)


def pages(displays: Mapping[str, Sequence[Any]], *, title: str, language: str) -> str:
    """Several displays as one web page."""
    from qualkit.display import html

    parts = [
        _rendered(each) if isinstance(each, Form) else each for held in displays.values() for each in held
    ]
    return html.pages(parts, title=title, language=language)


def _rendered(form: Form) -> Any:
    from qualkit.display.forms.html import html as written
    from qualkit.display.html import Rendered

    return Rendered(form.title, written(form))


def fragment(display: Any) -> str:
    """A display as a notebook shows it."""
    if isinstance(display, Form):
        from qualkit.display.forms.html import html as written

        return written(display)
    from qualkit.display import html

    return html.fragment(display)


def markdown(display: Any, path: Path | None, *, quarto: bool) -> str:
    """A display as Markdown; the picture of a figure is written beside ``path`` as .png."""
    from qualkit.display import markdown as written

    if isinstance(display, Form):
        from qualkit.display.forms.markdown import markdown as form

        return form(display)
    if isinstance(display, Matrix):
        return written.render(display, quarto=quarto)
    return written.figure(display, picture_beside(display, path, ".png"))


def workbook(display: Any) -> bytes:
    """A display as an Excel workbook: the display, its quotations or data, its notes."""
    from qualkit.display import xlsx

    return xlsx.workbook(display, codings=display.passages.codings if isinstance(display, Matrix) else None)


def drawing(display: Any) -> Any:
    """A display as a picture (``matplotlib.figure.Figure``)."""
    if isinstance(display, Matrix):
        from qualkit.display.image import picture

        return picture(display)
    return display.draw(titled=True)


def picture_beside(display: Any, path: Path | None, suffix: str) -> str:
    """The name of the file of a figure's picture, written where a path says so."""
    from qualkit.figures import save

    if path is None:
        return f"{_plain(display.title)}{suffix}"
    beside = path.with_name(f"{_plain(path.stem)}-figure{suffix}")
    save(display.draw(titled=False), beside, dpi=300)
    return beside.name


def _plain(name: str) -> str:
    """A name of a file that LaTeX and Markdown can read."""
    from qualkit.display.latex.label import slug

    return slug(name, "fig").partition(":")[2]


def write(display: Any, path: str | Path) -> Path:
    """Write a display in the format that the path's suffix names.

    Raises
    ------
    InvalidInput
        For another suffix, or a format that displays of its kind cannot be written in.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    method = "to_image" if suffix in _PICTURES else f"to_{_METHODS.get(suffix, '')}"
    writer = getattr(display, method, None)
    if writer is None:
        there = [each for each in SUFFIXES if hasattr(display, f"to_{_METHODS.get(each, 'image')}")]
        raise InvalidInput(
            f"This display is written as {', '.join(there)}, not as {path.suffix or path.name!r}."
        )
    return Path(writer(path, quarto=True) if suffix == ".qmd" else writer(path))


_METHODS = {
    ".docx": "docx",
    ".html": "html",
    ".tex": "latex",
    ".md": "markdown",
    ".qmd": "markdown",
    ".xlsx": "xlsx",
}
