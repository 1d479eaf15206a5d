"""The cognitive map: the concepts of one person, and how that person relates them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qualkit.display.graphs.assembly import assemble
from qualkit.display.graphs.graph import Graph
from qualkit.display.graphs.nodes import code_nodes, known
from qualkit.display.graphs.ties import Ties, recorded, within
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.language import say


def cognitive_map(
    material: Material,
    *,
    case: str | None = None,
    source: str | None = None,
    relations: Sequence[str] | str | None = None,
    title: str | None = None,
) -> Graph:
    """The codes of one person, and the relations recorded between them in what that person said.

    Codes that merely stand together are not related: what is drawn was recorded as a relation, for the
    case or on the evidence of codings in it (or in the source).

    Parameters
    ----------
    material
        The frames of a study.
    case, source
        Whose map it is: a case, or one source.
    relations
        The names of the relations to show; all by default.
    title
        Printed in the caption.

    Raises
    ------
    NotFound
        For a case, source or relation that does not exist.
    InvalidInput
        Where neither or both of case and source are given, or where no relation is recorded there.
    """
    if (case is None) == (source is None):
        raise InvalidInput("A cognitive map is of one person: give case= or source=, and not both.")
    ties = recorded(material, "code", relations=relations)
    whose = known(material, "case", case) if case is not None else known(material, "source", str(source))
    ties = within(material, ties, whose) if case is not None else _said_in(material, ties, whose)
    ties = ties.merged().required(f"relation between codes in what {whose!r} said", "code")
    ends = {end for tie in ties.held for end in (tie.source, tie.target)}
    return assemble(
        material,
        code_nodes(material, ends),
        ties,
        kind="cognitive map",
        title=title or say("Cognitive map: {whose}", material.language, whose=whose),
    )


def _said_in(material: Material, ties: Ties, source: str) -> Ties:
    """The ties on the evidence of a source, each with its evidence from there."""
    codings = material.codings
    own = set(codings.loc[codings["source"] == source, "coding_id"])
    held = (replace(tie, evidence=tuple(each for each in tie.evidence if each in own)) for tie in ties.held)
    return replace(ties, held=tuple(tie for tie in held if tie.evidence))
