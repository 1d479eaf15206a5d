from __future__ import annotations

import numpy as np

from qualkit.reduction.themes.labelling import telling_words
from qualkit.reduction.themes.words import count_words


def test_words_of_a_theme_are_those_it_has_and_the_others_have_not() -> None:
    texts = ["tax office day", "tax office day", "school day", "school day pupil", "day"]
    words = count_words(texts, stop=frozenset())
    found = telling_words(words, np.array([0, 0, 1, 1, -1]))
    assert found[0][:2] == ["office", "tax"]
    assert found[1][0] == "school"
    assert "tax" not in found[1]


def test_one_long_segment_names_no_theme() -> None:
    words = count_words(["tax office", "tax", "tax", "rain " * 50 + "tax"], stop=frozenset())
    assert telling_words(words, np.zeros(4, int))[0][0] == "tax"
