"""The records of a study: what a reader makes of a file, and what a verb writes.

Offsets are half-open ``[start, end)`` in Unicode code points of the source's canonical text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Kind = Literal["interview", "observation", "document", "survey"]
Role = Literal["interviewer", "participant", "description", "comment"]
Origin = Literal["manual", "pattern", "model", "import"]
Status = Literal["accepted", "suggested", "rejected"]
Stance = Literal["supports", "contradicts", "qualifies"]
Directness = Literal["direct", "indirect", "inferred"]
Sign = Literal["+", "-", "±"]
MemoKind = Literal["jotting", "analytic", "methodological", "reflexive"]
CodeKind = Literal[
    "descriptive",
    "in vivo",
    "process",
    "emotion",
    "values",
    "evaluation",
    "versus",
    "causation",
    "attribute",
    "magnitude",
    "pattern",
    "structural",
    "hypothesis",
]
Unit = Literal["match", "sentence", "turn", "paragraph"]

KINDS: tuple[Kind, ...] = get_args(Kind)
MEMO_KINDS: tuple[MemoKind, ...] = get_args(MemoKind)
CODE_KINDS: tuple[CodeKind, ...] = get_args(CodeKind)
STATUSES: tuple[Status, ...] = get_args(Status)
UNITS: tuple[Unit, ...] = get_args(Unit)
DIRECTNESS: tuple[Directness, ...] = get_args(Directness)
SIGNS: tuple[Sign, ...] = get_args(Sign)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's uninterrupted stretch of a source, without its label.

    In an observation note or a document a turn is a paragraph (or the part of one that is the
    observer's comment), and nobody speaks. ``begins`` and ``ends`` are seconds: from the start of
    the recording, or in an observation note from midnight.
    """

    start: int
    end: int
    speaker: str | None = None
    role: Role | None = None
    begins: float | None = None
    ends: float | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch ``[start, end)`` of the canonical text that stands for ``original`` in the file."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One text collected, read from a file: its canonical text, turns, and what is known about it.

    ``digest`` is the SHA-256 of the file's bytes; ``edits`` restore the text as it was imported;
    ``remarks`` say what reading it left out or assumed.
    """

    name: str
    kind: Kind
    text: str
    turns: tuple[Turn, ...]
    digest: str
    path: str | None = None
    edits: tuple[Edit, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An entry of the codebook, in the field's own terms.

    ``labels`` are by language; ``examples`` by ``typical``, ``atypical`` and ``close but no``;
    ``scale`` names the weights of a magnitude code from weakest to strongest. A ``retired`` code keeps
    its codings, and no more are made by it.
    """

    name: str
    parent: str | None = None
    kind: CodeKind = "descriptive"
    labels: Mapping[str, str] = field(default_factory=dict)
    brief: str = ""
    definition: str = ""
    when: str = ""
    when_not: str = ""
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    colour: str | None = None
    patterns: tuple[str, ...] = ()
    unit: Unit = "match"
    scale: tuple[str, ...] = ()
    retired: bool = False

    def label(self, language: str | None) -> str:
        """The label in a language, else the name."""
        return self.labels.get(language or "", self.name)
