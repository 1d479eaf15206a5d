import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.stamps import closing_stamp, opening_stamp, seconds


@pytest.mark.parametrize(
    ("mark", "time"),
    [
        ("#00:01:02-3#", 62.3),
        ("#00:12:34.567#", 754.567),
        ("#01:00:05#", 3605.0),
        ("[01:02]", 62.0),
        ("[01.02]", 62.0),
        ("[01.01.02]", 3662.0),
        ("[01:01:02.5]", 3662.5),
    ],
)
def test_marks_of_time_are_read_at_both_edges(mark: str, time: float) -> None:
    text = f"{mark} Ya, siap.  {mark}"
    start, opens = opening_stamp(text, 0, len(text))
    end, closes = closing_stamp(text, start, len(text))
    assert text[start:end] == "Ya, siap."
    assert (opens, closes, seconds(mark)) == (time, time, time)


@pytest.mark.parametrize("words", ["[inaudible 00:54:11]", "pukul 10:30", "[3]", "#4#", "10.30"])
def test_other_words_with_numbers_stay(words: str) -> None:
    assert opening_stamp(words, 0, len(words)) == (0, None)
    assert closing_stamp(words, 0, len(words)) == (len(words), None)


@given(st.lists(st.sampled_from(["#00:00:05-3#", "[1:02]", " ", "\n", "ya", "[", "#"])))
def test_edges_stay_in_the_text_and_in_order(pieces: list[str]) -> None:
    text = "".join(pieces)
    start, _ = opening_stamp(text, 0, len(text))
    end, _ = closing_stamp(text, start, len(text))
    assert 0 <= start <= end <= len(text)
