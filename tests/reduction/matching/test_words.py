from __future__ import annotations

from qualkit.reduction.folding import kinds
from qualkit.reduction.matching.words import words


def test_words_are_runs_of_letters_digits_and_underscores_with_their_marks() -> None:
    text = "_a1 e\u0301-b 😀\ufe0f 👩\u200d👧 ل\u064eا."
    starts, ends = words(kinds(text))
    found = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    assert found == ["_a1", "e\u0301", "b", "ل\u064eا"]


def test_a_text_may_have_no_word() -> None:
    starts, ends = words(kinds(" 😀 "))
    assert len(starts) == len(ends) == 0
