"""Every real transcript at hand comes in as a person reads it, or is refused for what is wrong with it.

The figures were read off the files by eye.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput

NOBODY = {None}
PRAAT = {"Maureen", "Marvin", "Robin"}
READ: dict[str, tuple[int, set[str | None], float | None, float | None]] = {
    "18f_interview_weaver.md": (25, {"Amanda Weaver", "Melody Kramer", None}, None, None),
    "assemblyai.json": (1, {"Speaker A"}, 0.17, 25.14),
    "aws_example-call.docx": (87, {"Agent", "Customer", None}, None, None),
    "aws_transcribe_example-call.json": (37, {"AGENT", "CUSTOMER"}, 0.04, 182.89),
    "aws_transcribe_speaker_labels.json": (7, {"spk_0", "spk_1", "spk_2"}, 0.49, 141.54),
    "constructed_otranscribe.otr": (2, {"I", "P1"}, 0.0, None),
    "deepgram_nova2_nasa_spacewalk.json": (2, NOBODY, 0.08, 25.44),
    "deepgram_whisper.json": (1, NOBODY, 0.06, 25.56),
    "praatio_bobby_words_with_newlines.TextGrid": (3, {'"word"', "phrase"}, 0.065, 1.117),
    "praatio_mary.TextGrid": (9, {"phone", "word"}, 0.315, 1.518),
    "praatio_mary_longfile.TextGrid": (9, {"phone", "word"}, 0.315, 1.518),
    "pygamma_MaureenMarvinRobin.TextGrid": (4, PRAAT, 1.006, 5.781),
    "pygamma_MaureenMarvinRobin.eaf": (4, PRAAT, 1.006, 5.781),
    "teams_chat_example.vtt": (3, {"Fred", "Joe"}, 0.0, 6.99),
    "webvtt-py_captions_with_bom.vtt": (4, NOBODY, 0.5, 21.58),
    "webvtt-py_comments.vtt": (3, NOBODY, 135.0, 150.0),
    "webvtt-py_cue_tags.vtt": (3, NOBODY, 16.5, 21.5),
    "webvtt-py_invalid_timeframe.srt": (5, NOBODY, 0.5, 23.88),
    "webvtt-py_metadata_headers.vtt": (2, NOBODY, 0.5, 11.89),
    "webvtt-py_metadata_headers_multiline.vtt": (2, NOBODY, 0.5, 11.89),
    "webvtt-py_missing_caption_text.srt": (4, NOBODY, 0.5, 23.88),
    "webvtt-py_sample.srt": (5, NOBODY, 0.5, 23.88),
    "webvtt-py_sample.vtt": (16, NOBODY, 0.5, 64.3),
    "webvtt-py_styles.vtt": (1, NOBODY, 0.0, 10.0),
    "webvtt-py_using_identifiers.vtt": (6, NOBODY, 0.5, 27.28),
    "webvtt-py_youtube_dl.vtt": (3, NOBODY, 286.07, 305.069),
}
REFUSED = {
    "webvtt-py_invalid_timeframe.vtt": "line 6: these times cannot be read",
    "webvtt-py_missing_timeframe.vtt": "line 6: text without a line of times",
}


@pytest.mark.parametrize("name", READ)
def test_a_real_transcript_has_its_turns_speakers_and_times(shared: Path, name: str) -> None:
    source = read_source((shared / "transcripts" / name).read_bytes(), path=name)
    count, speakers, begins, ends = READ[name]
    assert source.kind == "interview"
    assert len(source.turns) == count
    assert {turn.speaker for turn in source.turns} == speakers
    assert (source.turns[0].begins, source.turns[-1].ends) == (begins, ends)
    assert all(source.text[turn.start : turn.end].strip() for turn in source.turns)


@pytest.mark.parametrize("name", REFUSED)
def test_a_malformed_transcript_is_refused_by_its_line(shared: Path, name: str) -> None:
    with pytest.raises(InvalidInput, match=REFUSED[name]):
        read_source((shared / "transcripts" / name).read_bytes(), path=name)


def test_every_real_transcript_is_looked_at(shared: Path) -> None:
    files = {path.name for path in (shared / "transcripts").iterdir()} - {"MANIFEST.tsv"}
    assert files == READ.keys() | REFUSED.keys()
