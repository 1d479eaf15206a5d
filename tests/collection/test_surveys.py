from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import InvalidInput, NotFound
from qualkit.collection.survey_files import SurveyTable
from qualkit.collection.surveys import Response, choose, responses

_ANSWERS = st.lists(st.none() | st.text(st.characters(exclude_categories=("Cs",))), min_size=1, max_size=4)


def _read(table: SurveyTable, text: str | list[str], **columns: str) -> list[Response]:
    return list(responses(table, choose(table, text, **columns), survey="exit"))


@given(_ANSWERS)
def test_every_turn_is_a_question_or_the_answer_under_it(answers: list[str | None]) -> None:
    columns = {f"Question {number}?": [answer] for number, answer in enumerate(answers)}
    (one,) = _read(SurveyTable(columns, [2]), list(columns))
    said = [one.text[turn.start : turn.end] for turn in one.turns]
    kept = [
        (question, answer.replace("\r\n", "\n").replace("\r", "\n").strip())
        for question, (answer,) in columns.items()
        if answer and answer.strip()
    ]
    expected = [each for pair in kept for each in pair] if len(answers) > 1 else [pair[1] for pair in kept]
    assert said == expected
    assert all(turn.speaker == "exit-2" for turn in one.turns if turn.role == "participant")
    assert all(turn.speaker is None for turn in one.turns if turn.role == "interviewer")


def test_a_single_question_is_not_repeated_in_the_text() -> None:
    (one,) = _read(SurveyTable({"id": ["R1"], "Why?": [" No time. "]}, [2]), "Why?", identifier="id")
    assert one.text == "No time."
    assert [(turn.start, turn.end, turn.speaker, turn.role) for turn in one.turns] == [
        (0, 8, "R1", "participant")
    ]


def test_numbers_of_delimited_text_are_numbers_unless_a_column_has_leading_zeros() -> None:
    columns = {"why": ["a", "b"], "Age": ["41", ""], "Post code": ["83115", "01234"], "Score": ["2", "2.5"]}
    first, second = _read(SurveyTable(columns, [2, 3], typed=False), "why")
    assert first.attributes == {"age": 41, "post_code": "83115", "score": 2.0}
    assert second.attributes == {"post_code": "01234", "score": 2.5}


def test_a_workbook_says_itself_what_is_a_number_and_what_a_date() -> None:
    columns = {
        "why": [3.0],
        "id": ["12"],
        "n": [7.0],
        "Tanggal": [datetime(2023, 2, 1)],
        "on": [date(2023, 3, 1)],
    }
    (one,) = _read(SurveyTable(columns, [2]), "why")
    assert one.text == "3"
    assert one.attributes == {"id": "12", "n": 7, "date": "2023-02-01", "on": "2023-03-01"}


def test_columns_take_the_names_that_a_study_has_but_no_place_that_is_taken() -> None:
    columns = {
        "why": ["a"],
        "Lokasi": ["x"],
        "Site": ["y"],
        "Kind": ["z"],
        "words": ["w"],
        "Tanggal": ["1 Mei 2023"],
    }
    (one,) = _read(SurveyTable(columns, [2]), "why")
    assert one.attributes == {
        "site": "x",
        "site (Site)": "y",
        "kind (Kind)": "z",
        "words (attribute)": "w",
        "date": "2023-05-01",
    }


def test_only_chosen_columns_become_attributes() -> None:
    table = SurveyTable({"id": ["1"], "E-mail": ["x"], "Age": [3], "why": ["a"]}, [2])
    chosen = choose(table, "WHY", identifier="ID", attributes=["age"])
    (one,) = responses(table, chosen, survey="exit")
    assert one.attributes == {"age": 3}


def test_rows_that_cannot_be_told_apart_are_a_problem_each() -> None:
    table = SurveyTable({"id": ["a", "b", "a", None], "why": list("wxyz")}, [2, 3, 4, 5])
    problems = [each.problem for each in _read(table, "why", identifier="id")]
    assert problems[0] == problems[2] == "2 rows have 'a' in 'id'. Keep one of them, or give each its own."
    assert not problems[1]
    assert "nothing in 'id'" in problems[3]


def test_a_nul_is_a_problem_of_its_row() -> None:
    first, second = _read(SurveyTable({"why": ["a\0", "b"]}, [1, 2]), "why")
    assert "NUL" in first.problem
    assert not second.problem


def test_a_column_that_is_not_there_offers_the_nearest() -> None:
    table = SurveyTable({"Reason": ["a"]}, [2])
    with pytest.raises(NotFound, match=r"No column named 'reasons'\. Did you mean 'Reason'"):
        choose(table, "reasons")
    with pytest.raises(InvalidInput, match="text="):
        choose(table, [])
