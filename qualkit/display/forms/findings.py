"""What was found under each code in one case or source, and why there is nothing under the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qualkit.display.forms.form import Line
from qualkit.display.graphs.nodes import known
from qualkit.display.grid import Cell, Entry, Matrix, State
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.language import say

Subject = Literal["case", "source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A code in a case or source: the best quotations, all codings, and what was written on it."""

    code: str
    label: str
    state: State
    entries: tuple[Entry, ...]
    codings: tuple[Any, ...]
    summary: str = ""


def findings(material: Material, subject: Subject, name: str, *, quotes: int = 1) -> tuple[Finding, ...]:
    """The findings under all codes, in codebook order; raises `NotFound` for an unknown case or source."""
    known(material, subject, name)
    made = matrix(material, rows=subject, where={str(subject): name}, choice="typical", quotes=quotes)
    written = _summaries(material, name) if subject == "case" else {}
    behind = _behind(made)
    return tuple(
        Finding(
            code=header.key,
            label=header.label,
            state=cell.state,
            entries=cell.entries,
            codings=behind.get(header.key, ()),
            summary=written.get(header.key, ""),
        )
        for header, cell in zip(made.columns, _only_row(made), strict=True)
    )


def by_use(found: Iterable[Finding], *, most: int) -> tuple[Line, ...]:
    """A line for each of the codes used most."""
    used = sorted((each for each in found if each.codings), key=lambda each: -len(each.codings))
    return tuple(map(_line, used[:most]))


def in_full(found: Iterable[Finding], language: str) -> tuple[Line, ...]:
    """A line for each code, which says why where there is nothing."""
    return tuple(
        _line(each)
        if each.codings or each.summary
        else Line(label=each.label, text=say(each.state, language))
        for each in found
    )


def gaps(found: Iterable[Finding], language: str) -> tuple[Line, ...]:
    """A line for each reason why there is nothing under some codes, which it lists."""
    missing: dict[str, list[str]] = {}
    for each in found:
        if not each.codings:
            missing.setdefault(each.state, []).append(each.label)
    return tuple(listed(say(state, language), labels) for state, labels in missing.items())


def listed(label: str, items: Iterable[str]) -> Line:
    """Several short things under one label."""
    return Line(label=label[:1].upper() + label[1:], text="; ".join(items))


def _line(finding: Finding) -> Line:
    return Line(label=finding.label, text=finding.summary, entries=finding.entries, codings=finding.codings)


def _only_row(made: Matrix) -> Sequence[Cell]:
    return made.cells[0] if made.cells else ()


def _behind(made: Matrix) -> dict[str, tuple[Any, ...]]:
    grouped = made.codings.groupby("column", observed=True)["coding_id"]
    return {str(code): tuple(ids) for code, ids in grouped}


def _summaries(material: Material, case: str) -> dict[str, str]:
    made = matrix(material, rows="case", cells="summary", where={"case": case})
    return {
        header.key: " ".join(entry.text for entry in cell.entries)
        for header, cell in zip(made.columns, _only_row(made), strict=True)
    }
