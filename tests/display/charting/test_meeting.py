from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.display.charting import chord, cooccurrence_matrix
from qualkit.display.charting.chord import _arcs
from qualkit.display.material import Material
from qualkit.errors import InvalidInput
from qualkit.reduction.overlaps import cooccurrence

from .conftest import charted_with

_SPAN = st.tuples(st.sampled_from(["komitmen", "beban", "anggaran"]), st.integers(0, 40), st.integers(1, 15))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(spans=st.lists(_SPAN, min_size=2, max_size=12))
def test_shared_text_is_what_counting_each_place_gives(
    make: Callable[..., Material], spans: list[tuple[str, int, int]]
) -> None:
    rows: list[tuple[Any, ...]] = [
        ("P01", 2, code, start, start + length, None, None, None) for code, start, length in spans
    ]
    covered: dict[str, set[int]] = {}
    for code, start, length in spans:
        covered.setdefault(code, set()).update(range(start, start + length))
    for pair in cooccurrence_matrix(charted_with(make, rows)).frame.itertuples(index=False):
        one, other = covered[pair.first], covered[pair.second]
        assert pair.jaccard == pytest.approx(len(one & other) / len(one | other))


def test_counts_are_those_of_reduction(charted: Material) -> None:
    counts = cooccurrence(charted.codings)
    for first, second, count, _ in cooccurrence_matrix(charted).frame.itertuples(index=False):
        assert counts.loc[first, second] == count


def test_codes_meet_in_turns_too(charted: Material) -> None:
    pairs = cooccurrence_matrix(charted, unit="turn").frame.set_index(["first", "second"])
    assert pairs.loc[("komitmen", "pengawasan"), "jaccard"] == pytest.approx(1 / 3)
    with pytest.raises(InvalidInput, match="overlap"):
        chord(charted, unit="page")


def test_a_chord_diagram_names_the_codes_that_meet_none(make: Callable[..., Material]) -> None:
    rows = [
        ("P01", 2, "komitmen", 0, 9, None, None, None),
        ("P01", 2, "beban", 5, 12, None, None, None),
        ("P01", 3, "anggaran", 80, 90, None, None, None),
    ]
    plot = chord(charted_with(make, rows))
    assert plot.frame[["first", "second", "count"]].to_numpy().tolist() == [["komitmen", "beban", 1]]
    assert plot.notes == ("Without a link: Anggaran.",)


def test_stretches_of_the_circle_fill_it_once() -> None:
    import numpy as np

    arcs = _arcs(np.array([1.0, 5.0, 3.0]))
    assert arcs[0][0] == 0
    assert all(begin < end for begin, end in arcs)
    assert arcs[-1][1] < 2 * np.pi
