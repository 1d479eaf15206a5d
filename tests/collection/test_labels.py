import pytest

from qualkit.collection.labels import find_labels, label_at, seconds


@pytest.mark.parametrize(
    ("line", "speaker", "begins", "speech"),
    [
        ("Pewawancara: Siap?", "Pewawancara", None, "Siap?"),
        ("**Pewawancara:** Siap?", "Pewawancara", None, "Siap?"),
        ("**Pewawancara**: Siap?", "Pewawancara", None, "Siap?"),
        ("**Coach: Siap?**", "Coach", None, "Siap?**"),
        ("[00:01:02] P: Siap?", "P", 62.0, "Siap?"),
        ("00:01:02 P: Siap?", "P", 62.0, "Siap?"),
        ("P (00:01:02): Siap?", "P", 62.0, "Siap?"),
        ("Informan (B2) [1:02]: Siap?", "Informan (B2)", 62.0, "Siap?"),
        ("[P1] Siap?", "P1", None, "Siap?"),
        ("P:Siap?", "P", None, "Siap?"),
        ("Unknown Speaker  1:02", "Unknown Speaker", 62.0, ""),
    ],
)
def test_a_label_is_read_in_all_its_forms(line: str, speaker: str, begins: float | None, speech: str) -> None:
    label = label_at(line)
    assert label is not None
    assert (label.speaker, label.begins) == (speaker, begins)
    assert line[label.speech :].strip() == speech


@pytest.mark.parametrize(
    "line",
    [
        "10:30 mulai",
        "https://x.id",
        "Catatan: ya",
        "Note: yes",
        "[inaudible] ya",
        "[Gambar](x)",
        "dan begini: ya",
        "- P: ya",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert label_at(line) is None


def test_question_and_answer_letters_need_each_other() -> None:
    assert [label.speaker for label in find_labels("Q. Why?\nA. Because.\nQ. So?\nA. Yes.")] == [
        "Q",
        "A",
        "Q",
        "A",
    ]
    assert find_labels("A. Yani street\nB. Other street\nA. Yani again") == []


def test_initials_carry_the_full_name_used_before() -> None:
    text = "**Melody Kramer: Why?**\n\n**Amanda Weaver:** So.\n\n**MK: Then?**\n\n**AW:** Yes."
    assert [label.speaker for label in find_labels(text)] == ["Melody Kramer", "Amanda Weaver"] * 2


def test_times_are_seconds() -> None:
    assert [seconds(time) for time in ("1:02", "01:01:02", "0:01,5")] == [62.0, 3662.0, 1.5]
