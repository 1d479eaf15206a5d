from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import Conflict
from qualkit.collection.key_file import Key
from qualkit.collection.replacing import Replacer
from qualkit.collection.revealing import remembered, revealed

PIECES = [
    "Ani",
    "ANI",
    "Sri Wahyuni",
    "Sri\nWahyuni",
    "Wahyuni's",
    "[Orang 1]",
    "[Orang 2]",
    "ya",
    "🙂",
    ".",
    "\n",
]
RUNS = [{"Wahyuni": "[Orang 1]"}, {"Sri": "[Orang 1]", "Ani": "[Orang 2]"}, {"ya": "[Orang 3]"}]


def _put(text: str, key: Key, rules: dict[str, str]) -> tuple[str, Key]:
    new, replaced = Replacer(rules).apply(text)
    return new, remembered(key, source="a", text=new, replaced=replaced)


@given(st.lists(st.sampled_from(PIECES)).map(" ".join), st.permutations(RUNS))
def test_a_text_is_revealed_letter_by_letter_after_any_number_of_runs(
    text: str, runs: list[dict[str, str]]
) -> None:
    new, key = text, Key("s")
    for rules in runs:
        new, key = _put(new, key, rules)
        assert revealed(new, key=key, source="a") == text


def test_a_later_run_may_replace_what_stands_before_an_earlier_pseudonym() -> None:
    text = "Ani tanya, WAHYUNI jawab."
    new, key = _put(text, Key("s"), {"Wahyuni": "[P]"})
    new, key = _put(new, key, {"Ani": "[P]"})
    assert new == "[P] tanya, [P] jawab."
    assert revealed(new, key=key, source="a") == text


def test_a_real_name_that_looks_like_another_source_s_pseudonym_stays() -> None:
    _, key = _put("Ani", Key("s"), {"Ani": "Budi"})
    assert revealed("Budi", key=key, source="another") == "Budi"


def test_a_real_name_that_looks_like_a_pseudonym_of_the_same_source_stays() -> None:
    text = "Ani dan Budi"
    new, key = _put(text, Key("s"), {"Ani": "Budi"})
    assert new == "Budi dan Budi"
    assert revealed(new, key=key, source="a") == text


def test_the_key_names_each_way_of_writing_once_the_most_frequent_first() -> None:
    _, key = _put("ANI Ani Ani", Key("s", {"[P]": ["Bu Ani"]}), {"Ani": "[P]"})
    assert key.originals == {"[P]": ["Bu Ani", "Ani", "ANI"]}


def test_a_pseudonym_that_runs_into_the_words_around_it_is_refused() -> None:
    with pytest.raises(Conflict, match="cannot be told from the words around"):
        _put("xAni x-Ani".replace("xAni", "aa"), Key("s"), {"Ani": "x", "aa": "x-x"})
