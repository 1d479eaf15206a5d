from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.vocabulary import frequencies

TURNS = pd.DataFrame(
    {
        "source": ["P1", "P1", "P2", "P2"],
        "role": ["participant", "interviewer", "participant", None],
        "text": ["The target was set. Target, target!", "Which target?", "Trust the target plan.", "target"],
    }
)


def counts(frame: pd.DataFrame) -> dict[str, int]:
    return dict(zip(frame["term"], frame["count"], strict=True))


def test_terms_are_counted_by_hand() -> None:
    counted = frequencies(TURNS, language="en")
    assert counted.columns.tolist() == ["term", "count", "share", "texts", "sources"]
    first = counted.iloc[0]
    assert first[["term", "count", "texts", "sources"]].tolist() == ["target", 6, 4, 2]
    assert first["share"] == 6 / 13
    assert counted["term"].tolist() == ["target", "plan", "set", "trust"]


def test_groups_are_counted_apart_and_rows_of_no_group_not_at_all() -> None:
    counted = frequencies(TURNS, by="role", language="en")
    assert counted[["role", "term", "count"]].to_numpy().tolist() == [
        ["interviewer", "target", 1],
        ["participant", "target", 4],
        ["participant", "plan", 1],
        ["participant", "set", 1],
        ["participant", "trust", 1],
    ]
    assert counted.loc[0, "share"] == 1 / 2


def test_a_phrase_ends_with_its_sentence_and_has_no_stop_word_at_its_ends() -> None:
    assert counts(frequencies(TURNS, n=2, language="en")) == {"target plan": 1, "target target": 1}
    assert "the target" in counts(frequencies(TURNS, n=2, language="en", stop=False))
    assert frequencies(TURNS, n=9).empty


def test_rare_terms_can_be_left_out_without_changing_shares() -> None:
    counted = frequencies(TURNS, language="en", least=2)
    assert counted[["term", "share"]].to_numpy().tolist() == [["target", 6 / 13]]


def test_a_frame_without_texts_has_no_terms() -> None:
    assert frequencies(TURNS.assign(text=None)).empty
    assert frequencies(TURNS.iloc[:0], by="role", n=2).columns.tolist()[:2] == ["role", "term"]


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(InvalidInput, match="n=1 for words"):
        frequencies(TURNS, n=0)
    with pytest.raises(NotFound, match="Did you mean 'role'"):
        frequencies(TURNS, by="roles")


@pytest.mark.parametrize("n", [1, 2, 3])
def test_counts_are_those_of_scikit_learn_with_the_same_rule_for_words(n: int, shared: Path) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    files = sorted((shared / "corpora" / "tanf").rglob("*.md"))[:60]
    texts = [each.read_text(encoding="utf-8", errors="replace") for each in files]
    sentences = (
        pd.Series(texts).str.split(r"[.!?…;:؟۔।]+(?=\s|$)", regex=True).explode().str.replace("’", "'")
    )
    peer = CountVectorizer(ngram_range=(n, n), token_pattern=r"(?u)\w+(?:['‑-]\w+)*")
    expected = np.asarray(peer.fit_transform(sentences).sum(axis=0)).ravel()
    counted = counts(frequencies(pd.DataFrame({"text": texts}), n=n, stop=False))
    assert len(counted) > 1_000
    assert counted == dict(zip(peer.get_feature_names_out(), expected.tolist(), strict=True))
