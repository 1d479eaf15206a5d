"""Ties: relations recorded in a study, each with the accepted codings that are its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from qualkit.display.facets import Entity
from qualkit.display.material import Material
from qualkit.display.values import missing
from qualkit.errors import InvalidInput, not_found
from qualkit.language import say

YES, NO = frozenset({"yes", "ya"}), frozenset({"no", "tidak"})
SORTS = frozenset({"is a kind of", "kind of", "adalah sejenis", "sejenis", "jenis dari"})
_EXAMPLES = {
    "code": "study.reduction.link('commitment', 'performance', 'leads to', sign='+', evidence=codings)",
    "case": "study.reduction.link('Agency A', 'Agency B', 'works with', sign='+', evidence=codings)",
    "source": "study.reduction.link('P01', 'P02', 'supervises', sign='-', evidence=codings)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One thing's relation to another, and what it rests on.

    ``label`` is printed in place of the relation's name, ``n`` in place of the number of codings; a
    ``silent`` tie is an edge of a hierarchy, that no sentence is made of.
    """

    source: str
    target: str
    relation: str
    sign: str | None = None
    evidence: tuple[Any, ...] = ()
    cases: tuple[str, ...] = ()
    note: str = ""
    label: str | None = None
    n: int | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Some ties, and notes on what was left out of them."""

    held: tuple[Tie, ...]
    notes: tuple[str, ...] = ()

    def only(self, wanted: Callable[[Tie], bool]) -> Ties:
        """The ties that are wanted, with the same notes."""
        return replace(self, held=tuple(tie for tie in self.held if wanted(tie)))

    def required(self, what: str, entity: Entity) -> Ties:
        """The ties; raises `InvalidInput` with the verb that records one where there is none."""
        if not self.held:
            raise InvalidInput(f"No {what} is recorded. Record one: {_EXAMPLES[entity]}")
        return self

    def merged(self) -> Ties:
        """One tie for all that say the same of the same two, with the evidence of all."""
        groups: dict[tuple[str, str, str, str | None], list[Tie]] = {}
        for tie in self.held:
            groups.setdefault((tie.source, tie.target, tie.relation, tie.sign), []).append(tie)
        return replace(self, held=tuple(map(_merged, groups.values())))


def _merged(ties: list[Tie]) -> Tie:
    return replace(
        ties[0],
        evidence=tuple(dict.fromkeys(each for tie in ties for each in tie.evidence)),
        cases=tuple(sorted({case for tie in ties for case in tie.cases})),
        note=" ".join(dict.fromkeys(tie.note for tie in ties if tie.note)),
    )


def recorded(material: Material, entity: Entity, *, relations: Iterable[str] | str | None = None) -> Ties:
    """The relations of a study between things of one sort; ``relations`` are the names of those wanted.

    A relation without a case holds in the cases of its evidence. Raises `NotFound` for a name that no
    relation has.
    """
    frame = material.relations
    frame = frame[(frame["a_kind"] == entity) & (frame["b_kind"] == entity)]
    frame = frame[_named(frame["relation"], relations)]
    itself = frame["a"] == frame["b"]
    accepted = _cases_of_evidence(material, frame)
    ties = tuple(_tie(row, accepted) for row in frame[~itself].to_dict("records"))
    cited = sum(len(_ids(row)) for row in frame.loc[~itself, "evidence"])
    lost = cited - sum(len(tie.evidence) for tie in ties)
    left_out = (
        ("Codings cited as evidence that are no longer accepted, left out: {n}.", lost),
        ("Relations of something with itself, left out: {n}.", int(itself.sum())),
    )
    notes = tuple(say(phrase, material.language, n=n) for phrase, n in left_out if n)
    return Ties(held=ties, notes=notes)


def _named(names: pd.Series[Any], wanted: Iterable[str] | str | None) -> pd.Series[bool]:
    folded = names.astype(str).str.casefold()
    if wanted is None:
        return names.notna()
    chosen = [wanted] if isinstance(wanted, str) else list(wanted)
    for name in chosen:
        if name.casefold() not in set(folded):
            raise not_found("relation", name, dict.fromkeys(names))
    return folded.isin([name.casefold() for name in chosen])


def _ids(evidence: Any) -> tuple[Any, ...]:
    return tuple(evidence) if isinstance(evidence, list | tuple) else ()


def _cases_of_evidence(material: Material, relations: pd.DataFrame) -> Mapping[Any, tuple[str, ...]]:
    """The accepted codings cited, each with its cases."""
    cited = {each for evidence in relations["evidence"] for each in _ids(evidence)}
    codings = material.codings[["coding_id", "status"]]
    codings = codings[codings["coding_id"].isin(cited)]
    accepted = codings.loc[codings["status"] == "accepted", "coding_id"]
    links = material.links[material.links["coding_id"].isin(set(accepted))]
    cases = {coding: tuple(found) for coding, found in links.groupby("coding_id")["case"]}
    return {coding: cases.get(coding, ()) for coding in accepted}


def _tie(row: Mapping[Any, Any], accepted: Mapping[Any, tuple[str, ...]]) -> Tie:
    evidence = tuple(each for each in _ids(row["evidence"]) if each in accepted)
    told = {case for each in evidence for case in accepted[each]}
    return Tie(
        source=str(row["a"]),
        target=str(row["b"]),
        relation=str(row["relation"]),
        sign=None if missing(row["sign"]) else str(row["sign"]).replace("−", "-"),
        evidence=evidence,
        cases=tuple(sorted(told)) if missing(row["case"]) else (str(row["case"]),),
        note="" if missing(row["note"]) else str(row["note"]).strip(),
    )


def causal(material: Material, *, relations: Sequence[str] | str | None = None) -> Ties:
    """The relations between codes that are named, or all that are neither answers nor sorts."""
    others = YES | NO | SORTS
    ties = recorded(material, "code", relations=relations)
    return ties if relations is not None else ties.only(lambda tie: tie.relation.casefold() not in others)


def within(material: Material, ties: Ties, case: str) -> Ties:
    """The ties that hold in a case, each with its evidence from that case."""
    links = material.links
    own = set(links.loc[links["case"] == case, "coding_id"])
    held = (
        replace(tie, evidence=tuple(each for each in tie.evidence if each in own), cases=(case,))
        for tie in ties.held
        if case in tie.cases
    )
    return replace(ties, held=tuple(held))


def leading_to(ties: Ties, outcome: str) -> Ties:
    """The ties on some path to an outcome."""
    ends = _reached(ties, outcome, back=True)
    return ties.only(lambda tie: tie.target in ends)


def leading_from(ties: Ties, start: str) -> Ties:
    """The ties on some path from a start."""
    starts = _reached(ties, start, back=False)
    return ties.only(lambda tie: tie.source in starts)


def _reached(ties: Ties, start: str, *, back: bool) -> set[str]:
    onward: dict[str, list[str]] = {}
    for tie in ties.held:
        one, other = (tie.target, tie.source) if back else (tie.source, tie.target)
        onward.setdefault(one, []).append(other)
    found, waiting = {start}, [start]
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
