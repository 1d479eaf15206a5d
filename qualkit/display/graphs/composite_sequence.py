"""The composite sequence: the stages that cases pass, from the start to the end, laid over each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node, accepted_codings, code_nodes, known
from qualkit.display.graphs.ties import Tie, Ties
from qualkit.display.material import Material
from qualkit.display.scope import scope
from qualkit.errors import InvalidInput
from qualkit.figures import GREY
from qualkit.language import listed, say

_START, _END = "(start)", "(end)"
_ORDER = (
    "Order: when what is told took place; where that is not recorded, date of the source and place in it."
)


def composite_sequence(
    material: Material,
    *,
    codes: Sequence[str] | str | None = None,
    cases: Sequence[str] | None = None,
    title: str | None = None,
) -> Graph:
    """The order in which cases come to the stages (codes), and how many go each way.

    A stage stands where a case first comes to it. Codings are ordered by ``when``, or where that is
    missing by the date of their source, and by their place in it. Each edge's ``cases`` are those that go
    from one stage to the next, its ``n`` is their number and its evidence their first codings
    of both stages. ``paths`` has the whole ``path`` of each ``case``.

    Parameters
    ----------
    material
        The frames of a study.
    codes
        The stages, each with its descendants; all codes by default.
    cases
        The cases to compare; by default all that have a stage.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code or case that does not exist.
    InvalidInput
        Where no case has a coded stage.
    """
    words = material.language
    stages = material.codes["code"][scope(material, codes=codes, where=None).codes]
    compared = [
        known(material, "case", case) for case in (material.cases["case"] if cases is None else cases)
    ]
    timed = _timed(material, set(stages))
    paths = _paths(timed[timed["case"].isin(compared)])
    if not paths:
        raise InvalidInput(
            "No stage is coded in these cases. Code one: study.reduction.code('P01', 'the words', "
            "'commitment', when='2023-01')"
        )
    nodes, places = _nodes(material, paths)
    label = {node.key: node.label for node in nodes}
    silent = [case for case in compared if case not in paths]
    undated = int(timed.loc[timed["case"].isin(paths), "time"].isna().sum())
    left = (
        (undated, say("Codings without a date, put last: {n}.", words, n=undated)),
        (
            cases is not None and silent,
            say("No stage is coded in: {cases}.", words, cases=listed(silent, words)),
        ),
    )
    return assemble(
        material,
        nodes,
        Ties(held=tuple(_moves(paths, words))),
        kind="composite sequence",
        title=title or say("Composite sequence", words),
        notes=(
            say("Numbers on arrows: cases that go this way.", words),
            say("Each stage stands where a case first comes to it.", words),
            say(_ORDER, words),
            *(note for there, note in left if there),
        ),
        places=places,
        paths=pd.DataFrame(
            [(" → ".join(label[stage] for stage in path), case, True) for case, path in paths.items()],
            columns=pd.Index(["path", "case", "holds"]),
        ),
    )


def _timed(material: Material, stages: set[str]) -> pd.DataFrame:
    """The codings of stages with their case and time, in the order of time."""
    codings = accepted_codings(material)
    codings = codings[codings["code"].isin(stages)]
    dates = dict(zip(material.sources["source"], material.sources["date"], strict=True))
    time = codings["source"].map(dates)
    if "when" in codings:
        time = codings["when"].where(codings["when"].notna(), time)
    ordered = codings.assign(time=time).sort_values(["time", "source", "start"], kind="stable")
    return ordered[["coding_id", "code", "time"]].merge(material.links, on="coding_id")


def _paths(timed: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Of each case its stages in order, each with the coding that comes first."""
    first = timed.drop_duplicates(["case", "code"])
    return {
        str(case): dict(zip(found["code"], found["coding_id"], strict=True))
        for case, found in first.groupby("case", sort=True)
    }


def _nodes(material: Material, paths: Mapping[str, dict[str, Any]]) -> tuple[list[Node], list[int]]:
    """The start, the stages and the end, and the step of each: the order in which cases come to them."""
    words = material.language
    shares: dict[str, list[float]] = {}
    for path in paths.values():
        for place, stage in enumerate(path):
            shares.setdefault(stage, []).append((place + 1) / (len(path) + 1))
    mean = {stage: sum(held) / len(held) for stage, held in shares.items()}
    stages = sorted(code_nodes(material, mean, kind="stage"), key=lambda node: mean[node.key])
    start, end = (
        Node(key=key, label=say(label, words), kind=label.lower(), colour=GREY)
        for key, label in ((_START, "Start"), (_END, "End"))
    )
    return [start, *stages, end], _steps([node.key for node in stages], paths)


def _steps(stages: Sequence[str], paths: Mapping[str, dict[str, Any]]) -> list[int]:
    """Steps from the start to the end; a stage stands behind all earlier stages from which a case comes."""
    rank = {stage: place for place, stage in enumerate(stages)}
    step = dict.fromkeys(stages, 1)
    moves = {frozenset(move) for path in paths.values() for move in pairwise(path)}
    for stage in stages:
        before = (
            step[other] + 1 for move in moves if stage in move for other in move if rank[other] < rank[stage]
        )
        step[stage] = max([step[stage], *before])
    return [0, *step.values(), max(step.values(), default=0) + 1]


def _moves(paths: Mapping[str, dict[str, Any]], language: str) -> list[Tie]:
    """A tie from each stage to the next, with the cases that go this way."""
    going: dict[tuple[str, str], list[str]] = {}
    for case, path in paths.items():
        for move in pairwise([_START, *path, _END]):
            going.setdefault(move, []).append(case)
    return [
        Tie(
            source=source,
            target=target,
            relation=say("is followed by", language),
            evidence=tuple(
                paths[case][stage] for case in cases for stage in (source, target) if stage in paths[case]
            ),
            cases=tuple(cases),
            label=str(len(cases)),
            n=len(cases),
        )
        for (source, target), cases in going.items()
    ]
