from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit import Codebook
from qualkit.errors import NotFound
from qualkit.model import Code
from qualkit.reduction.codebooks import difference

OLD = Codebook.parse(
    """
    codes:
      - {name: stages, codes: [planning, {name: action, brief: Done, patterns: [act*]}]}
      - doubt
      - {name: x, retired: true}
    """
)


def changes(new: str, **renamed: str) -> list[list[object]]:
    frame = difference(OLD, Codebook.parse(new), renamed=renamed)
    assert list(frame) == ["code", "change", "field", "before", "after"]
    return frame.to_numpy().tolist()


def test_equal_codebooks_have_no_difference() -> None:
    frame = difference(OLD, OLD)
    assert frame.empty
    assert list(frame) == ["code", "change", "field", "before", "after"]


def test_every_kind_of_change_is_named() -> None:
    new = """
    codes:
      - name: phases
        codes: [{name: action, brief: What was done, patterns: [act*, did]}]
      - {name: planning, retired: true}
      - {name: x}
      - letter
    """
    assert changes(new, stages="phases") == [
        ["phases", "renamed", "name", "stages", "phases"],
        ["action", "changed", "brief", "Done", "What was done"],
        ["action", "changed", "patterns", ("act*",), ("act*", "did")],
        ["planning", "moved", "parent", "stages", None],
        ["planning", "retired", "retired", False, True],
        ["x", "revived", "retired", True, False],
        ["letter", "added", None, None, None],
        ["doubt", "removed", None, None, None],
    ]


def test_without_a_word_on_names_a_new_name_is_another_code() -> None:
    assert changes(
        "codes: [{name: stages, codes: [planning, {name: action, brief: Done, patterns: [act*]}]}, doubts]"
    ) == [
        ["doubts", "added", None, None, None],
        ["doubt", "removed", None, None, None],
        ["x", "removed", None, None, None],
    ]


def test_a_new_code_under_the_old_name_of_another_is_new() -> None:
    old, new = Codebook((Code(name="a", brief="A"),)), Codebook((Code(name="a"), Code(name="b", brief="A")))
    assert difference(old, new, renamed={"a": "b"})[["code", "change"]].to_numpy().tolist() == [
        ["a", "added"],
        ["b", "renamed"],
    ]


def test_a_parent_of_a_new_name_is_no_move_but_another_parent_is() -> None:
    old = Codebook.parse("codes: [{name: a, codes: [c]}, b]")
    same = Codebook.parse("codes: [{name: A1, codes: [c]}, b]")
    moved = Codebook.parse("codes: [A1, {name: b, codes: [c]}]")
    assert difference(old, same, renamed={"a": "A1"})["change"].tolist() == ["renamed"]
    assert difference(old, moved, renamed={"a": "A1"})["change"].tolist() == ["renamed", "moved"]
    below_new = Codebook.parse("codes: [{name: new, codes: [a]}, {name: b}]")
    assert difference(old, below_new)[["code", "change"]].to_numpy().tolist() == [
        ["new", "added"],
        ["a", "moved"],
        ["c", "removed"],
    ]


@pytest.mark.parametrize("renamed", [{"stage": "doubt"}, {"stages": "doubts"}])
def test_names_that_there_are_not_are_refused(renamed: dict[str, str]) -> None:
    with pytest.raises(NotFound, match="Did you mean"):
        difference(OLD, OLD, renamed=renamed)


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_difference_holds_every_field_that_is_another(
    data: st.DataObject, codebooks: Callable[..., st.SearchStrategy[Codebook]]
) -> None:
    old, new = data.draw(codebooks()), data.draw(codebooks())
    found = {(row.code, row.field) for row in difference(old, new).itertuples() if row.field is not None}
    both = [code for code in new.codes if code.name in old]
    assert found == {
        (code.name, each.name)
        for code in both
        for each in fields(Code)
        if getattr(code, each.name) != getattr(old[code.name], each.name)
    }
