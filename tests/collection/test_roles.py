from typing import Any

import pytest

from qualkit.collection.roles import with_roles
from qualkit.collection.turns import find_turns


def roles(text: str, **attributes: Any) -> dict[str | None, str | None]:
    return {
        turn.speaker: turn.role for turn in with_roles(find_turns(text), text=text, attributes=attributes)
    }


@pytest.mark.parametrize(
    ("asks", "answers"), [("P", "N"), ("P", "R"), ("T", "J"), ("I", "R"), ("Q", "A"), ("P", "I")]
)
def test_letters_are_read_as_a_pair(asks: str, answers: str) -> None:
    text = f"{asks}: Sejak kapan ini dan itu dimulai\n{answers}: Tidak tahu, kami yang diundang.\n"
    assert roles(text) == {asks: "interviewer", answers: "participant"}


def test_p_and_i_change_places_in_english() -> None:
    text = "I: Tell me about the work that you do.\nP: It is what we have, and not this.\n"
    assert roles(text) == {"I": "interviewer", "P": "participant"}
    assert roles(text, language="id") == {"P": "interviewer", "I": "participant"}


def test_numbered_letters_answer_the_one_letter_alone() -> None:
    assert roles("I: Ya?\nP1: Ya.\nP2: Tidak.\n") == {
        "I": "interviewer",
        "P1": "participant",
        "P2": "participant",
    }


def test_everyone_but_the_interviewer_takes_part() -> None:
    assert roles("Pewawancara: Ya?\nCoach: Ya.\n") == {"Pewawancara": "interviewer", "Coach": "participant"}


def test_attributes_decide_first() -> None:
    text = "Ana: Kami mulai.\nBudi: Kapan?\nAna: Januari.\nBudi: Oh?\n"
    assert roles(text, interviewer="ana") == {"Ana": "interviewer", "Budi": "participant"}


def test_who_asks_most_is_the_interviewer() -> None:
    text = (
        "Ana: Kapan?\nBudi: Januari.\nAna: Lalu?\nBudi: Maret.\nCici: Ya?\nCici: Benar. Sudah.\nCici: Ya.\n"
    )
    assert roles(text) == {"Ana": "interviewer", "Budi": "participant", "Cici": "participant"}


def test_roles_stay_open_where_nobody_asks() -> None:
    assert roles("Ana: Satu.\nBudi: Dua.\nAna: Tiga.\nBudi: Empat.\n") == {"Ana": None, "Budi": None}
