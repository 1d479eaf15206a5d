"""The tactics that Miles, Huberman and Saldaña (2014, ch. 11) name, and one of Lincoln and Guba's.

A check records one of these; what each asks is said in qualkit's own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qualkit.errors import not_found


@dataclass(frozen=True, slots=True)
class Tactic:
    """A way to generate meaning, or to test or confirm a finding."""

    name: str
    purpose: Literal["generating", "confirming", "trustworthiness"]
    asks: str


TACTICS: tuple[Tactic, ...] = (
    Tactic("noting patterns", "generating", "What recurs over cases, sources and times?"),
    Tactic("seeing plausibility", "generating", "What makes sense at first sight, and still needs a test?"),
    Tactic("clustering", "generating", "What goes with what, and apart from what else?"),
    Tactic("making metaphors", "generating", "What is this like, and what does the likeness leave out?"),
    Tactic("counting", "generating", "How often, in how many cases and sources?"),
    Tactic("making contrasts", "generating", "How does one case, role or time differ from another?"),
    Tactic("partitioning variables", "generating", "Is this one thing, or several under one name?"),
    Tactic("subsuming particulars", "generating", "Of what more general kind is this an instance?"),
    Tactic("factoring", "generating", "What few things do these many have in common?"),
    Tactic("noting relations", "generating", "When this is more, what else is more or less?"),
    Tactic("finding intervening variables", "generating", "What stands between this and that?"),
    Tactic("building a logical chain", "generating", "Does each step follow from evidence of its own?"),
    Tactic("making conceptual coherence", "generating", "Which concept or theory do the findings fit?"),
    Tactic("representativeness", "confirming", "Whose voices carry the finding, and who was not heard?"),
    Tactic("researcher effects", "confirming", "Did our being there, or what we hoped, make the finding?"),
    Tactic("triangulation", "confirming", "Do other methods, sources and coders say the same?"),
    Tactic(
        "weighting the evidence", "confirming", "Which data are first-hand, unprompted, well placed to know?"
    ),
    Tactic("outliers", "confirming", "What do the cases that do not fit say?"),
    Tactic("extreme cases", "confirming", "Does it hold where it should hold most, and least?"),
    Tactic("surprises", "confirming", "What was not expected, and what follows from it?"),
    Tactic("negative evidence", "confirming", "What speaks against it, and how hard was it looked for?"),
    Tactic("if-then tests", "confirming", "If it is true, what else must be seen, and is it?"),
    Tactic("spurious relations", "confirming", "Could a third thing bring about both?"),
    Tactic("replication", "confirming", "Does it hold in other cases, or in the other half of the data?"),
    Tactic("rival explanations", "confirming", "What else explains it, and how well?"),
    Tactic("feedback from participants", "confirming", "Do those whom it is about recognise it?"),
    Tactic("peer debriefing", "trustworthiness", "What does a colleague outside the study doubt?"),
)


def tactic(name: str) -> Tactic:
    """A tactic by its name.

    Raises
    ------
    NotFound
        With the nearest names.
    """
    wanted = name.strip().casefold()
    for each in TACTICS:
        if each.name == wanted:
            return each
    raise not_found("tactic", name, [each.name for each in TACTICS])
