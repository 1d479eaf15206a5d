from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.searching import search


def shown(text: str, pattern: str, context: int) -> list[list[str]]:
    found = search(pd.DataFrame({"text": [text]}), pattern, context=context)
    return found[["left", "match", "right"]].to_numpy().tolist()


def test_the_frames_other_columns_say_where_a_hit_is() -> None:
    frame = pd.DataFrame(
        {"source": ["P1", "P2"], "turn": [3, 4], "text": ["ya", "surat dan Surat"]}, index=[7, 8]
    )
    found = search(frame, "surat")
    assert list(found) == ["source", "turn", "start", "end", "left", "match", "right"]
    assert found[["source", "turn", "start", "end", "match"]].to_numpy().tolist() == [
        ["P2", 4, 0, 5, "surat"],
        ["P2", 4, 10, 15, "Surat"],
    ]
    assert found.index.tolist() == [0, 1]


def test_offsets_count_in_the_source_where_the_frame_says_at_which_a_text_begins() -> None:
    turns = pd.DataFrame({"source": ["P1"], "start": [100], "end": [110], "text": ["ada surat."]})
    assert search(turns, "surat")[["start", "end"]].to_numpy().tolist() == [[104, 109]]


def test_words_of_the_context_are_not_cut() -> None:
    text = "kepala dinas membawa surat tugas ke kantor gubernur"
    assert shown(text, "surat", 10) == [["membawa ", "surat", " tugas ke"]]
    assert shown(text, "surat", 8) == [["membawa ", "surat", " tugas"]]
    assert shown(text, "surat", 0) == [["", "surat", ""]]


def test_newlines_of_the_context_are_shown_as_spaces() -> None:
    assert shown("satu\n\ndua\ntiga", "dua", 60) == [["satu ", "dua", " tiga"]]


def test_a_context_in_one_word_is_shown_as_far_as_it_fits() -> None:
    assert shown("一二三四五-a-六七八九十", "a", 3) == [["四五-", "a", "-六七"]]


@given(st.text(st.sampled_from("ab \n-é😀"), max_size=40), st.integers(0, 12))
def test_the_context_is_what_stands_around_the_match(text: str, context: int) -> None:
    found = search(pd.DataFrame({"text": [text]}), "a", context=context)
    for start, end, left, match, right in found.itertuples(index=False):
        assert text[start:end] == match == "a"
        assert " ".join(text[:start].split()).endswith(left.strip())
        assert " ".join(text[end:].split()).startswith(right.strip())
        assert len(left) <= context >= len(right)
        assert "\n" not in left + right


def test_a_lemma_is_searched_in_the_language_of_the_texts() -> None:
    frame = pd.DataFrame({"text": ["Agencies NEAR/5 us. An agency."]})
    assert search(frame, "lemma:agency", language="en")["match"].tolist() == ["Agencies", "agency"]
    assert search(frame, "agenc* THEN/4 agency")["match"].tolist() == ["Agencies NEAR/5 us. An agency"]
    assert search(frame, '"NEAR/5"')["match"].tolist() == ["NEAR/5"]


def test_nothing_found_has_the_same_columns() -> None:
    frame = pd.DataFrame({"source": ["P1", "P1"], "text": ["a", None]})
    assert search(frame, "b").empty
    assert search(frame, "b").dtypes.to_dict() == search(frame, "a").dtypes.to_dict()


def test_a_pattern_column_or_context_that_cannot_be_used_is_refused() -> None:
    frame = pd.DataFrame({"text": ["a"]})
    with pytest.raises(InvalidInput, match="not a regular expression"):
        search(frame, "re:(")
    with pytest.raises(NotFound, match="Did you mean 'text'"):
        search(frame, "a", text="txt")
    with pytest.raises(InvalidInput, match="Give 0 or more"):
        search(frame, "a", context=-1)
