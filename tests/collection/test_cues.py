import pytest

from qualkit.collection.cues import parse_cues
from qualkit.errors import InvalidInput


def test_unpadded_times_settings_and_identifiers_are_read() -> None:
    text = (
        "0f8fad5b-d9cb-469f-a165-70867728950e/1-0\n"
        "0:0:6.45 --> 0:1:02.5 align:start\nYa.\n\n01:00.000 --> 02:00.000\nOh."
    )
    cues = parse_cues(text).cues
    assert [(cue.begins, cue.ends, cue.lines) for cue in cues] == [
        (6.45, 62.5, ("Ya.",)),
        (60.0, 120.0, ("Oh.",)),
    ]


def test_a_time_line_begins_a_cue_without_a_blank_line_before() -> None:
    cues = parse_cues("1\n00:01.000 --> 00:02.000\nsatu\n2\n00:02.000 --> 00:03.000\ndua").cues
    assert [cue.lines for cue in cues] == [("satu",), ("dua",)]


def test_what_is_left_out_is_remarked() -> None:
    text = (
        "NOTE one\n\nNOTE\ntwo\n\nSTYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n\n00:02.000 --> 00:03.000\nya"
    )
    assert parse_cues(text).remarks == (
        "2 NOTE blocks were left out.",
        "1 style block was left out.",
        "1 cue without text was left out.",
    )


def test_an_end_before_the_begin_is_left_open_and_remarked() -> None:
    parsed = parse_cues("00:05.000 --> 00:02.000\nya")
    assert parsed.cues[0].ends is None
    assert "Line 1" in parsed.remarks[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("00:01.000 --> 00:02.000\nya\n\nhilang\n", "line 4: text without a line of times.*'hilang'"),
        ("00:01.000 --> 00:0x.000\nya\n", "line 1: these times cannot be read.*0x"),
        ("1\n00:01.000 --> 00:99.000\nya\n", "line 2"),
        ("00:01.000 -->\nya\n", "line 1"),
    ],
)
def test_a_malformed_cue_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_cues(text)


def test_lines_are_counted_from_the_top_of_the_file() -> None:
    with pytest.raises(InvalidInput, match="line 9"):
        parse_cues("\nhilang", first_line=8)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("1\n0:01 --> 0:02\nsatu\n\nHalo semua\n0:02 --> 0:03\ndua", "line 5: 'Halo semua'.*'2'"),
        ("1\n0:01 --> 0:02\nsatu\n42\n0:02 --> 0:03\ndua", "line 4: '42'"),
        ("0:01 --> 0:02\nsatu\n\n42\n0:02 --> 0:03\ndua", "line 4: '42'"),
        ("Halo\n0:01 --> 0:02\nsatu", "line 1: 'Halo'.*a number"),
    ],
)
def test_speech_in_the_place_of_a_number_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_cues(text, identifiers="numbers")


def test_numbers_that_count_on_are_no_speech_and_others_are() -> None:
    text = "17\n0:01 --> 0:02\n42\n18\n0:02 --> 0:03\ndua\n\n0:03 --> 0:04\ntiga\n\n20\n0:04 --> 0:05\nya"
    cues = parse_cues(text, identifiers="numbers").cues
    assert [cue.lines for cue in cues] == [("42",), ("dua",), ("tiga",), ("ya",)]


def test_a_cue_without_text_does_not_take_the_times_of_the_next_as_its_text() -> None:
    assert [cue.lines for cue in parse_cues("0:01 --> 0:02\n0:02 --> 0:03\nya").cues] == [("ya",)]
