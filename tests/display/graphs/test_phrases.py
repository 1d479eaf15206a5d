from __future__ import annotations

import string

from qualkit.display.graphs.phrases import PHRASES


def test_each_phrase_has_the_same_slots_in_both_languages() -> None:
    def slots(phrase: str) -> set[str | None]:
        return {slot for _, slot, _, _ in string.Formatter().parse(phrase) if slot is not None}

    assert [slots(phrase) for phrase in PHRASES] == [slots(said) for said in PHRASES.values()]
