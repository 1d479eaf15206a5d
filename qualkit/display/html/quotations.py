"""A quotation on a page: its words, the turns around them, and the link to its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from qualkit.display.grid import Entry, Matrix
from qualkit.display.html.marking import Piece, pieces, span
from qualkit.display.html.sources import SourcesQuoted
from qualkit.display.passages import Passage
from qualkit.display.wording import reference
from qualkit.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An entry in print, with a ``context`` where it expands, ``anchor`` and ``href`` where it is linked."""

    text: str
    reference: str | None
    about: str
    context: Passage | None
    pieces: list[Piece]
    anchor: str | None
    href: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Quoting:
    """Makes the quotations of one matrix, and notes in ``sources`` the turns that they are from.

    ``expanding`` tells whether they expand; they do not where the turns around all of them are longer
    than ``room`` (characters).
    """

    matrix: Matrix
    sources: SourcesQuoted | None
    at: Callable[[str], Passage | None]
    expanding: bool

    @classmethod
    def of(cls, matrix: Matrix, sources: SourcesQuoted | None, *, room: int) -> Quoting:
        """How the entries of a matrix are quoted within some room."""
        at = cache(matrix.passages.at)
        return cls(matrix, sources, at, _fits(matrix, at, room))

    def quotation(self, entry: Entry, row: int, column: int) -> Quotation:
        """An entry of the cell in a row and a column."""
        wanted = entry.address is not None and (self.expanding or self.sources is not None)
        passage = self.at(entry.address or "") if wanted else None
        marked = None if passage is None else span(entry.text, passage.here[1])
        anchor = href = None
        if passage is not None and self.sources is not None:
            where = f"{self.matrix.rows[row].label} × {self.matrix.columns[column].label}"
            anchor, href = self.sources.add(passage, marked, where=where)
        context = passage if self.expanding else None
        return Quotation(
            text=entry.text if entry.address is None else f"“{entry.text}”",
            reference=reference(entry, self.matrix),
            about=_about(entry, self.matrix.language),
            context=context,
            pieces=pieces(context.here[1], [marked] if marked else []) if context else [],
            anchor=anchor,
            href=href,
        )


def _fits(matrix: Matrix, at: Callable[[str], Passage | None], room: int) -> bool:
    """Whether the turns around all quotations fit; looks up no more of them than there is room for."""
    for address in (entry.address for row in matrix.cells for cell in row for entry in cell.entries):
        passage = None if address is None else at(address)
        if passage is not None:
            told = (passage.before, passage.here, passage.after)
            room -= sum(len(said[1]) for said in told if said is not None)
        if room < 0:
            return False
    return True


def _about(entry: Entry, language: str) -> str:
    source, _, turn = (entry.address or "").rpartition(":")
    said = {
        "source": source or entry.address,
        "turn": turn if source else None,
        "speaker": entry.speaker,
        "coder": entry.coder,
    }
    return " · ".join(f"{say(name, language)}: {value}" for name, value in said.items() if value)
