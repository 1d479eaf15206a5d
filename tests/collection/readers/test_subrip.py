from pathlib import Path

from qualkit.collection.readers import subrip


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
