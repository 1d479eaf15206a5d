"""The decision model: criteria, what follows where one is met or not, and how many cases go each way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node, accepted_codings, code_nodes, known
from qualkit.display.graphs.ties import NO, YES, Tie, Ties, recorded
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.language import listed, say

_Branches = dict[tuple[str, bool], Tie]
_RULE = (
    "A case goes the way “yes” where the criterion is coded in it at least once; an end is reached where "
    "it is coded."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """The way of a case through the criteria: the answers given, and where they led."""

    case: str
    answers: tuple[tuple[str, bool], ...]
    end: str | None


def decision_model(
    material: Material, *, cases: Sequence[str] | None = None, title: str | None = None
) -> Graph:
    """The criteria of a decision as a tree of questions, tested on the cases.

    A criterion is a code from which relations named *yes* and *no* (*ya*, *tidak*) lead on; a code from
    which none leads is an end. Each edge's ``cases`` are those that go this way, and its ``n`` is their
    number; ``paths`` says of each case that its end is coded where the criteria lead it, and whether
    that ``holds``. ``notes`` name the misses.

    Parameters
    ----------
    material
        The frames of a study.
    cases
        The cases to test it on; by default all that have accepted codings.
    title
        Printed in the caption.

    Raises
    ------
    InvalidInput
        Where no such relation is recorded, where one answer leads to two codes, or where the criteria
        begin in several places or lead round in a circle.
    """
    words = material.language
    ties = recorded(material, "code").only(lambda tie: tie.relation.casefold() in YES | NO)
    branches = _branches(ties.required("relation 'yes' or 'no' between codes", "code"))
    root = _root(branches)
    coded = _coded(material, cases)
    walks = [_walk(case, held, branches, root=root) for case, held in coded.items()]
    nodes = _nodes(material, branches)
    label = {node.key: node.label for node in nodes}
    ends = [node.key for node in nodes if node.kind == "end"]
    hits, verdict = _verdict(walks, coded, ends=ends, label=label, language=words)
    return assemble(
        material,
        nodes,
        replace(
            ties, held=tuple(_branch(material, answer, tie, walks=walks) for answer, tie in branches.items())
        ),
        kind="decision model",
        title=title or say("Decision model", words),
        notes=(say(_RULE, words), *verdict),
        paths=_paths(walks, hits, label, language=words),
    )


def _branches(ties: Ties) -> _Branches:
    """The tie for each answer to each criterion."""
    found: _Branches = {}
    for tie in ties.merged().held:
        answer = (tie.source, tie.relation.casefold() in YES)
        if found.setdefault(answer, tie).target != tie.target:
            raise InvalidInput(
                f"The answer {tie.relation!r} to {tie.source!r} leads to {found[answer].target!r} and to "
                f"{tie.target!r}. Take one of these relations back."
            )
    return found


def _root(branches: _Branches) -> str:
    """The criterion with which the questions begin."""
    led_to = {tie.target for tie in branches.values()}
    roots = list(dict.fromkeys(criterion for criterion, _ in branches if criterion not in led_to))
    if not roots:
        raise InvalidInput("The criteria lead round in a circle. Take the relation back that closes it.")
    if len(roots) > 1:
        raise InvalidInput(
            f"The questions begin in more than one place: {', '.join(roots)}. Join them by a relation 'yes' "
            "or 'no'."
        )
    return roots[0]


def _coded(material: Material, cases: Sequence[str] | None) -> dict[str, set[str]]:
    """The codes of each case to test."""
    codings = accepted_codings(material)[["coding_id", "code"]].merge(material.links, on="coding_id")
    held = {str(case): set(found) for case, found in codings.groupby("case", sort=False)["code"]}
    wanted = (
        list(material.cases["case"]) if cases is None else [known(material, "case", each) for each in cases]
    )
    return {case: held.get(case, set()) for case in wanted if cases is not None or case in held}


def _walk(case: str, held: set[str], branches: _Branches, *, root: str) -> _Walk:
    answers: list[tuple[str, bool]] = []
    here = root
    while (here, True) in branches or (here, False) in branches:
        answer = (here, here in held)
        if answer in answers:
            raise InvalidInput(f"The criteria lead round in a circle at {here!r}. Take one relation back.")
        answers.append(answer)
        if answer not in branches:
            return _Walk(case=case, answers=tuple(answers), end=None)
        here = branches[answer].target
    return _Walk(case=case, answers=tuple(answers), end=here)


def _branch(material: Material, answer: tuple[str, bool], tie: Tie, *, walks: Sequence[_Walk]) -> Tie:
    """A branch with the cases that go it; on the way *yes* with their codings of the criterion."""
    cases = tuple(walk.case for walk in walks if answer in walk.answers)
    met: list[Any] = []
    if answer[1]:
        codings = accepted_codings(material)
        codings = codings.loc[codings["code"] == answer[0], ["coding_id"]].merge(
            material.links, on="coding_id"
        )
        met = codings.loc[codings["case"].isin(cases), "coding_id"].tolist()
    said = say("yes" if answer[1] else "no", material.language)
    return replace(
        tie,
        relation=said,
        evidence=tuple(dict.fromkeys([*tie.evidence, *met])),
        cases=cases,
        n=len(cases),
        label=f"{said} ({len(cases)})",
    )


def _nodes(material: Material, branches: _Branches) -> list[Node]:
    criteria = {criterion for criterion, _ in branches}
    ends = {tie.target for tie in branches.values()} - criteria
    return [
        *code_nodes(material, criteria, kind="decision"),
        *code_nodes(material, ends, kind="end"),
    ]


def _verdict(
    walks: Sequence[_Walk],
    coded: Mapping[str, set[str]],
    *,
    ends: Sequence[str],
    label: Mapping[str, str],
    language: str,
) -> tuple[dict[str, bool], tuple[str, ...]]:
    """Of each case with a coded end whether the criteria lead there, and this in words."""
    actual = {walk.case: [end for end in ends if end in coded[walk.case]] for walk in walks}
    ended = [walk for walk in walks if actual[walk.case]]
    hits = {walk.case: walk.end in actual[walk.case] for walk in ended}
    said = [
        say(
            "The model holds for {hits} of {all} cases with a coded end.",
            language,
            hits=sum(hits.values()),
            all=len(ended),
        )
    ]
    said += [
        say(
            "Miss: {case} reached {actual}, where the criteria lead to {predicted} ({answers}).",
            language,
            case=walk.case,
            actual=listed((label[end] for end in actual[walk.case]), language),
            predicted=label[walk.end] if walk.end else say("no end", language),
            answers=_answers(walk, label, language),
        )
        for walk in ended
        if not hits[walk.case]
    ]
    endless = [walk.case for walk in walks if not actual[walk.case]]
    if endless:
        said.append(say("No end is coded in: {cases}.", language, cases=listed(endless, language)))
    return hits, tuple(said)


def _answers(walk: _Walk, label: Mapping[str, str], language: str) -> str:
    """The answers of a case: ``with commitment, without a budget``."""
    return listed(
        (
            say("with {criterion}" if met else "without {criterion}", language, criterion=label[criterion])
            for criterion, met in walk.answers
        ),
        language,
    )


def _paths(
    walks: Sequence[_Walk], hits: Mapping[str, bool], label: Mapping[str, str], *, language: str
) -> pd.DataFrame:
    rows = [
        (
            f"{_answers(walk, label, language)} → {label[walk.end] if walk.end else '–'}",
            walk.case,
            hits.get(walk.case),
        )
        for walk in walks
    ]
    return pd.DataFrame(rows, columns=pd.Index(["path", "case", "holds"]))
