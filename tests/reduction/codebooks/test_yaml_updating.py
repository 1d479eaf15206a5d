from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import ndiff
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit import Codebook
from qualkit.model import Code
from qualkit.reduction.codebooks.contents import Contents
from qualkit.reduction.codebooks.yaml_updating import updated
from qualkit.reduction.codebooks.yaml_writing import emit

FILE = dedent(
    """\
    # Ours.
    title: 'Coaching'   # short

    language: id
    codes:   # in order of time
      # the first stage
      - name: stages
        brief: "In quotes"
        kind: process  # GROW
        labels: {id: Tahapan,   en: Stages}

        codes:
          - planning

          # what was done
          - name: action
            definition: |
              A long text.
              # that is no comment

      # money
      - name: target
        parent: planning
        patterns:
          - target*  # also targeted
          - "sasaran"
    # the end
    """
)
Books = Callable[..., st.SearchStrategy[Codebook]]


def rewritten(text: str, *codes: Code, title: str = "Coaching") -> str:
    book = Codebook(codes, title, "id")
    again = updated(text, Contents(book.codes, book.title, book.language))
    assert Codebook.parse(again) == book
    return again


def changes(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("-", "+"))]


def without(*names: str) -> list[Code]:
    return [code for code in Codebook.parse(FILE).codes if code.name not in names]


def changed(name: str, **fields: object) -> list[Code]:
    return [
        replace(code, **fields) if code.name == name else code  # type: ignore[arg-type]
        for code in Codebook.parse(FILE).codes
    ]


def test_a_file_that_says_the_same_stays_as_it_is() -> None:
    assert rewritten(FILE, *without()) == FILE
    assert rewritten(FILE.replace("\n", "\r\n"), *without()) == FILE.replace("\n", "\r\n")


def test_only_the_lines_of_what_changed_are_others() -> None:
    after = rewritten(FILE, *changed("stages", kind="versus", brief="Short"))
    assert changes(FILE, after) == [
        '-     brief: "In quotes"',
        '+     brief: "Short"',
        "-     kind: process  # GROW",
        "+     kind: versus   # GROW",
        "-     labels: {id: Tahapan,   en: Stages}",
        "+     labels: {id: Tahapan, en: Stages}",
    ]


def test_a_code_moves_with_the_comments_above_it() -> None:
    after = rewritten(FILE, *changed("action", parent="target"))
    assert after.endswith(
        dedent(
            """\
              # money
              - name: target
                parent: planning
                patterns:
                  - target*  # also targeted
                  - "sasaran"
                codes:

                  # what was done
                  - name: action
                    definition: |
                      A long text.
                      # that is no comment
            # the end
            """
        )
    )


def test_a_code_that_goes_takes_its_comments_with_it() -> None:
    assert changes(FILE, rewritten(FILE, *without("action"))) == [
        "-       # what was done",
        "-       - name: action",
        "-         definition: |",
        "-           A long text.",
        "-           # that is no comment",
        "- ",
    ]


def test_a_new_code_stands_behind_its_neighbour() -> None:
    codes = [
        *without(),
        Code(name="review", parent="stages", brief="Late"),
        Code(name="letter", parent="action"),
    ]
    assert changes(FILE, rewritten(FILE, *codes)) == [
        "+         codes:",
        "+           - name: letter",
        "+       - name: review",
        "+         brief: Late",
    ]


def test_a_field_is_added_where_it_is_written_elsewhere_too() -> None:
    assert changes(FILE, rewritten(FILE, *changed("target", scale=("low", "high"), retired=True))) == [
        "+     scale:",
        "+       - low",
        "+       - high",
        "+     retired: true",
    ]


def test_a_list_keeps_its_quotes_and_comments() -> None:
    after = rewritten(FILE, *changed("target", patterns=("sasaran", "tujuan", "target*")))
    assert after.endswith('      - "sasaran"\n      - tujuan\n      - target*  # also targeted\n# the end\n')


def test_the_title_is_changed_without_the_comments_around_it() -> None:
    after = rewritten(FILE, *without(), title="Coaching at work")
    assert changes(FILE, after) == ["- title: 'Coaching'   # short", "+ title: 'Coaching at work' # short"]


def test_brothers_and_sisters_in_another_order_are_put_into_it() -> None:
    text = "codes:\n  # one\n  - a\n  # two\n  - b  # second\n"
    book = Contents((Code(name="b"), Code(name="a")))
    assert updated(text, book) == "codes:\n  # two\n  - b  # second\n  # one\n  - a\n"


def test_a_list_without_indentation_stays_one() -> None:
    text = "codes:\n- name: a\n  codes:\n  - b\n"
    book = Contents((Code(name="a"), Code(name="b", parent="a"), Code(name="c", parent="b")))
    assert updated(text, book) == "codes:\n- name: a\n  codes:\n  - name: b\n    codes:\n    - name: c\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no codebook",
        "codes: [a, {name: b, parent: a}]",
        "codes:\n  - &x\n    name: a\n    brief: &y T\n  - name: b\n    brief: *y\n",
        "codes:\n  - name: a\n    codes:\n      - b\n    brief: below its codes\n",
    ],
)
def test_a_file_whose_lines_cannot_be_told_apart_is_written_anew(text: str) -> None:
    book = Contents((Code(name="a", brief="New"), Code(name="b", parent="a")), "T")
    assert updated(text, book) == emit(*book)


def test_the_shipped_codebook_is_written_as_it_was_but_for_a_new_definition(corpus: Path) -> None:
    text = (corpus.parents[1] / "codebooks" / "coaching-opd.yaml").read_text(encoding="utf-8")
    book = Codebook.parse(text)
    codes = [replace(code, definition="New.") if code.name == "masalah" else code for code in book.codes]
    after = updated(text, Contents(tuple(codes), book.title, book.language))
    assert changes(text, after) == ["+     definition: New."]


@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_any_codebook_can_be_written_onto_any_other(data: st.DataObject, codebooks: Books) -> None:
    before, after = data.draw(codebooks()), data.draw(codebooks())
    text = "# kept\n" + emit(before.codes, before.title, before.language)
    again = updated(text, Contents(after.codes, after.title, after.language))
    assert Codebook.parse(again) == after
    assert again.startswith("# kept\n")
