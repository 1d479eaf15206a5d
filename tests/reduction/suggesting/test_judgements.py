"""A segment has a code if enough of it, or of a coding, is shared."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.suggesting.judgements import judgements

SEGMENTS = pd.DataFrame(
    {"source": ["P1", "P1", "P1", "P2", "P3"], "start": [0, 10, 20, 0, 0], "end": [10, 20, 30, 10, 10]}
)


def codings(*rows: tuple[str, int, int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["source", "start", "end", "code", "status"])


@pytest.mark.parametrize(
    ("start", "end", "having"),
    [(0, 10, [0]), (2, 5, [0]), (5, 30, [1, 2]), (4, 30, [0, 1, 2]), (8, 11, [0]), (9, 11, []), (30, 40, [])],
)
def test_a_coding_is_of_the_segments_that_share_more_than_half_of_the_shorter(
    start: int, end: int, having: list[int]
) -> None:
    judged = judgements(SEGMENTS, codings(("P1", start, end, "a", "accepted")), ["a"])
    assert np.flatnonzero(judged.accepted[:, 0]).tolist() == having


def test_an_uncoded_source_says_nothing_but_what_was_rejected_in_it() -> None:
    made = codings(
        ("P1", 0, 10, "a", "accepted"), ("P2", 0, 10, "a", "rejected"), ("P3", 0, 10, "a", "suggested")
    )
    judged = judgements(SEGMENTS, made, ["a", "b"])
    assert judged.judged(0).tolist() == [0, 1, 2, 3]
    assert judged.judged(1).tolist() == [0, 1, 2]
    assert judged.open(0).tolist() == [False, True, True, False, True]


def test_codings_of_other_codes_show_that_a_source_was_read() -> None:
    judged = judgements(SEGMENTS, codings(("P2", 0, 10, "other", "accepted")), ["a"])
    assert judged.read.tolist() == [False, False, False, True, False]
    assert not judged.accepted.any()


def test_overlapping_segments_are_refused() -> None:
    twice = pd.concat([SEGMENTS, SEGMENTS.tail(1).assign(start=5)])
    with pytest.raises(InvalidInput, match=r"'P3' the segments 0–10 and 5–10 overlap"):
        judgements(twice, codings(("P1", 0, 10, "a", "accepted")), ["a"])


SPANS = st.tuples(st.sampled_from("PQ"), st.integers(0, 40), st.integers(1, 20))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8), st.lists(SPANS, max_size=8))
def test_the_pairs_are_those_of_the_definition(widths: list[int], spans: list[tuple[str, int, int]]) -> None:
    ends = np.cumsum(widths)
    one = pd.DataFrame({"start": ends - widths, "end": ends})
    both = pd.concat([one.assign(source="P"), one.assign(source="Q")], ignore_index=True).iloc[::-1]
    made = codings(*((source, start, start + width, "a", "accepted") for source, start, width in spans))
    expected = [
        any(
            source == segment.source
            and 2 * (min(end, segment.end) - max(start, segment.start))
            > min(end - start, segment.end - segment.start)
            for source, start, end, *_ in made.itertuples(index=False)
        )
        for segment in both.itertuples()
    ]
    assert judgements(both, made, ["a"]).accepted[:, 0].tolist() == expected
