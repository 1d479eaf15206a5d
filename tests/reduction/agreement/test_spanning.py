"""The unitizing family, beside a count of all pairs of characters in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement import Agreement, unitizing_alpha

Slot = tuple[str, str, int, str | None, int]
"""A character as one coder sees it: source, coder, place, code, and the number of its unit."""

Texts = dict[str, dict[str, list[tuple[int, int, str]]]]
"""By source, by coder: units."""

LENGTH = 6


@st.composite
def texts(draw: st.DrawFn) -> Texts:
    """Coders who cut a few characters into units, some of which touch."""
    made: Texts = {}
    for source in draw(st.sampled_from([["s1"], ["s1", "s2"]])):
        coders = draw(st.sampled_from([["ana", "ben"], ["ana", "ben", "eve"]]))
        made[source] = {coder: draw(tracks()) for coder in coders}
    return made


@st.composite
def tracks(draw: st.DrawFn) -> list[tuple[int, int, str]]:
    cuts = sorted(draw(st.sets(st.integers(0, LENGTH), max_size=5)))
    codes = draw(st.lists(st.sampled_from(["A", "B", ""]), min_size=len(cuts), max_size=len(cuts)))
    pairs = zip(cuts, cuts[1:], codes[1:], strict=False)
    return [(start, end, code) for start, end, code in pairs if code]


def _frame(made: Texts) -> pd.DataFrame:
    rows = [
        (source, coder, *unit)
        for source, tracked in made.items()
        for coder, units in tracked.items()
        for unit in units
    ]
    return pd.DataFrame(rows, columns=["source", "coder", "start", "end", "code"])


def _computed(made: Texts, kind: Any, code: str | None = None, **more: Any) -> Agreement:
    return unitizing_alpha(
        _frame(made),
        length=dict.fromkeys(made, LENGTH),
        coders={source: list(tracked) for source, tracked in made.items()},
        kind=kind,
        code=code,
        replicates=20,
        **more,
    )


def _slots(made: Texts) -> list[Slot]:
    slots = []
    for source, tracked in made.items():
        for coder, units in tracked.items():
            for place in range(LENGTH):
                inside = [(code, number) for number, (b, e, code) in enumerate(units) if b <= place < e]
                code, number = inside[0] if inside else (None, -place - 1)
                slots.append((source, coder, place, code, number))
    return slots


def _counted(made: Texts, disagrees: Callable[[str | None, str | None], bool | None], *, joint: bool) -> Any:
    """Alpha by all pairs of characters: ``disagrees`` is None where a pair is not in question."""
    slots = _slots(made)
    weights = dict.fromkeys(slots, Fraction(1))
    if joint:
        weights = {
            slot: Fraction(len(_beside(slot, slots)), len(made[slot[0]]) - 1) for slot in slots if slot[3]
        }
    seen = _share(_together(made, slots, joint=joint), disagrees)
    chance = _share(_apart(weights), disagrees)
    return None if not chance else 1 - (seen or Fraction(0)) / chance


def _beside(slot: Slot, slots: list[Slot]) -> list[Slot]:
    return [each for each in slots if each[:3:2] == slot[:3:2] and each[1] != slot[1] and each[3]]


def _together(made: Texts, slots: list[Slot], *, joint: bool) -> Iterator[tuple[Slot, Slot, Fraction]]:
    for one, other in product(slots, slots):
        beside = one[:3:2] == other[:3:2] and one[1] != other[1]
        if beside and (not joint or (one[3] and other[3])):
            yield one, other, Fraction(1, len(made[one[0]]) - 1)


def _apart(weights: dict[Slot, Fraction]) -> Iterator[tuple[Slot, Slot, Fraction]]:
    for one, other in product(weights, weights):
        if one[:2] + one[4:] != other[:2] + other[4:]:
            yield one, other, weights[one] * weights[other]


def _share(pairs: Iterator[tuple[Slot, Slot, Fraction]], disagrees: Callable[..., bool | None]) -> Any:
    total = unlike = Fraction(0)
    for one, other, weight in pairs:
        verdict = disagrees(one[3], other[3])
        if verdict is not None:
            total += weight
            unlike += weight * verdict
    return unlike / total if total else None


@settings(deadline=None, max_examples=60)
@given(texts())
def test_where_and_what_is_the_count_of_all_pairs(made: Texts) -> None:
    _same(_computed(made, "u"), _counted(made, lambda one, other: one != other, joint=False))


@settings(deadline=None, max_examples=60)
@given(texts())
def test_where_is_the_count_of_all_pairs(made: Texts) -> None:
    counted = _counted(made, lambda one, other: (one is None) != (other is None), joint=False)
    _same(_computed(made, "bar_u"), counted)


@settings(deadline=None, max_examples=60)
@given(texts())
def test_what_is_the_count_of_all_pairs(made: Texts) -> None:
    _same(_computed(made, "cu"), _counted(made, lambda one, other: one != other, joint=True))


@settings(deadline=None, max_examples=60)
@given(texts(), st.sampled_from(["A", "B"]))
def test_one_code_is_the_count_of_all_its_pairs(made: Texts, code: str) -> None:
    counted = _counted(made, lambda one, other: None if other != code else one != other, joint=True)
    _same(_computed(made, "ku", code), counted)


def _same(made: Agreement, counted: Fraction | None) -> None:
    if counted is None:
        assert np.isnan(made.value)
        assert made.reason
    else:
        assert made.value == pytest.approx(float(counted), abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(texts())
def test_a_reader_who_marked_nothing_does_not_change_which_code(made: Texts) -> None:
    joined = {source: tracked | {"zoe": []} for source, tracked in made.items()}
    counts = {len(tracked) for tracked in made.values()}
    if len(counts) == 1:
        plain, more = _computed(made, "cu"), _computed(joined, "cu")
        assert more.value == pytest.approx(plain.value, nan_ok=True, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(texts())
def test_the_name_of_a_source_and_a_shift_of_codes_do_not_matter(made: Texts) -> None:
    other = {
        f"other {source}": {
            coder: [(b, e, {"A": "Z", "B": "Y"}[code]) for b, e, code in units]
            for coder, units in tracked.items()
        }
        for source, tracked in made.items()
    }
    for kind in ("u", "bar_u", "cu"):
        one, two = _computed(made, kind), _computed(other, kind)
        assert (one.value, one.coverage) == pytest.approx((two.value, two.coverage), nan_ok=True, abs=1e-9)


def _marks(*rows: tuple[Any, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


def test_a_source_that_one_coder_read_is_left_out() -> None:
    pair: Texts = {"s1": {"ana": [(0, 3, "A")], "ben": [(1, 3, "A")]}}
    alone = pair | {"s2": {"ana": [(0, 5, "A")]}}
    assert _computed(alone, "u").value == _computed(pair, "u").value
    assert _computed({"s2": alone["s2"]}, "u").reason == "no text was read by two coders"


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("u", "nobody marked anything"),
        ("ku", "no text that one marked 'A'"),
        ("cu", "nobody marked anything"),
    ],
)
def test_texts_without_marks_have_no_value_and_a_reason(kind: Any, reason: str) -> None:
    made = unitizing_alpha(
        _marks(), length=20, coders=["ana", "ben"], kind=kind, code="A" if kind == "ku" else None
    )
    assert np.isnan(made.value)
    assert str(made.reason).startswith(reason)
    assert made.coverage == 0


def test_one_code_on_all_text_has_no_value_and_a_reason() -> None:
    marks = _marks(("ana", 0, 9, "A"), ("ben", 0, 9, "A"))
    assert str(unitizing_alpha(marks, length=20, kind="cu").reason).startswith("no variation")


def test_overlapping_spans_of_one_code_are_united() -> None:
    apart = _marks(("ana", 0, 6, "A"), ("ana", 4, 9, "A"), ("ben", 0, 9, "A"))
    whole = _marks(("ana", 0, 9, "A"), ("ben", 0, 9, "A"))
    assert (
        unitizing_alpha(apart, length=20, kind="u").value == unitizing_alpha(whole, length=20, kind="u").value
    )


def test_overlapping_codes_of_one_coder_are_refused_and_can_be_compared_one_by_one() -> None:
    marks = _marks(("ana", 0, 6, "A"), ("ana", 4, 9, "B"), ("ben", 0, 9, "A"))
    with pytest.raises(InvalidInput, match=r"ana gave the text from 4 of text both 'A' and 'B'.*per code"):
        unitizing_alpha(marks, length=20, kind="u")
    alone = unitizing_alpha(marks.drop(index=1), length=20, kind="bar_u")
    assert unitizing_alpha(marks, length=20, kind="bar_u", code="A").value == alone.value


def test_numbers_as_codes_may_be_near_each_other() -> None:
    marks = _marks(("ana", 0, 5, 1), ("ana", 5, 9, 3), ("ben", 0, 5, 2), ("ben", 5, 9, 3))
    far = _marks(("ana", 0, 5, 1), ("ana", 5, 9, 3), ("ben", 0, 5, 9), ("ben", 5, 9, 3))
    near_value, far_value = (
        unitizing_alpha(each, length=9, kind="cu", level="interval").value for each in (marks, far)
    )
    assert near_value > far_value
    with pytest.raises(InvalidInput, match="numbers"):
        unitizing_alpha(
            _marks(("ana", 0, 5, "A")), length=9, kind="cu", level="interval", coders=["ana", "b"]
        )


def test_sources_make_the_interval() -> None:
    random = np.random.default_rng(0)
    made: Texts = {}
    for number in range(12):
        start = int(random.integers(0, 3))
        made[f"s{number}"] = {"ana": [(start, 6, "A")], "ben": [(start, 5, "B" if number % 4 == 0 else "A")]}
    found = _computed(made, "cu")
    assert found.low <= found.value <= found.high
    assert found.interval.replicates == 20
    single = _computed({"s0": made["s0"]}, "bar_u")
    assert "two units or sources" in str(single.interval.reason)


def test_few_sources_and_guessed_readers_are_told() -> None:
    made: Texts = {f"s{n}": {"ana": [(0, 3 + n, "A")], "ben": [(1, 4, "A")] * (n > 0)} for n in range(3)}
    told = _computed(made, "bar_u")
    assert any("3 sources" in each for each in told.warnings)
    assert not any("taken to have read" in each for each in told.warnings)
    guessed = unitizing_alpha(_frame(made), length=dict.fromkeys(made, LENGTH), kind="bar_u", replicates=20)
    assert guessed.value == told.value
    assert any("taken to have read" in each for each in guessed.warnings)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "v"}, "no kind 'v'"),
        ({"kind": "ku"}, "Name it with code="),
        ({"level": "ordinal"}, "not 'ordinal'"),
        ({"level": "interval"}, "Use cu or ku"),
        ({"length": 8}, "ends beyond its source"),
        ({"length": {"other": 20}}, "in a source without a length"),
        ({"coders": ["ana"]}, "a coder who is not said to have read"),
    ],
)
def test_what_was_asked_wrongly_is_told(change: dict[str, Any], message: str) -> None:
    asked: dict[str, Any] = {"kind": "u", "length": 20} | change
    with pytest.raises(InvalidInput, match=message):
        unitizing_alpha(_marks(("ana", 0, 9, "A"), ("ben", 0, 9, "A")), **asked)
