from __future__ import annotations

from dataclasses import replace

import pytest

from qualkit import Codebook
from qualkit.errors import NotFound
from qualkit.reduction.codebooks import Edition

BOOKS = [
    Codebook.parse("codes: [a, b]"),
    Codebook.parse("codes: [{name: a, brief: New}, c]"),
    Codebook.parse("codes: [{name: z, brief: New}, d]"),
]
RENAMED: list[dict[str, str]] = [{}, {"b": "c"}, {"a": "z"}]
PAST = tuple(
    Edition(
        version=number,
        at=f"2026-0{number}-01",
        coder="ana",
        verb="use codebook",
        codebook=book,
        renamed=renamed,
    )
    for number, (book, renamed) in enumerate(zip(BOOKS, RENAMED, strict=True), 1)
)
BOOK = replace(BOOKS[-1], _history=lambda: PAST)


def test_versions_say_who_changed_how_many_codes() -> None:
    frame = BOOK.versions()
    assert list(frame) == ["version", "at", "coder", "verb", "codes", "added", "changed", "removed"]
    assert frame.drop(columns=["at", "coder", "verb"]).to_numpy().tolist() == [
        [1, 2, 2, 0, 0],
        [2, 2, 0, 2, 0],
        [3, 2, 1, 1, 1],
    ]


def test_versions_can_be_compared_over_several_new_names() -> None:
    assert BOOK.diff(1, 2)[["code", "change"]].to_numpy().tolist() == [["a", "changed"], ["c", "renamed"]]
    assert BOOK.diff(1)[["code", "change", "before", "after"]].to_numpy().tolist() == [
        ["z", "renamed", "a", "z"],
        ["z", "changed", "", "New"],
        ["d", "added", None, None],
        ["b", "removed", None, None],
    ]


def test_a_comparison_can_go_back() -> None:
    assert BOOK.diff(3, 1)[["code", "change", "before", "after"]].to_numpy().tolist() == [
        ["a", "renamed", "z", "a"],
        ["a", "changed", "New", ""],
        ["b", "added", None, None],
        ["d", "removed", None, None],
    ]


def test_a_version_can_be_compared_with_any_codebook() -> None:
    assert BOOK.diff(2, Codebook.parse("codes: [c]"))["code"].tolist() == ["a"]
    assert BOOKS[0].diff(BOOKS[1])["change"].tolist() == ["changed", "added", "removed"]


def test_a_version_that_there_is_not_is_refused() -> None:
    with pytest.raises(NotFound, match=r"no version 4\. There are 1 to 3"):
        BOOK.diff(1, 4)


def test_a_codebook_from_a_file_has_no_versions_and_says_so() -> None:
    for ask in (BOOKS[0].versions, lambda: BOOKS[0].diff(1)):
        with pytest.raises(NotFound, match="it is of no study"):
            ask()


def test_versions_are_no_part_of_what_a_codebook_says() -> None:
    assert BOOKS[-1] == BOOK
