import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.recognition import (
    Word,
    at,
    glance,
    listed,
    recognised,
    seconds_in,
    speaker_in,
    spoken,
)
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput


def test_a_path_that_leads_nowhere_gives_nothing() -> None:
    assert at({"a": [1]}, "a", 5) is None
    assert at({"a": "text"}, "a", 0) is None
    assert listed({"a": [None, {"b": 1}, "c"]}, "a") == [{"b": 1}]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("1.200s", 1.2), ("0.49", 0.49), (3, 3.0), (-1, None), ("soon", None), (True, None), (math.inf, None)],
)
def test_times_are_read_in_every_way_they_are_written(value: Any, seconds: float | None) -> None:
    assert seconds_in(value) == seconds


def test_a_time_too_large_for_a_number_is_none() -> None:
    assert seconds_in(10**400) is None
    assert seconds_in(1500, unit=0.001) == 1.5


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (0, "Speaker 0"),
        ("1", "Speaker 1"),
        ("A", "Speaker A"),
        ("spk_0", "spk_0"),
        ("Unknown  Speaker", "Unknown Speaker"),
        ("", None),
        (None, None),
        (False, None),
    ],
)
def test_speakers_are_named_as_the_file_does_and_bare_numbers_get_a_word(
    value: Any, name: str | None
) -> None:
    assert speaker_in(value) == name


def test_punctuation_belongs_to_whoever_says_the_word_before() -> None:
    words = [Word("Ready", "A"), Word("?", attached=True), Word("So", "A"), Word("yes", "B")]
    assert [(each.speaker, each.text) for each in spoken(words)] == [("A", "Ready? So"), ("B", "yes")]


def test_words_of_nobody_end_with_the_sentence() -> None:
    words = [Word("Ready?"), Word("Yes,"), Word("all"), Word(".", attached=True), Word("So")]
    assert [each.text for each in spoken(words)] == ["Ready?", "Yes, all.", "So"]


def test_words_without_times_leave_the_times_of_the_others() -> None:
    words = [Word("in", "A"), Word("May", "A", 1.0, 1.5), Word("2019", "A")]
    assert list(spoken(words)) == [Utterance("in May 2019", "A", 1.0, 1.5)]


def test_a_turn_stands_on_one_line_whatever_the_file_holds() -> None:
    reading = recognised([Utterance(" a\n\nb ", "Ibu\nAni"), Utterance(" ", "C"), Utterance("c", " ")])
    assert reading.text == "Ibu Ani: a b\nc\n"


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert recognised([Utterance("a\ud800b", "C\udfff")]).text == "C?: a?b\n"


def test_a_transcript_without_speech_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Nobody says anything"):
        recognised([Utterance(" ", "A")])


def test_what_is_no_json_has_no_shape() -> None:
    assert glance(b"text") is None
    assert glance(b'{"a": ') is None


@given(st.lists(st.tuples(st.text(), st.none() | st.sampled_from("AB"), st.booleans())))
def test_no_word_is_lost(parts: list[tuple[str, str | None, bool]]) -> None:
    words = [Word(text, speaker, attached=attached) for text, speaker, attached in parts]
    said = "".join(each.text for each in spoken(words))
    assert "".join(said.split()) == "".join("".join(text for text, *_ in parts).split())
