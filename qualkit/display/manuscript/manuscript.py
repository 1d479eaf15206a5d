"""An author's Word manuscript, into which displays and numbers are put without touching the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from qualkit.display.manuscript.numbers import InlineNumber, numbered, numbers
from qualkit.display.manuscript.package import Package
from qualkit.display.manuscript.paragraphs import text_of
from qualkit.display.manuscript.places import placeholders
from qualkit.display.manuscript.refusals import refuse_protected
from qualkit.display.manuscript.replacing import refreshed, replaced
from qualkit.display.manuscript.story import Story

_COLUMNS = ("kind", "at", "text", "where")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript (.docx) as bytes; what is put into it makes a new one.

    Everything that is not replaced keeps every byte: the other parts of the file, and in its
    document what stands before and after.

    Raises
    ------
    InvalidInput
        The bytes are no Word file, or a damaged, encrypted or signed one.
    """

    data: bytes = field(repr=False)
    _package: Package = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_package", Package.opened(self.data))

    def places(self) -> pd.DataFrame:
        """Where something can be put, in the order of the text.

        Returns
        -------
        DataFrame
            ``kind`` (placeholder, placed, bookmark, caption, number), ``at`` (how to name it in
            `replaced`, or what a number counts), ``text``, and ``where``: the paragraph.
        """
        story = Story.of(self._package)
        rows = [
            ("placeholder", f"{{{{{kind}:{name}}}}}", paragraph)
            for paragraph, kind, name in placeholders(story)
        ]
        rows += [
            ("placed" if each.placed else "bookmark", each.name, story.after(each))
            for each in story.bookmarks
        ]
        rows += [("caption", each.heading, each.paragraph) for each in story.captions]
        ordered = sorted(rows, key=lambda row: row[2].start)
        told = [(kind, at, text_of(paragraph), story.where(paragraph)) for kind, at, paragraph in ordered]
        told += [("number", each.expression, each.text, each.place) for each in self.numbers()]
        return pd.DataFrame(told, columns=pd.Index(_COLUMNS))

    def placed(self) -> list[str]:
        """The bookmarks of the displays that were placed before, in the order of the text."""
        return [each.name for each in Story.of(self._package).bookmarks if each.placed]

    def replaced(self, at: str, made: bytes, *, name: str | None = None) -> Manuscript:
        """Put a rendered display in the place of a table, a figure or a placeholder.

        The number and the bookmarks of the author's caption stay, and so its cross-references; its
        title becomes that of the display. A display as wide as a landscape page gets one of its own.

        Parameters
        ----------
        at
            A placeholder (``{{table:barriers}}``), a bookmark, the name of a display that was placed
            before, or a caption (``Table 2``).
        made
            The Word file of the display alone.
        name
            By which the place is remembered; that of the placeholder or of the earlier display
            unless given.

        Raises
        ------
        NotFound
            There is no such place.
        Conflict
            There are two, it has tracked changes, or the manuscript is protected.
        InvalidInput
            No display can be put there, or the display cannot be put into a manuscript.
        """
        refuse_protected(self._package)
        return Manuscript(replaced(self._package, at, made, name=name).packed())

    def refreshed(self, made: Mapping[str, bytes]) -> Manuscript:
        """Put several displays in their places at once, each as `replaced` does; all of them or none.

        Parameters
        ----------
        made
            By place, as `replaced` takes it, the Word file of the display alone.
        """
        refuse_protected(self._package)
        return Manuscript(refreshed(self._package, made).packed())

    def numbers(self) -> list[InlineNumber]:
        """The inline numbers: placeholders ``{{n: code=barriers}}``, and fields that they became.

        Raises
        ------
        InvalidInput
            One of them cannot be read; the message says where it stands.
        """
        return list(numbers(self._package))

    def numbered(self, values: Mapping[str, str]) -> Manuscript:
        """Put values in the place of inline numbers, by their expressions as `numbers` gives them.

        Raises
        ------
        Conflict
            A tracked change begins or ends within a number, or the manuscript is protected.
        """
        refuse_protected(self._package)
        return Manuscript(numbered(self._package, values).packed())
