"""Ratings are read from frames and arrays of any labels."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import ratings_of_counts, ratings_of_table
from qualkit.reduction.agreement.ratings import distinct, read_ratings


@pytest.mark.parametrize("kind", ["object", "str", "category"])
def test_missing_ratings_are_none_or_nan_in_every_kind_of_column(kind: str) -> None:
    frame = pd.DataFrame({"ana": ["b", None, "a"], "ben": ["a", "a", np.nan]}).astype(kind)
    made = read_ratings(frame, None)
    assert made.codes.tolist() == [[1, 0], [-1, 0], [0, -1]]
    assert made.categories == ("a", "b")
    assert made.times.tolist() == [2, 1, 1]


def test_numbers_are_matched_with_those_declared_whatever_their_type() -> None:
    made = read_ratings(np.array([[1.0, np.nan], [3.0, 2.0]]), [3, 2, 1])
    assert made.codes.tolist() == [[2, -1], [0, 1]]


def test_labels_that_cannot_be_sorted_keep_the_order_in_which_they_came() -> None:
    assert read_ratings(pd.DataFrame({"ana": ["b", 1], "ben": [2, "b"]}), None).categories == ("b", 1, 2)


@given(
    st.lists(st.lists(st.integers(-1, 4), min_size=3, max_size=3), min_size=1).map(np.array),
)
def test_distinct_rows_and_their_places_give_the_rows_again(codes: np.ndarray) -> None:
    rows, which = distinct(codes)
    assert (rows[which] == codes).all()
    assert len(np.unique(rows, axis=0)) == len(rows)


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=3, max_size=3))
def test_a_table_comes_back_from_its_ratings(table: list[list[int]]) -> None:
    names = ["x", "y", "z"]
    made = ratings_of_table(pd.DataFrame(table, names, names))
    counted = pd.crosstab(made["coder 1"], made["coder 2"]).reindex(names, axis=0).reindex(names, axis=1)
    assert counted.fillna(0).to_numpy().tolist() == table


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1))
def test_counts_come_back_from_their_ratings(counts: list[list[int]]) -> None:
    made = ratings_of_counts(counts)
    assert [[int((row == each).sum()) for each in range(3)] for _, row in made.iterrows()] == counts


def test_a_table_whose_sides_differ_is_refused() -> None:
    with pytest.raises(InvalidInput, match="the same categories in the same order"):
        ratings_of_table(pd.DataFrame([[1, 2], [3, 4]], ["a", "b"], ["b", "a"]))


def test_more_categories_than_can_be_compared_are_refused() -> None:
    ratings = pd.DataFrame({"ana": range(3000), "ben": range(3000)})
    with pytest.raises(InvalidInput, match="Round measurements"):
        read_ratings(ratings, None)


def test_one_coder_has_one_column() -> None:
    with pytest.raises(InvalidInput, match="one name"):
        read_ratings(pd.DataFrame([[1, 1]], columns=["ana", "ana"]), None)
