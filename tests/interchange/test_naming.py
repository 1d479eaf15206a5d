"""Rows of projects, as they are called in reports."""

from __future__ import annotations

import pytest

from qualkit.interchange.naming import Names
from qualkit.interchange.project import Project, Row

SPOT = {"source": "s", "start": 3, "end": 9}
TABLES: dict[str, list[Row]] = {
    "source": [{"id": "s", "name": "talk"}],
    "case": [{"id": "o", "name": "Office"}],
    "code": [{"id": "d", "name": "doubt"}],
    "coding": [{"id": "c", "code": "d", **SPOT}],
    "conclusion": [{"id": "x", "name": "C1"}],
}


@pytest.mark.parametrize(
    ("table", "row", "name"),
    [
        ("coding", {"code": "d", **SPOT}, "doubt · talk · [3, 9)"),
        ("membership", {"case": "o", "speaker": "Rina", "source": "s"}, "Office · Rina · talk"),
        ("summary", {"case": "o", "code": "d"}, "Office · doubt"),
        (
            "evidence",
            {"conclusion": "x", "stance": "supports", "target": "c"},
            "C1 · supports · doubt · talk · [3, 9)",
        ),
        ("check", {"conclusion": "x", "tactic": "outliers"}, "C1 · outliers"),
        ("link", {"name": None, "origin": "d", "target": "o"}, "doubt · Office"),
        ("revision", {"source": "gone"}, "gone"),
        ("memo", {"name": None, "text": "Loud\nroom."}, "Loud room."),
        ("memo", {"name": "Noise", "text": "Loud room."}, "Noise"),
    ],
)
def test_a_row_without_a_name_is_called_by_what_it_is_about(table: str, row: Row, name: str) -> None:
    assert Names(Project(tables=TABLES)).of(table, row) == name


def test_a_long_memo_is_called_by_its_first_words() -> None:
    name = Names().of("memo", {"text": "word " * 40})
    assert (name[:9], name[-1], len(name)) == ("word word", "…", 61)
