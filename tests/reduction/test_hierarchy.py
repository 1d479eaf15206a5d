from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.model import Code
from qualkit.reduction.hierarchy import depth_first, depths, problems

NAMES = st.sampled_from("abcdefg")


def codes(parents: dict[str, str | None]) -> list[Code]:
    return [Code(name=name, parent=parent) for name, parent in parents.items()]


@given(st.dictionaries(NAMES, st.none() | NAMES))
def test_codes_without_a_problem_are_all_put_in_order(parents: dict[str, str | None]) -> None:
    given_codes = codes(parents)
    ordered = depth_first(given_codes)
    if [*problems(given_codes)]:
        assert len(ordered) < len(given_codes)
    else:
        names = [code.name for code in ordered]
        assert sorted(names) == sorted(parents)
        assert all(names.index(code.parent) < names.index(code.name) for code in ordered if code.parent)


def test_every_code_of_a_circle_is_named_with_its_field() -> None:
    found = [*problems(codes({"a": "b", "b": "a", "c": "b", "d": "d"}))]
    assert [(place, key) for place, key, _ in found] == [(0, "parent"), (1, "parent"), (3, "parent")]


def test_the_depth_is_counted_from_the_top() -> None:
    tree = codes({"a": None, "b": "a", "c": "b", "d": None})
    assert depths(depth_first(tree)) == {"a": 0, "b": 1, "c": 2, "d": 0}
