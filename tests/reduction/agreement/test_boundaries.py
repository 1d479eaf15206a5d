"""Spans that match although their ends differ a little."""

from __future__ import annotations

from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import boundary_agreement


def _marks(*rows: tuple[str, int, int, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


def _track(coder: str) -> st.SearchStrategy[list[tuple[str, int, int, str]]]:
    cuts = st.sets(st.integers(0, 14), max_size=8).map(sorted)
    return cuts.map(lambda ends: [(coder, b, e, "A") for b, e in zip(ends[::2], ends[1::2], strict=False)])


@settings(deadline=None)
@given(_track("ana"), _track("ben"), st.integers(0, 4))
def test_as_many_as_possible_match_and_of_these_the_nearest(
    mine: list[tuple[str, int, int, str]], other: list[tuple[str, int, int, str]], tolerance: int
) -> None:
    row = boundary_agreement(_marks(*mine, *other), tolerance=tolerance, coders=["ana", "ben"]).iloc[0]
    few, many = sorted([mine, other], key=len)
    counts = []
    for chosen in permutations(many, len(few)):
        off = [(abs(a[1] - b[1]), abs(a[2] - b[2])) for a, b in zip(few, chosen, strict=True)]
        counts.append(sum(max(each) <= tolerance for each in off))
    assert row["matched"] == max(counts, default=0)


def test_matches_are_counted_by_pair_and_together() -> None:
    marks = _marks(
        ("ana", 0, 10, "A"),
        ("ana", 20, 30, "A"),
        ("ben", 1, 10, "A"),
        ("eve", 20, 28, "A"),
        ("eve", 40, 50, "B"),
    )
    made = boundary_agreement(marks, tolerance=2)
    assert made["scope"].tolist() == ["pair", "pair", "pair", "pooled"]
    assert made["first"].dropna().tolist() == ["ana", "ana", "ben"]
    assert made["matched"].tolist() == [1, 1, 0, 2]
    assert made["precision"].tolist() == [1, 0.5, 0, 2 / 5]
    assert made["recall"].tolist() == [0.5, 0.5, 0, 2 / 5]
    assert made["f1"].tolist() == pytest.approx([2 / 3, 0.5, 0, 0.4])
    assert made["overlap"].tolist() == pytest.approx([0.9, 0.8, float("nan"), 0.85], nan_ok=True)


def test_spans_of_other_codes_and_sources_do_not_match() -> None:
    marks = _marks(("ana", 0, 9, "A"), ("ben", 0, 9, "B"))
    assert boundary_agreement(marks)["matched"].tolist() == [0, 0]
    two = _marks(("ana", 0, 9, "A"), ("ben", 0, 9, "A")).assign(source=["s1", "s2"])
    assert boundary_agreement(two, tolerance=5)["matched"].tolist() == [0, 0]


def test_of_two_possible_matches_the_nearest_is_taken() -> None:
    marks = _marks(("ana", 10, 20, "A"), ("ben", 8, 9, "A"), ("ben", 12, 22, "A"), ("ben", 10, 11, "A"))
    made = boundary_agreement(marks, tolerance=9).iloc[0]
    assert (made["matched"], made["overlap"]) == (1, pytest.approx(8 / 12))


def test_a_coder_without_spans_is_compared_when_named() -> None:
    made = boundary_agreement(_marks(("ana", 0, 9, "A")), coders=["ana", "eve"])
    assert made[["spans_first", "spans_second", "matched"]].iloc[0].tolist() == [1, 0, 0]
    assert made["precision"].isna().all()


def test_what_cannot_be_compared_is_told() -> None:
    with pytest.raises(InvalidInput, match="Two coders are needed"):
        boundary_agreement(_marks(("ana", 0, 9, "A")))
    with pytest.raises(InvalidInput, match="0 or more, not -1"):
        boundary_agreement(_marks(("ana", 0, 9, "A")), tolerance=-1)
