import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.turns import find_turns


def said(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.start : turn.end]) for turn in find_turns(text)]


def test_hard_wrapped_lines_and_paragraphs_belong_to_the_turn_before() -> None:
    text = (
        "P: Sejak kapan?\n\nN: Sejak undangannya\nnyasar. Serius.\n\nData apa? Enggak disebut.\n\nP: Lalu?\n"
    )
    assert said(text) == [
        ("P", "Sejak kapan?"),
        ("N", "Sejak undangannya\nnyasar. Serius.\n\nData apa? Enggak disebut."),
        ("P", "Lalu?"),
    ]


def test_paragraphs_before_the_first_label_are_turns_of_nobody() -> None:
    assert said("Pengantar singkat.\n\nLagi.\n\nP: Ya?\nN: Ya.") == [
        (None, "Pengantar singkat."),
        (None, "Lagi."),
        ("P", "Ya?"),
        ("N", "Ya."),
    ]


def test_a_heading_amid_the_speech_is_nobodys() -> None:
    assert said("P: Ya?\n\n## Bagian dua\n\nN: Ya.") == [("P", "Ya?"), (None, "Bagian dua"), ("N", "Ya.")]


def test_labels_that_do_not_recur_are_speech() -> None:
    assert said("P: Tahapnya?\nN: Ada tiga.\nKomitmen: tanda tangan.") == [
        ("P", "Tahapnya?"),
        ("N", "Ada tiga.\nKomitmen: tanda tangan."),
    ]


def test_a_label_without_speech_makes_no_turn() -> None:
    assert said("P:\nN: Ya.\nP: Oh?") == [("N", "Ya."), ("P", "Oh?")]


def test_a_text_without_labels_has_no_turns() -> None:
    assert find_turns("Laporan ini disusun.\n") == ()


def times(text: str) -> list[tuple[str | None, str, float | None, float | None]]:
    return [(turn.speaker, text[turn.start : turn.end], turn.begins, turn.ends) for turn in find_turns(text)]


MARKS = [
    ("#00:00:05-0#", "#00:00:09-0#"),
    ("[00:05]", "[00:09]"),
    ("[00.05]", "[00.09]"),
    ("[00.00.05]", "[00.00.09]"),
]


@pytest.mark.parametrize(("first", "second"), MARKS)
def test_a_mark_of_time_ends_the_turn_before_it_and_begins_the_next(first: str, second: str) -> None:
    wanted = [("P", "Siap?", None, 5.0), ("I", "Siap.", 5.0, 9.0), ("P", "Baik.", 9.0, None)]
    assert times(f"P: Siap? {first}\nI: Siap. {second}\nP: Baik.\n") == wanted
    assert times(f"P: Siap?\n{first}\nI: Siap.\n{second}\n\nP: Baik.\n") == wanted


@pytest.mark.parametrize(("first", "second"), MARKS)
def test_a_mark_of_time_before_or_behind_a_label_begins_the_turn(first: str, second: str) -> None:
    wanted = [("P", "Siap?", 5.0, None), ("I", "Siap.", 9.0, None)]
    assert times(f"{first} P: Siap?\n{second} I: Siap.\n") == wanted
    assert times(f"P: {first} Siap?\nI: {second} Siap.\n") == wanted


def test_a_mark_of_time_inside_a_turn_is_part_of_it() -> None:
    assert times("P: Satu #00:00:05-0# dua. #00:00:09-0#\nI: Ya [inaudible 00:54:11]\nP: Oh.\n") == [
        ("P", "Satu #00:00:05-0# dua.", None, 9.0),
        ("I", "Ya [inaudible 00:54:11]", 9.0, None),
        ("P", "Oh.", None, None),
    ]


def test_a_turn_never_ends_before_it_begins() -> None:
    assert times("P: Siap? #00:01:00-0#\nI: Ya. #00:00:02-0#\n")[1] == ("I", "Ya.", 60.0, None)


def test_otter_names_each_speaker_with_a_time_and_its_footer_is_nobodys() -> None:
    text = (
        "Ani Budi  0:03  \nSiap?\n\nUnknown Speaker  0:07  \nSiap.\n\nCitra  1:00:09  \nYa.\n\n"
        "Transcribed by https://otter.ai\n"
    )
    assert times(text) == [
        ("Ani Budi", "Siap?", 3.0, None),
        ("Unknown Speaker", "Siap.", 7.0, None),
        ("Citra", "Ya.", 3609.0, None),
        (None, "Transcribed by https://otter.ai", None, None),
    ]


def test_otter_without_names_gives_the_times_of_nobodys_turns() -> None:
    assert times("0:03  \nSiap?\n\n0:07  \nSiap.\n\n0:15  \nYa.\n") == [
        (None, "Siap?", 3.0, None),
        (None, "Siap.", 7.0, None),
        (None, "Ya.", 15.0, None),
    ]


def test_messages_of_a_zoom_chat_are_turns_with_their_times() -> None:
    text = (
        "09:00:01 From Ani Budi to Everyone: Siap?\n09:00:02\t From  Citra : Ya: siap\n"
        "09:00:03\t From  Dewi  to  Ani Budi(Direct Message):\n\tBaik\n"
    )
    assert times(text) == [
        ("Ani Budi", "Siap?", 32401.0, None),
        ("Citra", "Ya: siap", 32402.0, None),
        ("Dewi", "Baik", 32403.0, None),
    ]


def test_a_tab_behind_a_name_is_a_label_where_most_lines_have_one() -> None:
    assert said("Ani\tSiap?\nBudi\tSiap.\nAni\tYa.\nBudi\tYa.\n") == [
        ("Ani", "Siap?"),
        ("Budi", "Siap."),
        ("Ani", "Ya."),
        ("Budi", "Ya."),
    ]
    assert [turn[2] for turn in times("0:01\tAni\tSiap?\n0:04\tAni\tYa.\n0:05\tAni\tOh.\n")] == [1, 4, 5]
    assert find_turns("NTB\t10\t12\nBali\t9\t8\nNTB\t5\t7\nBali\t5\t7\n") == ()


def test_names_in_bold_with_a_line_break_are_labels() -> None:
    text = "**Interviewer**\\\nWhy?\n\n**Respondent 1**\\\nSo.\n\n**Interviewer**\\\nOh.\n"
    assert said(text) == [("Interviewer", "Why?"), ("Respondent 1", "So."), ("Interviewer", "Oh.")]


def test_an_answer_with_a_time_of_day_keeps_its_letter() -> None:
    text = "Q. When?\nA. At 10:30.\nQ. Where?\nA. Home."
    assert said(text) == [("Q", "When?"), ("A", "At 10:30."), ("Q", "Where?"), ("A", "Home.")]


@given(
    st.lists(
        st.sampled_from(
            [
                "P: ",
                "N: ",
                "**MK:** ",
                "# x",
                "a?",
                "\n",
                "\n\n",
                " ",
                "**",
                "[1:02] Q: ",
                "#00:00:05-3#",
                "[0.09]",
            ]
        )
    )
)
def test_turns_are_in_order_inside_the_text_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for turn in find_turns(text):
        assert position <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        position = turn.end
