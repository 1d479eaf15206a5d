from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.display.material import Material
from qualkit.display.matrix import matrix

Make = Callable[..., Material]


def addresses(material: Material, *, most: int) -> list[str | None]:
    return [entry.coding_id for entry in matrix(material, quotes=most).cell("Bapenda", "komitmen").entries]


def coding(
    speaker: str | None, start: int, end: int, weight: float | None, source: str = "P01"
) -> tuple[Any, ...]:
    return (source, speaker, 1, "komitmen", "ana", start, end, weight, "accepted")


def test_the_heavier_comes_first_then_the_typical_length_then_the_earlier(make: Make) -> None:
    rows = [
        coding("A", 0, 90, None),
        coding("B", 0, 20, None),
        coding("C", 0, 21, None),
        coding("D", 0, 2, 1.0),
    ]
    assert addresses(make(rows), most=4) == ["c3", "c1", "c2", "c0"]


def test_nobody_is_quoted_twice_while_somebody_else_is_not_quoted(make: Make) -> None:
    rows = [coding("A", 0, 9, 9.0), coding("A", 10, 19, 8.0), coding("B", 20, 29, 1.0)]
    assert addresses(make(rows), most=2) == ["c0", "c2"]
    assert addresses(make(rows), most=3) == ["c0", "c2", "c1"]


def test_one_speaker_is_quoted_from_several_sources_before_twice_from_one(make: Make) -> None:
    rows = [coding("A", 0, 9, 9.0), coding("A", 10, 19, 8.0), coding("A", 0, 9, 1.0, source="O01")]
    assert addresses(make(rows), most=2) == ["c0", "c2"]


def test_a_span_coded_by_two_coders_is_quoted_once(make: Make) -> None:
    assert addresses(make([coding("A", 0, 9, None), coding("A", 0, 9, None)]), most=2) == ["c0"]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    spans=st.lists(
        st.tuples(
            st.sampled_from("ABC"), st.integers(0, 8), st.integers(9, 20), st.sampled_from([None, 1.0, 2.0])
        ),
        min_size=1,
        max_size=12,
    ),
    most=st.integers(1, 5),
)
def test_quotations_are_spread_over_all_speakers(make: Make, spans: list[Any], most: int) -> None:
    material = make([coding(*span) for span in spans])
    cell = matrix(material, quotes=most).cell("Bapenda", "komitmen")
    distinct = {(start, end) for _, start, end, _ in spans}
    speakers = [entry.speaker for entry in cell.entries]
    assert len(speakers) == min(most, len(distinct))
    if len(speakers) != len(set(speakers)):
        first_of_span = {(start, end): speaker for speaker, start, end, _ in reversed(spans)}
        assert set(speakers) == set(first_of_span.values())
