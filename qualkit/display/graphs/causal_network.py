"""The causal network within a case: rated variables, signed arrows, and the story in numbered sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import Node, code_counts, code_nodes, known
from qualkit.display.graphs.ratings import attributed, weighed
from qualkit.display.graphs.streams import nodes_of, streams
from qualkit.display.graphs.ties import causal, within
from qualkit.display.material import Material
from qualkit.language import listed, say

_STREAMS = 12


def causal_network(
    material: Material,
    *,
    case: str,
    ratings: Mapping[str, str] | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """The variables (codes) of a case, rated, and what led to what in it.

    A relation holds in the case where it is recorded for it, or where its evidence is from it. The
    ``narrative`` says each arrow in a sentence, whose number is on the arrow; ``notes`` have the streams
    from the first variables to the last, and the feedback.

    Parameters
    ----------
    material
        The frames of a study.
    case
        The case.
    ratings
        For some codes, the attribute of the cases that rates them; all others are rated by the median
        weight of the case's codings, where there are weights.
    relations
        The names of the relations that are causal; by default all but answers and sorts.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a case, attribute or relation that does not exist.
    InvalidInput
        Where no relation holds in the case.
    """
    words = material.language
    ties = within(material, causal(material, relations=relations), known(material, "case", case)).merged()
    ties.required(f"relation between codes in the case {case!r}", "code")
    nodes, rules = _rated(
        material, {end for tie in ties.held for end in (tie.source, tie.target)}, case=case, ratings=ratings
    )
    drawn = assemble(
        material,
        nodes,
        ties,
        kind="causal network",
        title=title or say("Causal network: {case}", words, case=case),
        notes=(say("Numbers in brackets are those of the sentences.", words), *rules),
        numbered=True,
    )
    return replace(drawn, notes=(*drawn.notes, *_streams(drawn)))


def _rated(
    material: Material, codes: Iterable[str], *, case: str, ratings: Mapping[str, str] | None
) -> tuple[list[Node], tuple[str, ...]]:
    """The nodes with their ratings, and the rules by which they were rated."""
    words, codes = material.language, set(codes)
    by_attribute = attributed(material, ratings or {}, case=case)
    by_weight = weighed(material, codes - by_attribute.keys(), case=case)
    rated = {**by_weight, **by_attribute}
    nodes = [
        replace(node, rating=rated[node.key], detail=say(rated[node.key], words, "rating"))
        if node.key in rated
        else node
        for node in code_nodes(material, codes, counts=code_counts(material, case=case))
    ]
    median = (
        "Ratings: the median weight of the case's codings, in thirds of the scale of the code, or else of "
        "the weights given in the study."
    )
    rules = [say(median, words)] if by_weight else []
    if by_attribute:
        names = listed((dict.fromkeys((ratings or {})[code] for code in by_attribute)), words)
        rules.append(say("Ratings from attributes of the cases: {names}.", words, names=names))
    return nodes, tuple(rules)


def _streams(drawn: Graph) -> tuple[str, ...]:
    """Each stream by its labels and the numbers of its sentences."""
    ends = list(zip(drawn.edges["source"], drawn.edges["target"], strict=True))
    label = dict(zip(drawn.nodes["node"], drawn.nodes["label"], strict=True))
    found = streams(ends, most=_STREAMS + 1)
    said = [
        say(
            "Stream {number}: {path} (sentences {sentences}).",
            drawn.language,
            number=number,
            path=" → ".join(label[each] for each in nodes_of(path, ends)),
            sentences=listed((str(place + 1) for place in path), drawn.language),
        )
        for number, path in enumerate(found[:_STREAMS], start=1)
    ]
    more = (say("Further streams are not listed.", drawn.language),) if len(found) > _STREAMS else ()
    return (*said, *more)
