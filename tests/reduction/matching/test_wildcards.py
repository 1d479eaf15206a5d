from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.matching.wildcards import wildcard


def test_a_word_must_stand_alone() -> None:
    word = wildcard(" Komitmen ")
    assert (word.piece, word.from_edge, word.to_edge, word.opens, word.closes) == (
        "komitmen",
        True,
        True,
        False,
        False,
    )


def test_a_star_at_an_edge_opens_that_edge() -> None:
    assert (wildcard("komit**").piece, wildcard("komit**").closes, wildcard("*nya").opens) == (
        "komit",
        True,
        True,
    )


def test_a_sign_at_an_edge_asks_for_no_boundary() -> None:
    plus, hash_sign = wildcard("C++"), wildcard("#metoo")
    assert (plus.from_edge, plus.to_edge) == (True, False)
    assert (hash_sign.from_edge, hash_sign.to_edge) == (False, True)


@pytest.mark.parametrize("pattern", ["", "  ", "*", "* *", "* * b"])
def test_a_pattern_without_a_word_to_look_for_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="no word to look for"):
        wildcard(pattern)


def test_a_pattern_that_begins_with_a_mark_is_refused() -> None:
    with pytest.raises(InvalidInput, match="combining mark"):
        wildcard("\u0301a")
