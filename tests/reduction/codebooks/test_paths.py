"""Tags are a hierarchy where their paths say so, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.codebooks.paths import parents_of


@pytest.mark.parametrize("separator", [".", "/", "\\"])
def test_a_separator_that_is_used_throughout_makes_a_hierarchy(separator: str) -> None:
    paths = [each.replace(".", separator) for each in ("a", "a.b", "a.b.c", "d.e", "d.f")]
    found = parents_of(paths)
    assert found[paths[2]] == paths[1]
    assert found[paths[3]] == "d"
    assert found["d"] is None


@pytest.mark.parametrize("path", ["e.g.", "yes/no", "Dr. Who", "a./b", "1.5"])
def test_a_character_in_a_word_makes_no_hierarchy(path: str) -> None:
    assert parents_of([path, "other"]) == {path: None, "other": None}


@given(st.lists(st.text("ab./\\ ", min_size=1, max_size=6), unique=True, max_size=8))
def test_every_tag_stays_and_none_is_below_itself(paths: list[str]) -> None:
    found = parents_of(paths)
    assert set(paths) <= set(found)
    assert all(
        parent is None or (parent in found and path.startswith(parent)) for path, parent in found.items()
    )
