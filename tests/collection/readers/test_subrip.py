from pathlib import Path

import pytest

from qualkit.collection.readers import subrip
from qualkit.errors import InvalidInput


def test_captions_are_turns_with_times(shared: Path) -> None:
    reading = subrip.read((shared / "transcripts" / "webvtt-py_sample.srt").read_bytes())
    assert len(reading.turns or ()) == 5
    assert (reading.turns or ())[0].begins == 0.5


def test_a_cue_without_text_is_remarked(shared: Path) -> None:
    reading = subrip.read((shared / "transcripts" / "webvtt-py_missing_caption_text.srt").read_bytes())
    assert len(reading.turns or ()) == 4
    assert reading.remarks == ("1 cue without text was left out.",)


def test_a_number_and_a_line_of_times_are_certain() -> None:
    assert subrip.sniff(b"1\r\n00:00:01,000 --> 00:00:02,000\r\nya")
    assert not subrip.sniff(b"1\nya")


def test_speech_above_a_line_of_times_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"line 5: 'Ya\.'"):
        subrip.read(b"1\n00:00:01,000 --> 00:00:02,000\nSiap?\n\nYa.\n00:00:02,000 --> 00:00:03,000\nOh.\n")
