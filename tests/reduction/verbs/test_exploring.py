from __future__ import annotations

import pytest

import qualkit as qk
from qualkit import Study


def test_segments_say_where_they_stand(talk: Study) -> None:
    found = talk.reduction.segments("sentence")
    assert found["text"].tolist() == [
        "We signed.",
        "We were tired.",
        "Most of us signed late.",
        "The head signed the letter on Monday.",
        "Nobody signed the plan.",
    ]
    assert found["case"].tolist() == ["Office"] * 3 + ["Archive"] * 2
    text = talk.text("talk")
    assert text[found["start"][1] : found["end"][1]] == "We were tired."
    assert len(talk.reduction.segments("turn", roles=None)) == 6
    assert talk.reduction.segments(kinds="document")["source"].unique().tolist() == ["letter"]
    assert talk.reduction.segments(cases="Off*")["source"].unique().tolist() == ["talk"]
    with pytest.raises(qk.NotFound, match="interview"):
        talk.reduction.segments(kinds="interviews")
    with pytest.raises(qk.InvalidInput, match="sentence, paragraph or turn"):
        talk.reduction.segments("match")


def test_words_are_counted_and_compared(talk: Study) -> None:
    counted = talk.reduction.frequencies()
    assert counted.loc[counted["term"] == "signed", "count"].tolist() == [4]
    key = talk.reduction.keyness("case", "Archive", least=1)
    assert {"term", "score"} <= set(key.columns)
    talk.collection.describe("Office", size=12)
    talk.collection.describe("Archive", size=3)
    assert set(talk.reduction.keyness("size", 3, 12, least=1)["term"]) == set(key["term"])
    tree = talk.reduction.word_tree("signed")
    assert "letter" in " ".join(tree["word"])
