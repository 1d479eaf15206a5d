from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.refi.descriptions import described, restored
from qualkit.model import CODE_KINDS, UNITS, Code
from qualkit.reduction.stored import definition

texts = st.text(st.sampled_from("ab \n=\\()é😀")) | st.sampled_from(
    ["== Pattern ==", "\\== Pattern ==", "x\n== When to use ==\ny", "== Label (id) =="]
)
lists = st.lists(texts, max_size=3).map(tuple)
codes = st.builds(
    Code,
    name=st.just("code"),
    kind=st.sampled_from(CODE_KINDS),
    labels=st.dictionaries(st.sampled_from(["id", "en", "pt (BR)"]), texts),
    brief=texts,
    definition=texts,
    when=texts,
    when_not=texts,
    examples=st.dictionaries(st.sampled_from(["typical", "close but no"]), lists.filter(len)),
    patterns=lists,
    unit=st.sampled_from(UNITS),
    scale=lists,
)


def again(code: Code) -> dict[str, Any]:
    return definition(replace(Code(name="code"), **restored(described(definition(code)))))


@given(codes)
def test_everything_that_a_code_says_comes_back_from_its_description(code: Code) -> None:
    assert again(code) == definition(code)


@given(texts)
def test_describing_what_was_read_changes_no_more(text: str) -> None:
    once = described(restored(text))
    assert described(restored(once)) == once


def test_the_description_of_another_program_is_the_definition() -> None:
    assert restored("Health care\nissues == etc.") == {"definition": "Health care\nissues == etc."}
