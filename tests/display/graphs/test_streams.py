from __future__ import annotations

from qualkit.display.graphs.streams import streams


def test_streams_run_from_beginnings_to_ends_and_not_round() -> None:
    ends = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "c"), ("b", "e")]
    assert streams(ends, most=9) == [(0, 1), (0, 4), (3,)]
    assert streams(ends, most=2) == [(0, 1), (0, 4)]


def test_streams_to_an_outcome_end_there() -> None:
    ends = [("a", "b"), ("b", "a"), ("b", "c"), ("d", "b")]
    assert streams(ends, most=9, outcome="b") == [(0,), (3,)]
