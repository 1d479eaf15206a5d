"""What every display can be written as; the renderers load only when one is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.display.word import Style


class Document:
    """A display that is written as a document."""

    __slots__ = ()

    def to_docx(
        self,
        path: str | Path,
        *,
        at: str | None = None,
        name: str | None = None,
        style: Style | str = "apa7",
        template: str | Path | None = None,
    ) -> Path:
        """Write a Word document with the display, or put it into a manuscript; returns the path.

        Parameters
        ----------
        path
            The file; with ``at`` an author's manuscript, which is kept as it was beside itself.
        at
            Where in the manuscript: ``Table 2``, a bookmark, or a placeholder such as ``{{table:barriers}}``.
        name
            By which a display placed before is found again; that of the placeholder by default.
        style
            ``apa7``, ``plain``, or a `Style` that `qualkit.display.word.read_style` read from a file.
        template
            The author's own .docx, whose pages and styles are taken.

        Raises
        ------
        InvalidInput
            When the place is not there, is there twice, or holds tracked changes.
        Conflict
            When the manuscript is open in Word, or protected.
        """
        from qualkit.display import writing

        if at is not None:
            return writing.place(self, Path(path), at, name=name, style=style)
        writing.document(self, style=style, template=template).save(str(path))
        return Path(path)

    def to_html(self, path: str | Path | None = None) -> str | Path:
        """The display as one self-contained page, or the path that it was written to if one is given."""
        from qualkit.display import writing

        return _written(writing.page(self), path)

    def to_latex(
        self, path: str | Path | None = None, *, label: str | None = None, standalone: bool = False
    ) -> str | Path:
        r"""The display for ``\input`` in a LaTeX paper, or the path that it was written to if one is given.

        The packages it needs are listed at its top; ``standalone`` makes a whole document that compiles. The
        picture of a figure is written beside it as .pdf.
        """
        from qualkit.display import writing

        where = None if path is None else Path(path)
        return _written(writing.latex(self, where, label=label, standalone=standalone), path)

    def to_markdown(self, path: str | Path | None = None, *, quarto: bool = False) -> str | Path:
        """The display as Markdown, or the path that it was written to if one is given.

        With ``quarto`` its caption can be cross-referred to. The picture of a figure is written beside it.
        """
        from qualkit.display import writing

        return _written(writing.markdown(self, None if path is None else Path(path), quarto=quarto), path)

    def _repr_html_(self) -> str:
        from qualkit.display import writing

        return writing.fragment(self)


class Pictured(Document):
    """A display that is also written as a picture and a workbook."""

    __slots__ = ()

    def to_xlsx(self, path: str | Path) -> Path:
        """Write an Excel workbook: the display, its quotations or data, its notes; returns the path."""
        from qualkit.display import writing

        Path(path).write_bytes(writing.workbook(self))
        return Path(path)

    def to_image(self, path: str | Path, *, dpi: int = 200) -> Path:
        """Write the display as png, svg or pdf by the path's suffix; returns the path."""
        from qualkit.display import writing
        from qualkit.figures import save

        return save(writing.drawing(self), path, dpi=dpi)


class Drawn(Pictured):
    """A display that is drawn: a notebook shows its picture, and below it what belongs to it in words."""

    __slots__ = ()

    def draw(self, *, titled: bool) -> Any:
        """The figure (``matplotlib.figure.Figure``)."""
        raise NotImplementedError

    def _repr_html_(self) -> str | None:  # type: ignore[override]
        """The picture with its notes; nothing where it has none, as the picture alone is shown then."""
        from qualkit.display.html import picture
        from qualkit.display.wording import remarks

        below = remarks(self)
        return picture(self, self._repr_png_(), below) if below else None

    def _repr_png_(self) -> bytes:
        from qualkit.figures import image

        return image(self.draw(titled=True), dpi=110)


def _written(text: str, path: str | Path | None) -> str | Path:
    if path is None:
        return text
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)
