from __future__ import annotations

from math import isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qualkit.display.charting.association import association

# Agresti (2013), Table 3.2: education by belief in God, General Social Survey 2008.
BELIEF = np.array([[9, 8, 27, 8, 47, 236], [23, 39, 88, 49, 179, 706], [28, 48, 89, 19, 104, 293]])


def test_the_published_table_gives_the_published_figures() -> None:
    found = association(BELIEF)
    assert found.chi_square == pytest.approx(76.1, abs=0.05)
    assert found.df == 10
    assert found.p < 1e-10
    assert found.draws == 0


@given(arrays(np.int64, st.tuples(st.integers(2, 5), st.integers(2, 5)), elements=st.integers(1, 60)))
def test_figures_are_those_of_scipy_and_statsmodels(counts: np.ndarray) -> None:
    from scipy.stats import chi2_contingency
    from scipy.stats.contingency import association as scipy_association
    from statsmodels.stats.contingency_tables import Table

    found = association(counts, draws=50)
    theirs = chi2_contingency(counts, correction=False)
    assert found.chi_square == pytest.approx(theirs.statistic)
    assert found.df == theirs.dof
    assert found.expected == pytest.approx(theirs.expected_freq)
    assert found.residuals == pytest.approx(Table(counts, shift_zeros=False).standardized_resids)
    assert found.v == pytest.approx(scipy_association(counts, method="cramer", correction=False))
    if not found.small:
        assert found.p == pytest.approx(theirs.pvalue)


def test_small_expected_counts_are_tested_by_random_tables() -> None:
    from scipy.stats import fisher_exact

    counts = np.array([[8, 2], [1, 5]])
    found = association(counts, draws=20_000)
    assert found.small == 3
    assert found.p == pytest.approx(fisher_exact(counts).pvalue, abs=0.01)
    assert found.p == association(counts, draws=20_000).p
    assert found.p != association(counts, draws=20_000, seed=1).p


def test_one_row_cannot_be_tested() -> None:
    found = association(np.array([[3, 4]]))
    assert found.df == 0
    assert isnan(found.p)
    assert isnan(found.chi_square)
