from __future__ import annotations

import pytest

from qualkit.model import CODE_KINDS, UNITS
from qualkit.reduction.codebooks.wording import say, spoken


@pytest.mark.parametrize("words", [CODE_KINDS, UNITS])
def test_every_kind_and_unit_has_a_word_of_its_own_in_each_language(words: tuple[str, ...]) -> None:
    for language in ("en", "id"):
        assert len({say(word, language) for word in words}) == len(words)


def test_languages_without_words_are_spoken_to_in_english() -> None:
    assert say("process", None) == say("process", "ar") == "process"
    assert spoken("process") == ("process", "proses")
