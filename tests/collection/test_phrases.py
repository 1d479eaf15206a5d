from __future__ import annotations

import string

import pytest

from qualkit.collection import phrases


def _slots(phrase: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(phrase)} - {None}


@pytest.mark.parametrize("phrase", sorted(phrases._INDONESIAN))
def test_a_phrase_has_the_same_slots_in_both_languages(phrase: str) -> None:
    assert _slots(phrases._INDONESIAN[phrase]) == _slots(phrase)


def test_a_language_that_is_not_known_reads_english() -> None:
    assert phrases.say("case", "fr") == "case"
