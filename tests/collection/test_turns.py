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


@given(
    st.lists(st.sampled_from(["P: ", "N: ", "**MK:** ", "# x", "a?", "\n", "\n\n", " ", "**", "[1:02] Q: "]))
)
def test_turns_are_in_order_inside_the_text_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    position = 0
    for turn in find_turns(text):
        assert position <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        position = turn.end
