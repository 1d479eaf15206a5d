"""Whole studies, one of everything in them, through a folder, a zip and a workbook."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.interchange import formats
from qualkit.interchange.project import Project, Row, Transcript
from qualkit.interchange.soundness import sound
from qualkit.model import Edit, Turn

slow = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
PLACES = ["study", "study.zip", "study.xlsx"]
WORDS = st.text(
    st.one_of(
        st.characters(exclude_categories=("Cs",), exclude_characters="\x00"),
        st.sampled_from('\r\n\t,;"=+-@_x0041[]{}#'),
    ),
    max_size=20,
) | st.sampled_from(
    ["nan", "NULL", "TRUE", "01", "1e5", "_x0041_", "\ufeffx", "a\r\nb", "مرحبا", "e\u0301", "👩‍🌾"]
)
VALUES = st.one_of(
    WORDS, st.booleans(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)
)


def identity(number: int) -> str:
    return str(UUID(int=number))


def everything(words: list[str], attributes: dict[str, Any]) -> Project:
    """One of everything, with these words in every place where people write."""
    one, two, three, four = words
    text = f"{one}|{two}\r\n|{three}"
    signed: Row = {"coder": identity(1), "created": "2026-03-01"}
    codes = [
        {"id": identity(31), "name": "b", "parent": None, "position": 2, "definition": {"scale": [one, two]}},
        {
            "id": identity(32),
            "name": "a/b",
            "parent": identity(31),
            "position": 1,
            "definition": {"when": four},
        },
    ]
    tables: dict[str, list[Row]] = {
        "coder": [{"id": identity(1), "name": "Ana"}],
        "source": [
            {
                "id": identity(11),
                "name": name,
                "kind": "document",
                "path": one or None,
                "digest": "d" * 64,
                "created": "2026",
                "attributes": attributes,
            }
            for name in ["NUL"]
        ],
        "case": [{"id": identity(21), "name": "=Office", "attributes": attributes}],
        "code": codes,
        "membership": [
            {
                "id": identity(41),
                "case": identity(21),
                "source": identity(11),
                "speaker": three or None,
                "start": None,
                "end": None,
            }
        ],
        "coding": [
            {
                "id": identity(51),
                "source": identity(11),
                "start": 0,
                "end": len(text),
                "code": identity(32),
                "weight": 2.5,
                "memo": four,
                "origin": "model",
                "status": "suggested",
                "basis": identity(51),
                "reviewed": "2026",
                "when": "2023-02",
                "directness": "indirect",
                "chosen": 1,
                **signed,
            }
        ],
        "summary": [
            {
                "id": identity(61),
                "case": identity(21),
                "code": identity(31),
                "text": one,
                "codings": [identity(51)],
                "status": "draft",
                "directness": "inferred",
                **signed,
            }
        ],
        "conclusion": [
            {
                "id": identity(71),
                "name": "C1",
                "statement": two,
                "kind": "description",
                "scope": three,
                "question": None,
                "verdict": "tentative",
                "confidence": four,
                "rivals": [one, two, three],
                **signed,
            }
        ],
        "memo": [
            {
                "id": identity(80 + number),
                "about_kind": kind,
                "about": about,
                "kind": "analytic",
                "text": four,
                "name": None,
                "start": None,
                "end": None,
                **signed,
            }
            for number, (kind, about) in enumerate(
                [("study", None), ("code", identity(31)), ("coding", identity(51)), ("case", identity(21))]
            )
        ],
        "evidence": [
            {
                "id": identity(91),
                "conclusion": identity(71),
                "stance": "supports",
                "target_kind": "coding",
                "target": identity(51),
                "state": {
                    "source": identity(11),
                    "code": identity(32),
                    "start": 0,
                    "end": len(text),
                    "words": True,
                },
                "note": one,
                **signed,
            }
        ],
        "check": [
            {
                "id": identity(101),
                "conclusion": identity(71),
                "tactic": "outliers",
                "looked_at": two,
                "found": None,
                "verdict": "holds",
                "details": {three: [four, 1, None]},
                **signed,
            }
        ],
        "link": [
            {
                "id": identity(111),
                "name": one,
                "direction": "oneWay",
                "origin_kind": "code",
                "origin": identity(31),
                "target_kind": "coding",
                "target": identity(51),
                "sign": "-",
                "evidence": identity(51),
                "case": identity(21),
                "note": three,
                **signed,
            }
        ],
        "set": [
            {
                "id": identity(121),
                "name": two,
                "description": three,
                "members": [["code", identity(32)], ["coding", identity(51)]],
                **signed,
            }
        ],
        "media": [
            {
                "id": identity(130 + number),
                "name": name,
                "kind": "audio",
                "digest": None,
                "details": {"sync": [[0, 1.5]]},
                "transcripts": [identity(11)],
                "created": "2026",
            }
            for number, name in enumerate(["talk.mp3", "Talk.mp3"])
        ],
        "revision": [
            {
                "id": identity(141),
                "source": identity(11),
                "number": 1,
                "text": text,
                "edits": [],
                "turns": [[0, 1]],
                "lost": [],
                "digest": "e" * 64,
                "created": "2026",
            }
        ],
        "edition": [
            {
                "id": identity(161),
                "about": identity(31),
                "state": "present",
                "name": one,
                "parent": identity(32),
                "position": 1,
                "definition": {"brief": two},
                "verb": "define",
                "actor": two,
                "created": signed["created"],
            }
        ],
        "query": [
            {
                "id": identity(171),
                "name": "mine",
                "expression": three,
                "filters": {"roles": [four]},
                **signed,
            }
        ],
        "display": [
            {
                "id": identity(181),
                "name": "obstacles",
                "method": "matrix",
                "choices": {"rows": two},
                "shown": {"cells": [[one, three, 2]]},
                "version": 7,
                **signed,
            }
        ],
        "history": [
            {
                "id": identity(151),
                "origin": one,
                "number": 1,
                "at": None,
                "actor": two,
                "verb": "code",
                "entity": None,
                "entity_id": None,
                "details": {"x": three},
            }
        ],
    }
    turn = Turn(start=0, end=len(text), speaker=three or None, role="participant", begins=0.1, ends=2.0)
    script = Transcript(text, (turn,), (Edit(0, 1, two),))
    files = {identity(130): lambda: b"one", identity(131): lambda: b"two"}
    raw = Project(title=one, language="id", tables=tables, transcripts={identity(11): script}, files=files)
    return replace(sound(raw), remarks=())


@pytest.mark.parametrize("place", PLACES)
@slow
@given(
    st.lists(WORDS, min_size=4, max_size=4),
    st.dictionaries(WORDS, VALUES | st.lists(WORDS, max_size=2), max_size=4),
)
def test_one_of_everything_is_read_back(
    contents: Callable[[Project], dict[str, Any]], place: str, words: list[str], attributes: dict[str, Any]
) -> None:
    project = everything(words, attributes)
    with tempfile.TemporaryDirectory() as folder:
        formats.write(project, Path(folder) / place)
        found = sound(formats.read(Path(folder) / place))
        assert contents(found) == contents(project)
        assert found.remarks == ()
        kept = {each: read() for each, read in found.files.items()}
        assert kept == ({} if place == "study.xlsx" else {identity(130): b"one", identity(131): b"two"})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "project", [Project(), everything(["12" * 40_000, "b" * 200_000, "c", "😀 " * 40_000], {})]
)
def test_an_empty_study_and_long_texts_are_read_back(
    contents: Callable[[Project], dict[str, Any]], tmp_path: Path, place: str, project: Project
) -> None:
    formats.write(project, tmp_path / place)
    assert contents(sound(formats.read(tmp_path / place))) == contents(project)


def test_names_that_differ_only_in_case_stay_apart(tmp_path: Path) -> None:
    names = ["Andi", "andi", "ANDI/2", "andi_2", "caf\u00e9", "cafe\u0301", "con", "", "x" * 300, "x" * 301]
    rows = [{"id": identity(number), "name": name, "attributes": {}} for number, name in enumerate(names)]
    texts = {row["id"]: Transcript(str(row["name"])) for row in rows}
    for place in PLACES:
        formats.write(Project(tables={"source": rows}, transcripts=texts), tmp_path / place)
        found = formats.read(tmp_path / place)
        assert {row["name"]: found.transcripts[row["id"]].text for row in found.rows("source")} == {
            name: name for name in names
        }
