"""Spans are read, checked and united."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import united, unitizing_alpha

COLUMNS = ["source", "coder", "code", "start", "end"]


@st.composite
def marks(draw: st.DrawFn) -> pd.DataFrame:
    row = st.tuples(
        st.sampled_from(["s1", "s2"]),
        st.sampled_from(["ana", "ben"]),
        st.sampled_from(["A", "B"]),
        st.integers(0, 20),
        st.integers(1, 6),
    )
    rows = [(*who, start, start + length) for *who, start, length in draw(st.lists(row, max_size=15))]
    return pd.DataFrame(rows, columns=COLUMNS)


def _marked(frame: pd.DataFrame) -> set[tuple[Any, ...]]:
    return {
        (*who, place)
        for *who, start, end in frame[COLUMNS].itertuples(index=False)
        for place in range(start, end)
    }


@given(marks())
def test_uniting_keeps_the_marked_text_and_leaves_no_overlap(frame: pd.DataFrame) -> None:
    made = united(frame)
    assert list(made.columns) == COLUMNS
    assert _marked(made) == _marked(frame)
    assert (made["end"] - made["start"]).sum() == len(_marked(frame))
    pd.testing.assert_frame_equal(united(made), made)


@given(marks())
def test_each_united_span_is_joined_by_real_overlaps(frame: pd.DataFrame) -> None:
    """A span that only touches the next is not joined with it: every inner boundary is inside a span."""
    for source, coder, code, start, end in united(frame).itertuples(index=False):
        own = frame[(frame["source"] == source) & (frame["coder"] == coder) & (frame["code"] == code)]
        for place in range(start + 1, end):
            assert ((own["start"] < place) & (place < own["end"])).any()


def test_spans_without_a_source_are_of_one_text() -> None:
    made = united(pd.DataFrame({"coder": ["ana"], "code": ["A"], "start": [2], "end": [5]}))
    assert made.to_numpy().tolist() == [["text", "ana", "A", 2, 5]]


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ({"coder": ["ana"], "start": [1], "end": [2]}, "no column code"),
        ({"coder": ["ana"], "code": [None], "start": [1], "end": [2]}, "Unit 0 is incomplete"),
        ({"coder": ["ana"], "code": ["A"], "start": [5], "end": [5]}, "Unit 0 is no span: from 5 to 5"),
        ({"coder": ["ana"], "code": ["A"], "start": [-1], "end": [5]}, "Unit 0 is no span"),
    ],
)
def test_what_is_no_span_is_refused(frame: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        united(pd.DataFrame(frame))


def test_several_sources_need_a_length_each() -> None:
    frame = pd.DataFrame({"source": ["s1", "s2"], "coder": "ana", "code": "A", "start": 0, "end": 5})
    with pytest.raises(InvalidInput, match="Give a length for each"):
        unitizing_alpha(frame, length=10, kind="u")
