"""What displays need of a study, and the sentence that says what to add where it is not there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qualkit.display.catalogue.defaults import figures_of_cases, participants, roles
from qualkit.display.facets import attributes
from qualkit.display.material import Material

_CODE = "study.reduction.code(source, span, code)"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that must be there; ``unless`` names choices that take its place."""

    label: str
    there: Callable[[Material], bool]
    sentence: str
    unless: tuple[str, ...] = ()

    def missing(self, material: Material) -> str | None:
        """What to add, or None where nothing is missing."""
        return None if self.there(material) else self.sentence


def _accepted(material: Material) -> bool:
    return bool(material.accepted.any())


def _related(material: Material, kind: str) -> bool:
    ends = material.relations
    return bool(((ends["a_kind"] == kind) & (ends["b_kind"] == kind)).any())


SOURCES = Need(
    "sources", lambda material: len(material.sources) > 0, "Add sources: study.collection.add(paths)."
)
CODES = Need(
    "a codebook",
    lambda material: len(material.codes) > 0,
    "Define codes: study.reduction.define(name), or use_codebook(path).",
)
CODINGS = Need("accepted codings", _accepted, f"Code some spans: {_CODE}, or accept what was suggested.")
CASES = Need(
    "cases",
    lambda material: len(material.cases) > 0,
    "Say what belongs to which case: study.collection.assign(case, sources).",
)
TWO_CASES = Need(
    "two cases or more",
    lambda material: len(material.cases) > 1,
    "Compare two cases or more: study.collection.assign(case, sources).",
)
ROLES = Need(
    "a role of the participants",
    lambda material: roles(material) is not None,
    "Say the role of each source's participant: study.collection.describe(source, position='head'), "
    "or name an attribute: role='…'.",
    ("role",),
)
PARTICIPANTS = Need(
    "participants",
    lambda material: participants(material) is not None,
    "Transcripts need speakers, or sources an attribute: "
    "study.collection.describe(source, participant='P07').",
    ("rows", "participants"),
)
FIGURES = Need(
    "a number of each case",
    lambda material: bool(figures_of_cases(material)),
    "Describe cases by a number: study.collection.describe(case, outcome=19.1).",
    ("outcome_by", "cause", "variable", "first"),
)
TWO_FIGURES = Need(
    "two numbers of each case",
    lambda material: len(figures_of_cases(material)) > 1,
    "Describe cases by two numbers: study.collection.describe(case, before=90, after=119).",
    ("x", "before", "first"),
)
TWO_ATTRIBUTES = Need(
    "two attributes of cases",
    lambda material: len(attributes(material, "case")) > 1,
    "Describe cases by two attributes: study.collection.describe(case, region='north', size='large').",
)
EVENTS = Need(
    "codings with a time",
    lambda material: bool(material.codings["when"].notna().any()),
    "Say when it took place: study.reduction.mark(codings, when='2023-02').",
    ("columns", "level"),
)
TIMES = Need(
    "times",
    lambda material: bool(material.codings["when"].notna().any() or material.sources["date"].notna().any()),
    "Date the sources: study.collection.describe(source, date='2023-02-14'), or what they tell: "
    "study.reduction.mark(codings, when='2023-02').",
    ("columns",),
)
WEIGHTS = Need(
    "weights",
    lambda material: bool(material.codings["weight"].notna().any()),
    "Weigh codings: study.reduction.code(source, span, code, weight=2).",
    ("level",),
)
CODE_RELATIONS = Need(
    "relations between codes",
    lambda material: _related(material, "code"),
    "Relate codes: "
    "study.reduction.link('commitment', 'performance', 'leads to', sign='+', evidence=codings).",
)
CASE_RELATIONS = Need(
    "relations between cases",
    lambda material: _related(material, "case"),
    "Relate cases: study.reduction.link('Agency A', 'Agency B', 'works with', sign='+').",
    ("between",),
)
DECISIONS = Need(
    "relations named yes and no",
    lambda material: bool(material.relations["relation"].isin(["yes", "no", "ya", "tidak"]).any()),
    "Relate the nodes of the decision: study.reduction.link('late letter', 'postponed', 'yes').",
)
CONCLUSIONS = Need(
    "conclusions",
    lambda material: len(material.conclusions) > 0,
    "State what you conclude: study.verification.conclude(statement).",
    ("conclusion", "prediction"),
)
TWO_CODERS = Need(
    "two coders",
    lambda material: material.codings.loc[material.accepted, "coder"].nunique() > 1,
    "Let a second coder code some of the sources: Study.open(where, coder='budi', blind=True).",
    ("agreement",),
)
THREE_CODES = Need(
    "three codes that were used",
    lambda material: material.codings.loc[material.accepted, "code"].nunique() > 2,
    f"Use three codes or more: {_CODE}.",
)
