from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import decision_model
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Made = Callable[..., Material]


def test_cases_go_their_ways_and_misses_are_named(made: Made, answers: list[Any]) -> None:
    model = decision_model(made(answers))
    ways = {(edge.source, edge.relation): edge.cases for edge in model.edges.itertuples()}
    assert ways == {
        ("komitmen", "yes"): ("Bapenda", "Dikbud"),
        ("komitmen", "no"): ("LHK", "RSUP"),
        ("pengawasan", "yes"): ("Bapenda",),
        ("pengawasan", "no"): ("Dikbud",),
    }
    assert model.edges["label"].tolist() == ["yes (2)", "no (2)", "yes (1)", "no (1)"]
    assert model.notes[1:] == (
        "The model holds for 2 of 3 cases with a coded end.",
        "Miss: LHK reached Naik, where the criteria lead to Tetap (without Komitmen).",
        "No end is coded in: RSUP.",
    )
    assert model.paths.values.tolist()[0] == ["with Komitmen, with Pengawasan → Naik", "Bapenda", True]
    assert (
        model.narrative[0]
        == "1. Komitmen – yes: Pengawasan (2 cases: Bapenda, Dikbud; 2 codings: B1:2; K1:2)."
    )


def test_a_way_that_no_case_goes_is_told_without_cases(made: Made, answers: list[Any]) -> None:
    model = decision_model(made(answers), cases=["Bapenda"])
    assert model.narrative[1] == "2. Komitmen – no: Tetap (0 cases; no coding is given as evidence)."
    shown = model._repr_html_() or ""
    assert all(html.escape(said) in shown for said in (*model.notes, *model.narrative))


def test_a_tree_without_an_answer_leads_to_no_end(made: Made, answers: list[Any]) -> None:
    model = decision_model(made(answers[:3]), cases=["Dikbud"])
    assert model.notes[2].startswith("Miss: Dikbud reached Tetap, where the criteria lead to no end")


@pytest.mark.parametrize(
    ("links", "said"),
    [
        ([], "No relation 'yes' or 'no' between codes is recorded"),
        ([("komitmen", "naik", "yes", None), ("komitmen", "tetap", "ya", None)], "leads to 'naik' and to"),
        ([("komitmen", "naik", "yes", None), ("beban", "naik", "no", None)], "more than one place"),
        ([("komitmen", "naik", "yes", None), ("naik", "komitmen", "no", None)], "circle"),
        (
            [
                ("beban", "komitmen", "no", None),
                ("komitmen", "naik", "yes", None),
                ("naik", "komitmen", "yes", None),
            ],
            "circle at 'komitmen'",
        ),
    ],
)
def test_what_is_no_tree_of_questions_is_refused(made: Made, links: list[Any], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        decision_model(made(links))
