from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, jaccard_score

from qualkit.reduction.themes.stability import agreement, jaccard, recovery, refits, verdict

LABELS = st.lists(st.tuples(st.integers(-1, 3), st.integers(-1, 3)), min_size=1, max_size=40)


@given(LABELS)
def test_similarity_is_the_jaccard_score_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    one, other = np.array(pairs).T
    similar = jaccard(one, other, 4)
    for group in range(4):
        for another in range(int(other.max()) + 1):
            expected = jaccard_score(one == group, other == another, zero_division=0)
            assert similar[group, another] == pytest.approx(expected)


def test_refits_are_of_distinct_rows_and_agree_with_scikit_learn() -> None:
    rows = np.arange(50)
    found = refits(rows, lambda drawn: (drawn, drawn % 3), draws=4, seed=0)
    assert all(len(np.unique(drawn)) == len(drawn) < 50 for drawn, _ in found)
    assert agreement(found) == adjusted_rand_score([0, 1, 2], [0, 1, 2])


def test_agreement_is_the_mean_over_pairs_on_what_both_drew() -> None:
    one = np.array([0, 1, 2, 3]), np.array([0, 0, 1, 1])
    other = np.array([1, 2, 3, 4]), np.array([0, 1, 0, 1])
    third = np.array([0, 1, 2, 3]), np.array([1, 1, 0, 0])
    expected = [adjusted_rand_score([0, 1, 1], [0, 1, 0])] * 2 + [1.0]
    assert agreement([one, other, third]) == pytest.approx(np.mean(expected))
    assert np.isnan(agreement([one]))


def test_a_theme_that_is_halved_is_recovered_by_half() -> None:
    labels = np.array([0, 0, 0, 0, 1, 1])
    refit = np.arange(6), np.array([0, 0, 1, 1, 2, 2])
    assert recovery(labels, [refit, refit]) == [0.5, 1.0]
    assert np.isnan(recovery(labels, [(np.arange(4), np.zeros(4, int))])[1])


def test_a_theme_that_was_not_looked_at_has_no_verdict() -> None:
    assert verdict(float("nan"), 3, of="segments") == ""
