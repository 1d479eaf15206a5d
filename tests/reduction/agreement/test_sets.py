"""Agreement on sets of codes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nltk.metrics import jaccard_distance, masi_distance
from nltk.metrics.agreement import AnnotationTask

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import coefficient, set_agreement
from qualkit.reduction.agreement.sets import nearness

SET = st.frozensets(st.sampled_from("abcd"), min_size=1)
PEERS = {"masi": masi_distance, "jaccard": jaccard_distance}


@settings(deadline=None)
@given(
    st.lists(st.lists(st.one_of(st.none(), SET), min_size=3, max_size=3), min_size=2),
    st.sampled_from(list(PEERS)),
)
def test_alpha_of_sets_is_that_of_nltk(rows: list[list[frozenset[str] | None]], distance: str) -> None:
    made = set_agreement(pd.DataFrame(rows, dtype=object), distance=distance, interval="analytic")
    assume(not np.isnan(made.value))
    cells = [(coder, unit, cell) for unit, row in enumerate(rows) for coder, cell in enumerate(row) if cell]
    assert made.value == pytest.approx(AnnotationTask(cells, distance=PEERS[distance]).alpha(), abs=1e-9)


@given(SET, SET)
def test_distances_are_those_of_nltk(one: frozenset[str], other: frozenset[str]) -> None:
    for name, peer in PEERS.items():
        assert 1 - nearness([one, other], name)[0, 1] == pytest.approx(peer(one, other))


@pytest.mark.parametrize("distance", ["masi", "jaccard"])
def test_two_empty_sets_are_equal_and_an_empty_one_is_unlike_any_other(distance: str) -> None:
    empty, some = frozenset(), frozenset("a")
    assert nearness([empty, some], distance).tolist() == [[1, 0], [0, 1]]


def test_sets_of_one_code_each_are_ordinary_ratings() -> None:
    plain = pd.DataFrame({"ana": list("aabbc"), "ben": list("abbbc")})
    sets = plain.map(lambda code: [code])
    assert set_agreement(sets).value == pytest.approx(coefficient(plain, "krippendorff").value)


def test_lists_tuples_and_sets_are_the_same_and_missing_is_not_empty() -> None:
    frame = pd.DataFrame({"ana": [["x", "y"], (), {"x"}, None], "ben": [("y", "x"), [], ["x"], ["x"]]})
    made = set_agreement(frame)
    assert made.value == 1
    assert (made.units, made.pairable) == (4, 3)
    assert made.weights == "masi"


def test_what_is_no_set_is_told() -> None:
    with pytest.raises(InvalidInput, match="'trust' is none"):
        set_agreement(pd.DataFrame({"ana": ["trust"], "ben": [["trust"]]}))
    with pytest.raises(InvalidInput, match="no distance 'dice'"):
        set_agreement(pd.DataFrame({"ana": [["trust"]], "ben": [["trust"]]}), distance="dice")


def test_a_set_is_read_as_its_codes() -> None:
    alike = pd.DataFrame({"ana": [[], []], "ben": [[], []]})
    assert str(set_agreement(alike).reason) == "no variation: every rating is no code"
    both = alike.map(lambda _: ["trust", "fear"])
    assert str(set_agreement(both).reason) == "no variation: every rating is fear + trust"
    rare = pd.DataFrame({"ana": [["trust"], *[[]] * 18, []], "ben": [[], *[[]] * 18, ["trust"]]})
    told = " ".join(set_agreement(rare).warnings)
    assert "of the ratings are no code (the kappa paradox)" in told
    assert "frozenset" not in told
    assert set_agreement(rare).frame.loc[0, "categories"] == "no code, trust"
