"""Generated projects: whole studies with whatever people write into names, texts and attributes."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import strategies as st

from qualkit.interchange.project import Project, Row, Transcript
from qualkit.interchange.soundness import sound
from qualkit.model import KINDS, MEMO_KINDS, Turn

_WORDS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), max_size=30),
    st.sampled_from(
        [
            "NA",
            "null",
            "TRUE",
            "01",
            "1.0",
            "=1+1",
            "@x",
            "-",
            " lead",
            "a;b",
            'say "x"',
            "a/b",
            "👩‍🌾 é مرحبا\ttab",
        ]
    ),
)
_NAMES = _WORDS.map(str.strip).filter(bool)
_VALUES = st.one_of(
    _WORDS,
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.lists(_WORDS, max_size=2),
)
_TIME = "2026-03-01T10:00:00.000000+00:00"


class _Maker:
    """Draws one project, piece by piece."""

    def __init__(self, draw: Callable[..., Any]) -> None:
        self._draw = draw
        self.tables: dict[str, list[Row]] = {}
        self.transcripts: dict[str, Transcript] = {}

    def rows(self, table: str, most: int, make: Callable[[], Row]) -> None:
        made = [
            {"id": str(self._draw(st.uuids(version=4))), **make()}
            for _ in range(self._draw(st.integers(0, most)))
        ]
        self.tables[table] = made

    def any(self, table: str) -> str | None:
        rows = self.tables[table]
        return self._draw(st.sampled_from(rows))["id"] if rows else None

    def maybe(self, strategy: st.SearchStrategy[Any]) -> Any:
        return self._draw(st.none() | strategy)

    def text(self) -> str:
        return str(self._draw(_WORDS))

    def name(self) -> str:
        return str(self._draw(_NAMES))

    def one_of(self, *choices: str) -> str:
        return str(self._draw(st.sampled_from(choices)))

    def attributes(self) -> dict[str, Any]:
        drawn: dict[str, Any] = self._draw(st.dictionaries(_NAMES, _VALUES, max_size=3))
        return drawn

    def span(self, source: str | None) -> dict[str, int | None]:
        text = self.transcripts[source].text if source else ""
        if not text:
            return {"start": None, "end": None}
        start = self._draw(st.integers(0, len(text) - 1))
        return {"start": start, "end": self._draw(st.integers(start + 1, len(text)))}

    def turns(self, text: str) -> tuple[Turn, ...]:
        cuts = sorted({0, len(text), *self._draw(st.lists(st.integers(0, len(text)), max_size=3))})
        times = st.none() | st.floats(0, 1000, width=32)
        return tuple(
            Turn(start=start, end=end, speaker=self.maybe(_NAMES), begins=self.maybe(times))
            for start, end in pairwise(cuts)
        )


@st.composite
def _projects(draw: Callable[..., Any]) -> Project:
    make = _Maker(draw)
    signed: dict[str, Any] = {"created": _TIME}
    make.rows("coder", 2, lambda: {"name": make.name()})
    make.rows(
        "source",
        3,
        lambda: {
            "name": make.name(),
            "kind": make.one_of(*KINDS),
            "path": make.maybe(_NAMES),
            "attributes": make.attributes(),
            **signed,
        },
    )
    for row in make.tables["source"]:
        text = make.text() + draw(st.sampled_from(["", "\nI: x\n", "\n\n"]))
        make.transcripts[row["id"]] = Transcript(text, make.turns(text))
        row["digest"] = hashlib.sha256(text.encode()).hexdigest()
    make.rows("case", 2, lambda: {"name": make.name(), "attributes": make.attributes()})
    make.rows(
        "code",
        4,
        lambda: {
            "name": make.name(),
            "parent": make.any("code") if make.tables.get("code") else None,
            "definition": {
                "brief": make.text(),
                "definition": make.text(),
                "patterns": [make.name()],
                "retired": draw(st.booleans()),
            },
        },
    )
    for place, row in enumerate(make.tables["code"]):
        row["parent"] = draw(st.sampled_from([None, *(each["id"] for each in make.tables["code"][:place])]))
    made_by = lambda: {"coder": make.any("coder"), **signed}  # noqa: E731
    if make.tables["source"]:
        _on_sources(make, made_by)
    make.rows(
        "memo",
        3,
        lambda: {
            "about_kind": "study",
            "about": None,
            "kind": make.one_of(*MEMO_KINDS),
            "text": make.name(),
            "name": make.maybe(_NAMES),
            "start": None,
            "end": None,
            **made_by(),
        },
    )
    make.rows(
        "conclusion",
        2,
        lambda: {
            "name": make.name(),
            "statement": make.name(),
            "kind": "description",
            "scope": make.maybe(_WORDS),
            "question": None,
            "verdict": "tentative",
            "confidence": None,
            "rivals": [make.text()],
            **made_by(),
        },
    )
    _on_conclusions(make, made_by)
    _on_codes(make)
    make.rows(
        "query",
        2,
        lambda: {
            "name": make.name(),
            "expression": make.name(),
            "filters": make.attributes(),
            **made_by(),
        },
    )
    make.rows(
        "display",
        1,
        lambda: {
            "name": make.name(),
            "method": "matrix",
            "choices": make.attributes(),
            "shown": {"cells": [make.text()]},
            "version": draw(st.integers(1, 99)),
            **made_by(),
        },
    )
    make.rows(
        "history",
        2,
        lambda: {
            "origin": make.name(),
            "number": draw(st.integers(1, 99)),
            "at": _TIME,
            "actor": make.maybe(_NAMES),
            "verb": "code",
            "entity": "coding",
            "entity_id": str(uuid.uuid4()),
            "details": {"words": make.text()},
        },
    )
    project = Project(title=make.name(), language="id", tables=make.tables, transcripts=make.transcripts)
    return replace(sound(project), remarks=())


def _on_sources(make: _Maker, made_by: Callable[[], Row]) -> None:
    def placed() -> Row:
        source = make.any("source")
        return {"source": source, **make.span(source)}

    if make.tables["code"]:
        make.rows(
            "coding",
            6,
            lambda: {
                **placed(),
                "code": make.any("code"),
                "weight": make.maybe(st.floats(0, 5, width=32)),
                "memo": make.maybe(_NAMES),
                "origin": make.one_of("manual", "pattern"),
                "status": "accepted",
                "basis": None,
                "reviewed": make.maybe(st.just(_TIME)),
                "when": make.maybe(st.just("2023-02")),
                "directness": make.maybe(st.just("direct")),
                "chosen": make.maybe(st.just(1)),
                **made_by(),
            },
        )
    if make.tables["case"]:
        make.rows(
            "membership", 3, lambda: {"case": make.any("case"), **placed(), "speaker": make.maybe(_NAMES)}
        )


def _on_conclusions(make: _Maker, made_by: Callable[[], Row]) -> None:
    if not make.tables["conclusion"]:
        return
    if make.tables["memo"]:
        make.rows(
            "evidence",
            2,
            lambda: {
                "conclusion": make.any("conclusion"),
                "stance": make.one_of("supports", "contradicts"),
                "target_kind": "memo",
                "target": make.any("memo"),
                "state": {"words": True},
                "note": None,
                **made_by(),
            },
        )
    make.rows(
        "check",
        1,
        lambda: {
            "conclusion": make.any("conclusion"),
            "tactic": "triangulation",
            "looked_at": make.maybe(_NAMES),
            "found": None,
            "verdict": "holds",
            "details": {"n": 1},
            **made_by(),
        },
    )


def _on_codes(make: _Maker) -> None:
    if make.tables["code"]:
        make.rows(
            "edition",
            3,
            lambda: {
                "about": make.any("code"),
                "state": make.one_of("present", "merged"),
                "name": make.name(),
                "parent": make.any("code"),
                "position": 1,
                "definition": {"brief": make.text()},
                "verb": "define",
                "actor": make.name(),
                "created": _TIME,
            },
        )


@pytest.fixture(scope="session")
def projects() -> st.SearchStrategy[Project]:
    """Whole projects, sound, without remarks."""
    return _projects()


def content(project: Project) -> dict[str, Any]:
    """All of a project that a round trip must keep, in an order that does not matter."""
    tables = {name: sorted(rows, key=lambda row: row["id"]) for name, rows in project.tables.items() if rows}
    return {
        "title": project.title,
        "language": project.language,
        "tables": tables,
        "transcripts": dict(project.transcripts),
    }


@pytest.fixture(scope="session")
def contents() -> Callable[[Project], dict[str, Any]]:
    return content
