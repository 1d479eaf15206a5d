"""The numbered sentences that say what the edges of a graph say, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.display.graphs.ties import NO, YES, Tie
from qualkit.display.material import Material
from qualkit.display.values import missing
from qualkit.language import listed, say

_LISTED = 12
_COUNTED = {"coding": ("1 coding", "{n} codings"), "case": ("1 case", "{n} cases")}


def sentences(material: Material, ties: Sequence[Tie], labels: Mapping[str, str]) -> tuple[str, ...]:
    """A numbered sentence for each tie: the relation, its sign, its codings by address, and its note."""
    addresses = _addresses(material, {coding for tie in ties for coding in tie.evidence})
    return tuple(
        f"{number}. {_sentence(tie, labels, addresses, language=material.language)}"
        for number, tie in enumerate(ties, start=1)
    )


def _sentence(tie: Tie, labels: Mapping[str, str], addresses: Mapping[Any, str], *, language: str) -> str:
    sign = f"{tie.sign.replace('-', '−')}; " if tie.sign else ""
    asked = tie.relation.casefold() in YES | NO
    relation = f"– {tie.relation}:" if asked else tie.relation
    said = f"{labels[tie.source]} {relation} {labels[tie.target]}"
    cases = "" if tie.n is None else f"{_told_by(tie.n, tie.cases, language)}; "
    held = f"({sign}{cases}{evidence_words(tie, addresses, language)})"
    note = tie.note if tie.note.endswith((".", "!", "?")) or not tie.note else f"{tie.note}."
    return f"{said} {held}. {note}".strip()


def _told_by(n: int, cases: Sequence[str], language: str) -> str:
    """How many cases, and which: ``2 cases: P07, P08``."""
    said = counted(n, "case", language)
    return f"{said}: {listed(cases, language)}" if cases else said


def evidence_words(tie: Tie, addresses: Mapping[Any, str], language: str) -> str:
    """How many codings, and where: ``3 codings: P07:12; P07:15; P08:3``."""
    found = list(dict.fromkeys(addresses[coding] for coding in tie.evidence))
    if not found:
        return say("no coding is given as evidence", language)
    more = len(found) - _LISTED
    places = "; ".join(found[:_LISTED]) + (f" {say('and {n} more', language, n=more)}" if more > 0 else "")
    return f"{counted(len(tie.evidence), 'coding', language)}: {places}"


def counted(n: int, what: str, language: str) -> str:
    """A number of codings or cases in words."""
    one, several = _COUNTED[what]
    return say(one, language) if n == 1 else say(several, language, n=n)


def _addresses(material: Material, wanted: set[Any]) -> dict[Any, str]:
    """The addresses of some codings, in the form ``P07:12``."""
    codings: pd.DataFrame = material.codings[["coding_id", "source", "turn"]]
    cited = codings[codings["coding_id"].isin(wanted)]
    return {
        coding: str(source) if missing(turn) else f"{source}:{int(turn)}"
        for coding, source, turn in zip(*(cited[name].tolist() for name in cited.columns), strict=True)
    }
