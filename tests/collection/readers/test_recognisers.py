"""Files as speech programs write them, made after their published shapes where no real one can be had."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.collection import readers
from qualkit.collection.readers import otranscribe
from qualkit.collection.recognition import at
from qualkit.errors import InvalidInput

Said = list[tuple[str | None, str, float | None, float | None]]

WHISPER = {
    "text": " Siap. Ya.",
    "language": "id",
    "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 1.5, "text": " Siap."},
        {"id": 1, "seek": 0, "start": 1.5, "end": 2.5, "text": " Ya."},
    ],
}
WHISPERX = {
    "segments": [
        {"start": 0.0, "end": 1.5, "text": " Siap?", "speaker": "SPEAKER_00", "words": []},
        {"start": 1.5, "end": 2.5, "text": "Ya.", "words": [{"word": "Ya.", "speaker": "SPEAKER_01"}]},
    ],
    "word_segments": [],
}
ASSEMBLY = {
    "audio_url": "x",
    "text": "Ready? Yes.",
    "words": [],
    "utterances": [
        {"speaker": "A", "start": 170, "end": 718, "text": "Ready?"},
        {"speaker": "B", "start": 800, "end": 1166, "text": "Yes."},
    ],
}
DEEPGRAM = {
    "results": {
        "channels": [
            {
                "alternatives": [
                    {
                        "words": [
                            {
                                "word": "ready",
                                "punctuated_word": "Ready?",
                                "start": 0,
                                "end": 1,
                                "speaker": 0,
                            },
                            {"word": "yes", "punctuated_word": "Yes.", "start": 1, "end": 2, "speaker": 1},
                        ]
                    }
                ]
            }
        ]
    }
}
CHANNELS = {
    "results": {
        "channels": [
            {"alternatives": [{"words": [{"word": "yes", "start": 1.0, "end": 2.0}]}]},
            {"alternatives": [{"words": [{"word": "ready", "start": 0.0, "end": 1.0}]}]},
        ]
    }
}
GOOGLE = {
    "results": [
        {"alternatives": [{"transcript": "ready yes", "words": [{"word": "ready", "startTime": "0s"}]}]},
        {
            "alternatives": [
                {
                    "words": [
                        {"word": "ready", "startTime": "0s", "endTime": "1.200s", "speakerTag": 1},
                        {
                            "word": "yes",
                            "startTime": {"seconds": "1", "nanos": 300000000},
                            "endTime": {"seconds": 2},
                            "speakerTag": 2,
                        },
                    ]
                }
            ]
        },
    ]
}
WATSON = {
    "results": [
        {
            "final": True,
            "alternatives": [
                {"transcript": "ready yes ", "timestamps": [["ready", 0.1, 0.5], ["yes", 0.6, 0.9]]}
            ],
        }
    ],
    "speaker_labels": [{"from": 0.1, "to": 0.5, "speaker": 0}, {"from": 0.6, "to": 0.9, "speaker": 1}],
}
SPEECHMATICS = {
    "format": "2.9",
    "metadata": {"transcription_config": {"language": "en"}},
    "results": [
        {
            "type": "word",
            "start_time": 0.1,
            "end_time": 0.5,
            "alternatives": [{"content": "Ready", "speaker": "S1"}],
        },
        {
            "type": "punctuation",
            "start_time": 0.5,
            "end_time": 0.5,
            "alternatives": [{"content": "?", "speaker": "S1"}],
        },
        {
            "type": "word",
            "start_time": 0.6,
            "end_time": 0.9,
            "alternatives": [{"content": "Yes", "speaker": "S2"}],
        },
    ],
}
SPEECHMATICS_1 = {
    "speakers": [
        {"duration": "0.5", "name": "M1", "time": "0.1"},
        {"duration": "0.3", "name": "F2", "time": "0.6"},
    ],
    "words": [
        {"duration": "0.4", "name": "Ready", "time": "0.1"},
        {"duration": "0", "name": "?", "time": "0.5"},
        {"duration": "0.3", "name": "Yes", "time": "0.6"},
    ],
}
YOUTUBE = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {
            "tStartMs": 120,
            "dDurationMs": 1500,
            "segs": [{"utf8": "ready"}, {"utf8": " yes", "tOffsetMs": 300}],
        },
        {"tStartMs": 1620, "segs": [{"utf8": "\n"}]},
    ],
}
WHISPER_CPP = {
    "systeminfo": "x",
    "result": {"language": "id"},
    "transcription": [
        {
            "timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"},
            "offsets": {"from": 0, "to": 1500},
            "text": " Siap.",
        }
    ],
}
DEEPGRAM_UTTERANCES = {
    "results": {
        "channels": [{"alternatives": []}, {"alternatives": []}],
        "utterances": [
            {"start": 0.0, "end": 1.0, "channel": 1, "transcript": "Ready?"},
            {"start": 1.0, "end": 2.0, "channel": 0, "transcript": "Yes.", "speaker": 2},
        ],
    }
}
DEEPGRAM_TEXT = {"results": {"channels": [{"alternatives": [{"transcript": "Ready? Yes.", "words": []}]}]}}
GOOGLE_2 = {
    "results": [
        {
            "alternatives": [
                {
                    "transcript": text,
                    "words": [{"startOffset": start, "endOffset": end, "word": text, "speakerLabel": label}],
                }
            ],
            "languageCode": "en-us",
        }
        for text, start, end, label in (("ready", "0.100s", "0.500s", "1"), ("yes", "0.600s", "0.900s", "2"))
    ]
}
GOOGLE_CHANNELS = {
    "results": [
        {
            "alternatives": [{"transcript": "yes", "words": [{"word": "yes", "startTime": "1s"}]}],
            "channelTag": 1,
        },
        {
            "alternatives": [{"transcript": " ready", "words": [{"word": "ready", "startTime": "0s"}]}],
            "channelTag": 2,
        },
    ]
}
SPEECHMATICS_CHANNELS = {
    "results": [
        {
            "type": "word",
            "channel": channel,
            "start_time": start,
            "end_time": start + 1,
            "alternatives": [{"content": content, "speaker": "UU"}],
        }
        for channel, start, content in (("channel_1", 1.0, "yes"), ("channel_2", 0.0, "ready"))
    ]
}


def _spoken(start: str, end: str, content: str, **labels: str) -> dict[str, Any]:
    alternatives = [{"confidence": "0.9", "content": content}]
    return {
        "type": "pronunciation",
        "start_time": start,
        "end_time": end,
        "alternatives": alternatives,
    } | labels


MARK = {"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": "?"}]}
TRANSCRIBE = {
    "jobName": "x",
    "results": {
        "transcripts": [{"transcript": "Ready? Yes"}],
        "speaker_labels": {
            "speakers": 2,
            "segments": [
                {
                    "speaker_label": label,
                    "start_time": start,
                    "end_time": "9",
                    "items": [{"start_time": start, "end_time": "9", "speaker_label": label}],
                }
                for label, start in (("spk_0", "0.1"), ("spk_1", "0.6"))
            ],
        },
        "items": [_spoken("0.1", "0.5", "Ready"), MARK, _spoken("0.6", "0.9", "Yes")],
    },
}
TRANSCRIBE_CHANNELS = {
    "results": {
        "transcripts": [{"transcript": "x"}],
        "channel_labels": {
            "channels": [
                {"channel_label": "ch_0", "items": [_spoken("1.0", "1.5", "Yes", channel_label="ch_0")]},
                {
                    "channel_label": "ch_1",
                    "items": [_spoken("0.1", "0.5", "Ready", channel_label="ch_1"), MARK],
                },
            ],
            "number_of_channels": 2,
        },
        "items": [],
    }
}
CALL_ANALYTICS = {
    "ConversationCharacteristics": {},
    "LanguageCode": "en-US",
    "Transcript": [
        {"Content": "Ready?", "ParticipantRole": "AGENT", "BeginOffsetMillis": 100, "EndOffsetMillis": 500},
        {"Content": "Yes.", "ParticipantRole": "CUSTOMER", "BeginOffsetMillis": 600, "EndOffsetMillis": 900},
    ],
}
OTRANSCRIBE = {
    "text": '<p><span class="timestamp" data-timestamp="2.4">0:02</span> P: Ready?</p><p>0:05 I: Yes.</p>',
    "media": "a.mp3",
    "media-time": 21.7,
}
SAMPLES: dict[str, tuple[Any, str, Said]] = {
    "whisper": (WHISPER, "whisper", [(None, "Siap.", 0.0, 1.5), (None, "Ya.", 1.5, 2.5)]),
    "whisperx": (WHISPERX, "whisper", [("SPEAKER_00", "Siap?", 0.0, 1.5), ("SPEAKER_01", "Ya.", 1.5, 2.5)]),
    "assemblyai": (
        ASSEMBLY,
        "assemblyai",
        [("Speaker A", "Ready?", 0.17, 0.718), ("Speaker B", "Yes.", 0.8, 1.166)],
    ),
    "deepgram": (DEEPGRAM, "deepgram", [("Speaker 0", "Ready?", 0.0, 1.0), ("Speaker 1", "Yes.", 1.0, 2.0)]),
    "deepgram channels": (
        CHANNELS,
        "deepgram",
        [("Channel 1", "ready", 0.0, 1.0), ("Channel 0", "yes", 1.0, 2.0)],
    ),
    "google": (GOOGLE, "google", [("Speaker 1", "ready", 0.0, 1.2), ("Speaker 2", "yes", 1.3, 2.0)]),
    "watson": (WATSON, "ibm", [("Speaker 0", "ready", 0.1, 0.5), ("Speaker 1", "yes", 0.6, 0.9)]),
    "speechmatics": (SPEECHMATICS, "speechmatics", [("S1", "Ready?", 0.1, 0.5), ("S2", "Yes", 0.6, 0.9)]),
    "speechmatics 1": (SPEECHMATICS_1, "speechmatics", [("M1", "Ready?", 0.1, 0.5), ("F2", "Yes", 0.6, 0.9)]),
    "whisper.cpp": (WHISPER_CPP, "whisper", [(None, "Siap.", 0.0, 1.5)]),
    "deepgram utterances": (
        DEEPGRAM_UTTERANCES,
        "deepgram",
        [("Channel 1", "Ready?", 0.0, 1.0), ("Channel 0 Speaker 2", "Yes.", 1.0, 2.0)],
    ),
    "deepgram text": (DEEPGRAM_TEXT, "deepgram", [(None, "Ready? Yes.", None, None)]),
    "google 2": (GOOGLE_2, "google", [("Speaker 1", "ready", 0.1, 0.5), ("Speaker 2", "yes", 0.6, 0.9)]),
    "google channels": (
        GOOGLE_CHANNELS,
        "google",
        [("Channel 2", "ready", 0.0, None), ("Channel 1", "yes", 1.0, None)],
    ),
    "speechmatics channels": (
        SPEECHMATICS_CHANNELS,
        "speechmatics",
        [("channel_2", "ready", 0.0, 1.0), ("channel_1", "yes", 1.0, 2.0)],
    ),
    "transcribe": (TRANSCRIBE, "transcribe", [("spk_0", "Ready?", 0.1, 0.5), ("spk_1", "Yes", 0.6, 0.9)]),
    "transcribe channels": (
        TRANSCRIBE_CHANNELS,
        "transcribe",
        [("ch_1", "Ready?", 0.1, 0.5), ("ch_0", "Yes", 1.0, 1.5)],
    ),
    "call analytics": (
        CALL_ANALYTICS,
        "transcribe",
        [("AGENT", "Ready?", 0.1, 0.5), ("CUSTOMER", "Yes.", 0.6, 0.9)],
    ),
    "youtube": (YOUTUBE, "youtube", [(None, "ready yes", 0.12, 1.62)]),
}


def _said(reading: readers.Reading) -> Said:
    return [
        (turn.speaker, reading.text[turn.start : turn.end], turn.begins, turn.ends)
        for turn in reading.turns or ()
    ]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_is_told_by_its_shape_and_read(name: str) -> None:
    content, module, said = SAMPLES[name]
    data = json.dumps(content).encode()
    telling = [each for each in readers.formats() if each.sniff(data)]
    assert [each.__name__.rpartition(".")[2] for each in telling] == [module]  # type: ignore[attr-defined]
    assert _said(readers.read(data, path="a.json")) == said


def test_every_real_file_in_json_is_told_by_exactly_one_reader(shared: Path) -> None:
    folder = shared / "transcripts"
    for path in (*folder.glob("*.json"), *folder.glob("*.otr")):
        assert sum(each.sniff(path.read_bytes()) for each in readers.formats()) == 1, path.name


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("aws_transcribe_speaker_labels.json", ("results", "transcripts", 0, "transcript")),
        ("assemblyai.json", ("text",)),
        ("deepgram_nova2_nasa_spacewalk.json", ("results", "channels", 0, "alternatives", 0, "transcript")),
        ("deepgram_whisper.json", ("results", "channels", 0, "alternatives", 0, "transcript")),
    ],
)
def test_the_turns_together_are_the_text_that_the_service_itself_writes(
    shared: Path, name: str, path: tuple[str | int, ...]
) -> None:
    data = (shared / "transcripts" / name).read_bytes()
    reading = readers.read(data, path=name)
    assert " ".join(text for _, text, *_ in _said(reading)) == at(json.loads(data), *path)


def test_speakers_of_speechmatics_without_names_are_nobody() -> None:
    speakers = [{"time": "0.1"}, {"time": "0.1", "name": "M1"}, {"time": "0.6"}]
    reading = readers.read(json.dumps(SPEECHMATICS_1 | {"speakers": speakers}).encode(), path="a.json")
    assert _said(reading) == [("M1", "Ready?", 0.1, 0.5), (None, "Yes", 0.6, 0.9)]


def test_otranscribe_gives_the_lines_of_its_text_and_the_name_of_its_medium() -> None:
    data = json.dumps(OTRANSCRIBE).encode()
    assert [each for each in readers.formats() if each.sniff(data)] == [otranscribe]
    reading = otranscribe.read(data)
    assert (reading.text, reading.attributes) == ("0:02 P: Ready?\n0:05 I: Yes.\n", {"recording": "a.mp3"})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            [{"text": text, "start": 0, "end": 1} for text in ("Ready?", "Yes,", "all.")],
            ["Ready?", "Yes, all."],
        ),
        (None, ["Ready? Yes."]),
    ],
)
def test_assemblyai_without_speakers_falls_back_to_words_then_text(words: Any, said: list[str]) -> None:
    content = ASSEMBLY | {"text": "Ready? Yes.", "utterances": None, "words": words}
    reading = readers.read(json.dumps(content).encode(), path="a.json")
    assert [text for _, text, *_ in _said(reading)] == said


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"segments": [', r"line 1: this is no valid JSON .*cut short"),
        (b'{"title": "x"}', r"none of the kinds that are read: AWS Transcribe, .*YouTube"),
        (b"[" * 100_000, "nested too deep|no valid JSON"),
        (b'{"segments": [{"text": " ", "start": 0, "end": 1}]}', "Nobody says anything"),
    ],
)
def test_other_json_is_refused_in_a_sentence(content: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        readers.read(content, path="a.json")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 10**6), _JSON)
def test_json_with_anything_anywhere_is_read_or_refused(name: str, place: int, other: Any) -> None:
    content = json.loads(json.dumps(SAMPLES[name][0]))
    _put(content, place, other)
    try:
        reading = readers.read(json.dumps(content).encode(), path="a.json")
    except InvalidInput:
        return
    assert all(0 <= turn.start < turn.end <= len(reading.text) for turn in reading.turns or ())


def _put(content: Any, place: int, other: Any) -> None:
    """Put another value at some place of parsed JSON."""
    while True:
        keys = list(content) if isinstance(content, dict) else list(range(len(content)))
        key = keys[place % len(keys)]
        inner = content[key]
        if place % 3 == 0 or not isinstance(inner, (dict, list)) or not inner:
            content[key] = other
            return
        content, place = inner, place // 2
