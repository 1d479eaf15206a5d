import pytest

from qualkit.collection.blocks import Block, Paragraph, Table
from qualkit.collection.written import read_blocks
from qualkit.errors import InvalidInput


def said(blocks: list[Block]) -> list[tuple[str | None, str, float | None]] | None:
    reading = read_blocks(blocks, what="Word file")
    if reading.turns is None:
        return None
    return [(turn.speaker, reading.text[turn.start : turn.end], turn.begins) for turn in reading.turns]


def bold(name: str, text: str) -> Paragraph:
    return Paragraph(name + text, bold=len(name))


@pytest.mark.parametrize("between", [" ", "   ", "\t", "\t\t"])
@pytest.mark.parametrize("bold_time", [False, True])
def test_a_name_in_bold_with_a_time_is_a_speaker_even_once(between: str, *, bold_time: bool) -> None:
    turns = [("Ani, Ibu", "0:03", "Siap"), ("Budi", "0:05", "Siap."), ("Ani, Ibu", "0:07", "Ya")]
    turns.append(("Citra", "1:00:09", "Halo."))
    blocks: list[Block] = [Paragraph("Rapat")]
    for name, time, text in turns:
        head = f"{name}{between}{time}" if bold_time else name
        blocks.append(bold(head, ("" if bold_time else between + time) + "\n" + text))
    assert said(blocks) == [
        (None, "Rapat", None),
        ("Ani, Ibu", "Siap", 3.0),
        ("Budi", "Siap.", 5.0),
        ("Ani, Ibu", "Ya", 7.0),
        ("Citra", "Halo.", 3609.0),
    ]


def test_a_name_and_time_alone_speak_the_paragraph_below() -> None:
    names = [("Ani", "0:03"), ("Budi", "0:05"), ("Ani", "0:07"), ("Budi", "0:09")]
    blocks = [each for name, time in names for each in (bold(name, f"  {time}"), Paragraph("Ya."))]
    assert said(list(blocks)) == [
        ("Ani", "Ya.", 3.0),
        ("Budi", "Ya.", 5.0),
        ("Ani", "Ya.", 7.0),
        ("Budi", "Ya.", 9.0),
    ]


def test_headings_amid_bold_speakers_are_nobodys_and_speech_goes_on_below() -> None:
    blocks = [
        bold("Ani", " Siap?"),
        bold("Budi", " Siap."),
        Paragraph("Bagian 2", bold=8, heading=True),
        Paragraph("Sungguh."),
        bold("Ani", " Ya."),
        bold("Budi", " Ya."),
    ]
    assert said(list(blocks)) == [
        ("Ani", "Siap?", None),
        ("Budi", "Siap.", None),
        (None, "Bagian 2", None),
        ("Budi", "Sungguh.", None),
        ("Ani", "Ya.", None),
        ("Budi", "Ya.", None),
    ]


def test_bold_lead_ins_of_a_report_are_no_speakers() -> None:
    report = [bold(name, ". Uraian panjang.") for name in ("Hasil", "Hambatan") * 3]
    assert said(list(report)) is None
    assert said([bold(f"Bagian {number}", " Mengapa?") for number in range(8)]) is None


def test_times_of_captions_are_read_from_paragraphs() -> None:
    given = "0:0:0.0 --> 0:0:1.350\nAni, Ibu\nSiap?\n0:0:1.350 --> 0:0:4.0\nBudi\nSiap, Bu."
    for blocks in ([Paragraph(line) for line in given.split("\n")], [Paragraph(given)]):
        assert said(list(blocks)) == [("Ani, Ibu", "Siap?", 0.0), ("Budi", "Siap, Bu.", 1.35)]


def test_a_table_without_header_needs_times_or_a_question_to_be_a_transcript() -> None:
    terms = [("Komitmen", "Janji untuk bertindak"), ("Hambatan", "Sebab kegagalan")] * 2
    rows = [(name, f"{text} {at}") for at, (name, text) in enumerate(terms)]
    assert said([Table(tuple(rows))]) is None
    timed = Table(tuple((f"0:0{at}", *row) for at, row in enumerate(rows)))
    asked = Table((*rows, ("Komitmen", "Benar?")))
    assert [turn[2] for turn in said([timed]) or ()] == [0.0, 1.0, 2.0, 3.0]
    assert [turn[0] for turn in said([asked]) or ()] == ["Komitmen", "Hambatan"] * 2 + ["Komitmen"]


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="The Word file holds no text"):
        read_blocks([Paragraph(" ")], what="Word file")
