"""The cross-case causal network: which paths lead to one outcome, and in which cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.narrative import counted
from qualkit.display.graphs.nodes import code_nodes, known
from qualkit.display.graphs.streams import nodes_of, streams
from qualkit.display.graphs.ties import Tie, Ties, causal, leading_to, within
from qualkit.display.material import Material
from qualkit.language import listed, say

_LISTED, _MOST = 12, 500


def cross_case_causal_network(
    material: Material,
    *,
    outcome: str,
    cases: Sequence[str] | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """The networks of several cases for the same outcome, laid over each other.

    An edge's ``cases`` are those in which its relation holds on a path to the outcome, and its ``n`` is
    their number. ``paths`` has a row ``path case holds`` for every path and case: whether every relation
    of the path holds in the case. ``notes`` list the paths by how many cases they have.

    Parameters
    ----------
    material
        The frames of a study.
    outcome
        The code to which the paths lead.
    cases
        The cases to compare; all by default.
    relations
        The names of the relations that are causal; by default all but answers and sorts.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a code, case or relation that does not exist.
    InvalidInput
        Where in no case anything leads to the outcome.
    """
    words = material.language
    labels = code_labels(material)
    known(material, "code", outcome)
    compared = [
        known(material, "case", case) for case in (material.cases["case"] if cases is None else cases)
    ]
    every = causal(material, relations=relations)
    by_case = {case: leading_to(within(material, every, case), outcome) for case in compared}
    held = tuple(tie for ties in by_case.values() for tie in ties.held)
    ties = (
        replace(every, held=held).merged().required(f"relation that leads to {outcome!r} in a case", "code")
    )
    ends = {end for tie in ties.held for end in (tie.source, tie.target)}
    drawn = assemble(
        material,
        [replace(node, emphasis=node.key == outcome) for node in code_nodes(material, ends)],
        replace(ties, held=tuple(_counted(ties.held))),
        kind="cross-case causal network",
        outcome=outcome,
        title=title or say("Cross-case causal network: {outcome}", words, outcome=labels[outcome]),
        notes=(
            say("Numbers on arrows: cases of {all} in which the relation holds.", words, all=len(compared)),
            *_shared(by_case, outcome, labels, language=words),
        ),
    )
    paths = _paths(drawn, compared, outcome)
    return replace(drawn, paths=paths, notes=(*drawn.notes, *_listed(paths, words)))


def _counted(ties: Iterable[Tie]) -> Iterator[Tie]:
    """The ties with the number of their cases."""
    for tie in ties:
        yield replace(tie, n=len(tie.cases), label=f"{tie.relation} ({len(tie.cases)})")


def _shared(
    by_case: dict[str, Ties], outcome: str, labels: Mapping[str, str], *, language: str
) -> tuple[str, ...]:
    """The antecedents that every case has that has any, and the cases that have none."""
    antecedents = {
        case: {end for tie in ties.held for end in (tie.source, tie.target)} - {outcome}
        for case, ties in by_case.items()
        if ties.held
    }
    shared = sorted(labels[each] for each in set.intersection(*antecedents.values()))
    said = [
        say("Antecedents in every case with a path: {names}.", language, names=listed(shared, language))
        if shared
        else say("No antecedent is shared by all cases with a path.", language)
    ]
    without = [case for case, ties in by_case.items() if not ties.held]
    if without:
        said.append(say("Without a path to the outcome: {cases}.", language, cases=listed(without, language)))
    return tuple(said)


def _paths(drawn: Graph, cases: Sequence[str], outcome: str) -> pd.DataFrame:
    """Each path to the outcome and each case: whether the whole path holds in it; common paths first."""
    ends = list(zip(drawn.edges["source"], drawn.edges["target"], strict=True))
    label = dict(zip(drawn.nodes["node"], drawn.nodes["label"], strict=True))
    of_edge = [set(each) for each in drawn.edges["cases"]]
    found: dict[str, set[str]] = {}
    for path in streams(ends, most=_MOST, outcome=outcome):
        words = " → ".join(label[each] for each in nodes_of(path, ends))
        found.setdefault(words, set()).update(set.intersection(*(of_edge[place] for place in path)))
    order = sorted(found, key=lambda path: -len(found[path]))
    rows = [(path, case, case in found[path]) for path in order for case in cases]
    return pd.DataFrame(rows, columns=pd.Index(["path", "case", "holds"]))


def _listed(paths: pd.DataFrame, language: str) -> tuple[str, ...]:
    held = paths[paths["holds"]].groupby("path", sort=False)["case"].agg(list)
    said = [
        say(
            "Stream {number}: {path} ({cases}).",
            language,
            number=number,
            path=path,
            cases=f"{counted(len(cases), 'case', language)}: {listed(cases, language)}",
        )
        for number, (path, cases) in enumerate(held.iloc[:_LISTED].items(), start=1)
    ]
    more = (say("Further streams are not listed.", language),) if len(held) > _LISTED else ()
    return (*said, *more)
