import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.readers import chat
from qualkit.errors import InvalidInput

CHA = (
    "@UTF8\n@PID:\t11312/x\n@Begin\n@Languages:\tind, eng\n"
    "@Participants:\tINV Budi_Santoso Investigator , CHI Target_Child ,\n\tMOT Mother\n"
    "@ID:\tind|x|CHI|||||Target_Child|||\n"
    "*INV:\tmau <ini> [//] itu apa ? \x150_1200\x15\n%mor:\tpro|itu\n"
    "*CHI:\tsusu (.) lagi\n\tya , Bu . [+ IMP] \x151200_2500\x15\n*CHI:\t&=laughs .\n*MOT:\txxx .\n@End\n"
)


def said(line: str) -> str:
    return chat.read(f"@Begin\n*CHI:\t{line}\n*MOT:\tya .\n@End\n".encode()).text.splitlines()[0]


def test_names_times_and_continued_lines_are_read() -> None:
    reading = chat.read(CHA.encode())
    assert reading.text == "Budi Santoso: mau ini itu apa?\nCHI: susu lagi ya, Bu.\nMOT: xxx.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [
        (0.0, 1.2),
        (1.2, 2.5),
        (None, None),
    ]
    assert reading.attributes == {"language": "ind", "interviewer": "Budi Santoso"}


def test_what_is_left_out_is_counted() -> None:
    reading = chat.read((CHA + "no tier at all\n").encode())
    assert reading.remarks == (
        "Left out: 1 dependent tiers.",
        "Left out: 1 utterances without words.",
        "Left out: 1 lines that are neither header, speech nor tier.",
    )


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("you 0v more cookies ?", "you more cookies?"),
        ("how_about another graham+cracker ?", "how about another graham cracker?"),
        ("oh (.) ‡ I took (th)at [: this] [*] .", "oh I took that."),
        ("&-uh I &+wa want [/] want it (1.5) .", "uh I wa want want it."),
        ("&=coughs, sure &*MOT:mhm yes .", "sure yes."),
        ("call Grandma and talk +...", "call Grandma and talk..."),
        ("+< so you +//?", "so you?"),
        ('he said +"/.', "he said."),
        ("no:o gaga@c perro@s:spa .", "noo gaga perro."),
        ('hello . \x15%snd:"a.wav"_357000_357477-\x15', "hello."),
    ],
)
def test_codes_go_and_what_was_said_stays(line: str, text: str) -> None:
    assert said(line) == f"CHI: {text}"


def test_two_participants_of_one_name_keep_their_codes() -> None:
    text = "@Begin\n@Participants:\tMOT Ani Mother, CHI Ani Target_Child\n*MOT:\tya .\n*CHI:\tya .\n"
    assert chat.read(text.encode()).text == "MOT: ya.\nCHI: ya.\n"


def test_a_bullet_of_the_older_kind_gives_times() -> None:
    turns = chat.read(b'@Begin\n*CHI:\thello . \x15%snd:"a"_357000_357477-\x15\n').turns or ()
    assert (turns[0].begins, turns[0].ends) == (357.0, 357.477)


def test_a_file_without_speech_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no line of speech"):
        chat.read(b"@Begin\n@End\n")


@given(st.text(alphabet="ab .?[]<>()&=-+/*:_0\x15\t\n@%‡1", max_size=60))
def test_anything_in_a_line_is_read_or_refused(line: str) -> None:
    try:
        reading = chat.read(f"@Begin\n*CHI:\t{line}\n".encode())
    except InvalidInput:
        return
    assert all(reading.text[turn.start : turn.end].strip() for turn in reading.turns or ())
