"""Drafts of summaries quote the sentences that tell most, and say whose they are."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from qualkit import Study
from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.drafts import drafts

COLUMNS = ["coding_id", "case", "code", "source", "start", "text", "status"]


def codings(*rows: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame([(*row, "accepted") for row in rows], columns=COLUMNS)


ROADS = codings(
    ("c1", "North", "barrier", "P1", 0, "The road was closed by the flood."),
    ("c2", "North", "barrier", "P1", 50, "The closed road kept the nurses away. Yes."),
    ("c3", "North", "barrier", "P2", 0, "My cousin sells bicycles."),
    ("c4", "South", "barrier", "P3", 0, "We had no fuel."),
)


def test_a_draft_takes_the_typical_sentences_in_the_order_of_the_sources() -> None:
    found = drafts(ROADS, sentences=2)
    assert found["case"].tolist() == ["North", "South"]
    assert found["text"].iloc[0] == "The road was closed by the flood. The closed road kept the nurses away."
    assert found["codings"].tolist() == [("c1", "c2"), ("c4",)]
    assert found["of"].tolist() == [3, 1]


def test_sentences_without_a_mark_at_their_end_get_a_full_stop() -> None:
    parts = codings(
        ("a", "North", "barrier", "P1", 0, "the road was closed,"),
        ("b", "North", "barrier", "P1", 50, 'They said: "No fuel!"'),
        ("c", "North", "barrier", "P1", 99, "my cousin\nwalked"),
        ("d", "South", "barrier", "P2", 0, "道路封闭了。"),
    )
    texts = drafts(parts, sentences=3)["text"].tolist()
    assert texts == ['the road was closed. They said: "No fuel!" my cousin walked.', "道路封闭了。"]


def test_what_was_said_already_is_not_taken_again() -> None:
    twice = pd.concat(
        [ROADS, codings(("c5", "North", "barrier", "P4", 0, "The road was closed by the flood."))]
    )
    text = drafts(twice, sentences=3)["text"].iloc[0]
    assert text.count("closed by the flood") == 1


def test_a_sentence_that_two_coders_coded_is_taken_once_and_names_both() -> None:
    both = codings(
        ("a", "North", "barrier", "P1", 0, "The road was closed. We walked."),
        ("b", "North", "barrier", "P1", 4, "road was closed."),
    )
    found = drafts(both, sentences=3)
    assert found["text"].item().count("road was closed") == 1
    assert found["codings"].item() == ("a", "b")


def test_only_accepted_codings_of_a_case_count() -> None:
    others = ROADS.assign(status=["accepted", "suggested", "rejected", "accepted"]).astype({"case": object})
    others.loc[3, "case"] = None
    found = drafts(others)
    assert found["text"].tolist() == ["The road was closed by the flood."]
    assert found["of"].tolist() == [1]


def test_without_words_there_is_nothing_to_draft() -> None:
    with pytest.raises(InvalidInput, match="nothing to draft from"):
        drafts(ROADS.assign(status="suggested"))
    with pytest.raises(InvalidInput, match="nothing to draft from"):
        drafts(ROADS.assign(text="…"))


def test_settings_and_columns_are_checked() -> None:
    with pytest.raises(InvalidInput, match="Take 1 or more"):
        drafts(ROADS, sentences=0)
    with pytest.raises(NotFound, match="'case'"):
        drafts(ROADS.drop(columns="case"))


def test_every_draft_of_the_composed_study_stands_in_the_codings_it_names(
    corpus: Path, tmp_path: Path
) -> None:
    with Study.create(tmp_path / "s.qualkit", title="Coaching", language="id", coder="ana") as study:
        study.collection.add(corpus)
        study.reduction.use_codebook(corpus.parents[1] / "codebooks" / "coaching-opd.yaml")
        study.reduction.autocode()
        coded = study.codings
    found = drafts(coded, language="id", sentences=1)
    texts = coded.set_index("coding_id")["text"].str.split().str.join(" ")
    assert len(found) == coded.groupby(["case", "code"]).ngroups
    for draft in found.itertuples():
        assert any(draft.text.rstrip(".") in texts[each] for each in draft.codings)
        assert len(draft.codings) <= draft.of
