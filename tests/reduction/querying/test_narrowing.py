from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qualkit import Codebook, Study
from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.querying import narrowed

CODINGS = pd.DataFrame(
    {
        "coding_id": [*"abcd"],
        "source": ["P1", "P1", "P2", "note"],
        "kind": ["interview", "interview", "interview", "observation"],
        "case": ["Ana", "Ana", "Dinsos", None],
        "role": ["participant", "interviewer", "participant", None],
        "coder": ["ana", "budi", "ana", "ana"],
        "status": ["accepted", "suggested", "accepted", "rejected"],
    }
)
CASES = pd.DataFrame(
    {
        "case": ["Ana", "Bapenda", "Dinsos"],
        "role": [None, "revenue", "social"],
        "outcome": [None, 19.1, 4.0],
        "year": [None, 2023.0, 2024.0],
        "sites": [None, ["north", "south"], ["south"]],
    }
)
LINKS = pd.DataFrame({"coding_id": [*"aabbc"], "case": ["Ana", "Bapenda", "Ana", "Bapenda", "Dinsos"]})
SOURCES = pd.DataFrame(
    {
        "source": ["P1", "P2", "note", "P3"],
        "kind": ["interview", "interview", "observation", "survey"],
        "date": ["2024-03-05", "2024-11", None, "2025"],
        "site": [None, None, None, None],
        "room": ["hall", None, "hall", None],
        "year": [1, 2, 3, 4],
    }
)


def left(**filters: Any) -> str:
    return "".join(narrowed(CODINGS, cases=CASES, links=LINKS, inventory=SOURCES, **filters)["coding_id"])


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({}, "abcd"),
        ({"roles": "participant"}, "ac"),
        ({"roles": ["participant", "interviewer"]}, "abc"),
        ({"kinds": "observation"}, "d"),
        ({"kinds": "survey"}, ""),
        ({"coders": ["ana"]}, "acd"),
        ({"status": "accepted", "coders": "budi"}, ""),
        ({"sources": "P3"}, ""),
        ({"sources": ["P1", "note"]}, "abd"),
        ({"where": {"role": "revenue"}}, "ab"),
        ({"where": {"role": ["revenue", "social"]}}, "abc"),
        ({"where": {"outcome": (15, None)}}, "ab"),
        ({"where": {"outcome": (4.0, 4.0)}}, "c"),
        ({"where": {"role": "social", "outcome": (15, None)}}, ""),
        ({"where": {"case": "Ana", "role": []}}, ""),
        ({"where": {"sites": "south"}}, "abc"),
        ({"where": {"sites": ["north"]}}, "ab"),
        ({"where": {"year": 2023}}, "ab"),
        ({"where": {"year": "2024"}}, "c"),
        ({"where": {"role": ("n", "s")}}, "ab"),
        ({"where": {"kind": "observation"}}, "d"),
        ({"where": {"room": "hall"}}, "abd"),
        ({"where": {"room": "hall", "outcome": (15, None)}}, "ab"),
        ({"where": {"room": "hall", "role": "social"}}, ""),
        ({"dates": ("2024-03-05", None)}, "abc"),
        ({"dates": (None, "2024-03")}, "ab"),
        ({"dates": ("2024", "2024")}, "abc"),
        ({"dates": (date(2024, 3, 6), date(2025, 1, 1))}, "c"),
    ],
)
def test_filters_leave_what_fits_all_of_them(filters: dict[str, Any], ids: str) -> None:
    assert left(**filters) == ids


def test_what_every_source_has_comes_before_an_attribute_of_cases_where_a_source_says_it() -> None:
    cases = CASES.assign(kind=["new", "old", "old"], site=["north", "south", "south"])
    given: dict[str, Any] = {"cases": cases, "links": LINKS, "inventory": SOURCES}
    assert [*narrowed(CODINGS, where={"site": "north"}, **given)["coding_id"]] == ["a", "b"]
    assert [*narrowed(CODINGS, where={"kind": "observation"}, **given)["coding_id"]] == ["d"]
    with pytest.raises(NotFound, match="No kind named 'old'"):
        narrowed(CODINGS, where={"kind": "old"}, **given)


def test_without_links_a_coding_has_the_case_in_its_row() -> None:
    kept = narrowed(CODINGS, cases=CASES, where={"case": ["Ana", "Bapenda"]})
    assert kept["coding_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"where": {"rol": "revenue"}}, "No attribute named 'rol'. Did you mean 'role'"),
        ({"where": {"role": "revenu"}}, "No role named 'revenu'. Did you mean 'revenue'"),
        ({"where": {"romm": "hall"}}, "No attribute named 'romm'. Did you mean 'room'"),
        ({"coders": "anna"}, "No coder named 'anna'. Did you mean 'ana'"),
        ({"kinds": "interviews"}, "Did you mean 'interview'"),
        ({"coders": ["anna"]}, "Did you mean 'ana'"),
        ({"sources": "P9"}, "No source named 'P9'"),
    ],
)
def test_a_name_that_does_not_exist_is_an_error_with_the_nearest(
    filters: dict[str, Any], message: str
) -> None:
    with pytest.raises(NotFound, match=message):
        left(**filters)


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"where": {"role": (1, 2)}}, "cannot be compared with 'revenue'"),
        ({"where": {"outcome": (15,)}}, "is no range"),
        ({"dates": ("2024", "2025", "2026")}, "is no range"),
        ({"dates": ("5 March", None)}, "Write it as 2024-03-01"),
    ],
)
def test_a_range_that_is_none_is_refused(filters: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        left(**filters)


@pytest.mark.parametrize("filters", [{"where": {"role": "revenue"}}, {"dates": ("2024", None)}])
def test_a_filter_says_which_frame_it_needs(filters: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match=r"Give (cases|inventory)="):
        narrowed(CODINGS, **filters)


def test_the_frames_of_a_study_serve_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "P1.txt").write_text("Ana: We signed.\n\nBudi: We did not.\n", encoding="utf-8")
    with Study.create(tmp_path / "s.qualkit", title="Trial", language="en", coder="ana") as study:
        study.collection.add(tmp_path / "P1.txt", case="Bapenda", date="2024-03-05")
        study.collection.describe("Bapenda", outcome=19.1)
        study.reduction.use_codebook(Codebook.parse("codes: [trust]"))
        study.reduction.code("P1", "We signed", "trust")
        kept = narrowed(
            study.codings,
            where={"outcome": (15, None)},
            cases=study.cases,
            dates=("2024", "2024-03"),
            inventory=study.sources,
            coders="ana",
        )
        assert kept["text"].tolist() == ["We signed"]
