from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.overlaps import (
    Positions,
    _by_code,
    _by_listing,
    _followers,
    cooccurrence,
    folded,
    overlapping,
)

ROWS = st.tuples(
    st.sampled_from(["P1", "P2"]),
    st.sampled_from(["trust", "money", "letter"]),
    st.integers(0, 20),
    st.integers(1, 9),
    st.sampled_from([1, 2, None]),
)


def frame(rows: list[tuple[str, str, int, int, int | None]]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=["source", "code", "start", "length", "turn"])
    numbers = made["length"].astype("int64")
    start = made["start"].astype("int64")
    return made.assign(start=start, end=start + numbers, turn=made["turn"].astype("Int64"))


def meeting(codings: pd.DataFrame, unit: str) -> list[tuple[int, int]]:
    """The pairs of codings that meet, by comparing all with all."""
    rows = list(codings.itertuples())
    return [
        (one.Index, other.Index)
        for one, other in combinations(rows, 2)
        if one.source == other.source
        and (
            one.start < other.end and other.start < one.end
            if unit == "overlap"
            else pd.notna(one.turn) and pd.notna(other.turn) and one.turn == other.turn
        )
    ]


@given(st.lists(ROWS, max_size=25))
def test_the_pairs_are_those_found_by_comparing_all_with_all(
    rows: list[tuple[str, str, int, int, None]],
) -> None:
    codings = frame(rows)
    first, second = overlapping(*folded(codings, unit="overlap"))
    found = sorted(zip(np.minimum(first, second).tolist(), np.maximum(first, second).tolist(), strict=True))
    assert found == meeting(codings, "overlap")


@given(st.lists(ROWS, max_size=25), st.sampled_from(["overlap", "turn"]))
def test_codes_occur_together_as_often_as_their_codings_meet(
    rows: list[tuple[str, str, int, int, None]], unit: str
) -> None:
    codings = frame(rows)
    names = sorted(set(codings["code"]))
    expected = pd.DataFrame(0, index=names, columns=names, dtype="int64")
    for one, other in meeting(codings, unit):
        a, b = codings["code"][one], codings["code"][other]
        if a != b:
            expected.loc[a, b] += 1
            expected.loc[b, a] += 1
    for name, count in codings["code"].value_counts().items():
        expected.loc[name, name] = count
    counted = cooccurrence(codings, unit=unit)
    assert counted.to_numpy().tolist() == expected.to_numpy().tolist()
    assert counted.index.tolist() == counted.columns.tolist() == names


@pytest.mark.parametrize("counted", [_by_listing, _by_code])
@pytest.mark.parametrize("length", [5_000, 200_000])
def test_both_ways_to_count_agree_with_the_listed_pairs(
    counted: Callable[[Positions, Positions, int], Positions], length: int
) -> None:
    random = np.random.default_rng(1)
    starts = random.integers(0, length, 3_000)
    ends = starts + random.integers(1, 1_000, 3_000)
    codes = random.integers(0, 7, 3_000)
    order, followers = _followers(starts, ends)
    first, second = overlapping(starts, ends)
    expected = np.bincount(codes[first] * 7 + codes[second], minlength=49).reshape(7, 7)
    assert counted(codes[order], followers, 7).tolist() == expected.tolist()


def test_every_coding_overlapping_every_other_is_counted_without_a_list_of_pairs() -> None:
    size = 100_000
    codings = pd.DataFrame({"source": "P1", "code": ["a", "b"] * (size // 2), "start": 0, "end": 9})
    assert cooccurrence(codings).to_numpy().tolist() == [
        [size // 2, size**2 // 4],
        [size**2 // 4, size // 2],
    ]


def test_a_coding_outside_the_turns_is_in_a_turn_with_none() -> None:
    codings = frame([("P1", "trust", 0, 5, None), ("P1", "money", 0, 5, None)])
    assert cooccurrence(codings, unit="turn").to_numpy().tolist() == [[1, 0], [0, 1]]


def test_an_unknown_unit_is_refused_with_what_there_is() -> None:
    with pytest.raises(InvalidInput, match="Take overlap or turn"):
        cooccurrence(frame([]), unit="page")
