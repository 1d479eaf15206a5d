"""The sources quoted: the turns that a page quotes, in full, each linked with the cells that quote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from qualkit.display.html.anchors import Anchors, link
from qualkit.display.html.marking import Piece, Span, pieces
from qualkit.display.html.rendering import rendered
from qualkit.display.passages import Passage
from qualkit.display.values import natural


@dataclass(slots=True, eq=False)
class QuotedTurn:
    """A turn with all that was quoted of it; ``backs`` are the links to where, each with its words."""

    anchor: str
    passage: Passage
    spans: list[Span] = field(default_factory=list)
    backs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def pieces(self) -> list[Piece]:
        """The turn, cut where its quoted words begin and end."""
        return pieces(self.passage.here[1], self.spans)


@dataclass(frozen=True, slots=True, eq=False)
class SourcesQuoted:
    """The turns that a page quotes, gathered while its tables are written."""

    anchors: Anchors
    _turns: dict[tuple[str, int, str], QuotedTurn] = field(default_factory=dict)

    def add(self, passage: Passage, marked: Span | None, *, where: str) -> tuple[str, str]:
        """Note where a passage is quoted; gives the id of that quotation and the link to its turn."""
        key = (passage.source, passage.turn, passage.here[1])
        if key not in self._turns:
            anchor = self.anchors.new(f"{passage.source}-{passage.turn}")
            self._turns[key] = QuotedTurn(anchor, passage)
        turn = self._turns[key]
        quotation = self.anchors.new("quotation")
        turn.backs.append((link(quotation), where))
        if marked is not None:
            turn.spans.append(marked)
        return quotation, link(turn.anchor)

    def __bool__(self) -> bool:
        return bool(self._turns)

    def appendix(self, anchor: str, *, language: str) -> str:
        """The turns as the section of a page, source by source."""
        return rendered("sources.html", anchor=anchor, language=language, sources=self._by_source())

    def _by_source(self) -> Iterator[tuple[str, list[QuotedTurn]]]:
        def of(turn: QuotedTurn) -> str:
            return turn.passage.source

        ordered = sorted(
            self._turns.values(), key=lambda turn: (natural(of(turn)), of(turn), turn.passage.turn)
        )
        return ((source, list(turns)) for source, turns in groupby(ordered, key=of))
