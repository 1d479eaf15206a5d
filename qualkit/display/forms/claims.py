"""Conclusions as forms show them: what they say, and the codings cited for and against them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualkit.display.cells.quotations import entry
from qualkit.display.forms.form import Line
from qualkit.display.graphs.nodes import accepted_codings
from qualkit.display.grid import Entry
from qualkit.display.material import Material
from qualkit.display.values import as_text, names
from qualkit.language import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A conclusion, its rivals, and the accepted codings cited: stance and quotation."""

    name: str
    statement: str
    verdict: str | None
    rivals: tuple[str, ...]
    cited: tuple[tuple[str, Entry], ...]

    def line(self, language: str) -> Line:
        """What it says and how it was judged."""
        judged = "" if self.verdict is None else f" ({say(self.verdict, language)})"
        return Line(
            label=self.name,
            text=f"{self.statement}{judged}",
            codings=tuple(each.coding_id for _, each in self.cited),
        )

    def evidence(self, *stances: str) -> tuple[Line, ...]:
        """The quotations cited with one of these stances."""
        held = tuple(said for stance, said in self.cited if stance in stances)
        return (Line(entries=held, codings=tuple(each.coding_id for each in held)),) if held else ()


def claims(material: Material, *, case: str | None = None) -> Iterator[Claim]:
    """The conclusions of a study, or those with evidence from a case, and that evidence."""
    codings = accepted_codings(material, case=case)
    wanted = codings[codings["coding_id"].isin(set(material.citations["coding_id"]))]
    said: dict[Any, Entry] = {each.coding_id: entry(each) for each in wanted.itertuples(index=False)}
    for row in material.conclusions.to_dict("records"):
        cited = material.citations[material.citations["conclusion"] == row["conclusion"]]
        pairs = zip(cited["stance"].astype(str), cited["coding_id"], strict=True)
        held = tuple((stance, said[coding]) for stance, coding in pairs if coding in said)
        if held or case is None:
            yield Claim(
                name=str(row["conclusion"]),
                statement=as_text(row.get("statement")) or str(row["conclusion"]),
                verdict=as_text(row.get("verdict")),
                rivals=_rivals(row.get("rivals")),
                cited=held,
            )


def _rivals(given: Any) -> tuple[str, ...]:
    return tuple(given) if isinstance(given, list | tuple) else names(given)
