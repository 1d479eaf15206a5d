from __future__ import annotations

import pytest

from qualkit import overview


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (0, "case", "0 cases"),
        (1, "summary", "1 summary"),
        (2, "summary", "2 summaries"),
        (1200, "code", "1,200 codes"),
    ],
)
def test_counts_are_said_in_words(number: int, noun: str, said: str) -> None:
    assert overview._count(number, noun) == said
