from pathlib import Path

import pytest

from qualkit.collection.readers import webvtt
from qualkit.errors import InvalidInput


def test_captions_of_teams_with_unpadded_times_are_read(shared: Path) -> None:
    reading = webvtt.read((shared / "transcripts" / "teams_chat_example.vtt").read_bytes())
    assert [(turn.speaker, turn.begins, turn.ends) for turn in reading.turns or ()] == [
        ("Joe", 0.0, 6.11),
        ("Fred", 1.0, 6.11),
        ("Joe", 5.0, 6.99),
    ]


def test_the_header_may_hold_anything() -> None:
    data = b"WEBVTT - film\nKind: captions\nStyle:\n::cue {\n}\n##\n\n00:01.000 --> 00:02.000\nya\n"
    assert webvtt.read(data).text == "ya\n"


def test_a_header_may_lack_its_blank_line() -> None:
    assert webvtt.read(b"WEBVTT\n00:01.000 --> 00:02.000\nya").text == "ya\n"


@pytest.mark.parametrize(("name", "line"), [("missing_timeframe", 6), ("invalid_timeframe", 6)])
def test_malformed_files_are_refused_with_the_line(shared: Path, name: str, line: int) -> None:
    with pytest.raises(InvalidInput, match=f"line {line}"):
        webvtt.read((shared / "transcripts" / f"webvtt-py_{name}.vtt").read_bytes())


def test_a_file_that_is_no_webvtt_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"line 1.*begins with WEBVTT"):
        webvtt.read(b"Halo\n")


def test_the_first_word_is_certain() -> None:
    assert webvtt.sniff(b"\xef\xbb\xbfWEBVTT\r\n")
    assert webvtt.sniff("WEBVTT\n".encode("utf-16"))
    assert not webvtt.sniff(b"WEBVTTX\n")
