"""Codings are looked at again, and put right."""

from __future__ import annotations

import pytest

import qualkit as qk
from qualkit import Study


def test_codings_that_overlap_or_touch_become_one(talk: Study) -> None:
    text = talk.text("talk")
    at = text.index("We signed.")
    first = talk.reduction.code("talk", (at, at + 9), "time", memo="one")
    talk.reduction.code("talk", (at + 3, at + 10), "time", memo="two")
    talk.reduction.code("talk", (at + 11, at + 25), "time")
    alone = talk.reduction.code("talk", 4, "time")
    talk.reduction.code("talk", (at, at + 9), "doubt")
    assert talk.reduction.merge_codings(talk.codings) == [first]
    times = talk.codings[talk.codings["code"] == "time"]
    assert times["text"].tolist() == ["We signed. We were tired.", "Most of us signed late."]
    assert times["memo"].tolist()[0] == "one\ntwo"
    assert times["coding_id"].tolist() == [first, alone]
    assert talk.verify_audit().empty
    talk.undo()
    assert len(talk.codings) == 5


def test_merging_into_a_coding_that_is_there_keeps_that(talk: Study) -> None:
    whole = talk.reduction.code("talk", 2, "time")
    talk.reduction.code("talk", "We signed.", "time")
    assert talk.reduction.merge_codings(talk.codings) == [whole]
    assert talk.codings["coding_id"].tolist() == [whole]


def test_codings_of_two_coders_never_merge(talk: Study, where: str) -> None:
    talk.reduction.code("talk", 2, "time")
    with Study.open(where, coder="budi") as other:
        other.reduction.code("talk", 2, "time")
    assert talk.reduction.merge_codings(talk.codings) == []
    assert len(talk.codings) == 2


def test_a_coding_is_cut_at_an_offset_or_into_sentences(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "time", weight=2, memo="both")
    before = talk.codings.iloc[0]
    parts = talk.reduction.split_coding(coding, "sentence")
    assert parts[0] == coding
    codings = talk.codings
    assert codings["text"].tolist() == ["We signed.", "We were tired."]
    for kept in ("weight", "memo", "origin", "status", "coder", "created"):
        assert codings[kept].tolist() == [before[kept]] * 2
    assert codings["coding_id"].tolist() == parts
    start = codings["start"].iloc[0]
    talk.reduction.split_coding(coding, int(start) + 2)
    assert talk.codings["text"].tolist() == ["We", "signed.", "We were tired."]
    with pytest.raises(qk.InvalidInput, match="not inside the coding"):
        talk.reduction.split_coding(coding, 1)
    with pytest.raises(qk.InvalidInput, match="nothing to cut"):
        talk.reduction.split_coding(coding, "paragraph")
    assert talk.verify_audit().empty


def test_cutting_where_a_part_is_coded_already_keeps_one_of_the_two(talk: Study) -> None:
    known = talk.reduction.code("talk", "We signed.", "time")
    coding = talk.reduction.code("talk", 2, "time")
    parts = talk.reduction.split_coding(coding, "sentence")
    assert parts[0] == known
    assert talk.codings["text"].tolist() == ["We signed.", "We were tired."]


def test_what_was_autocoded_is_accepted_or_rejected_as_it_came(talk: Study) -> None:
    suggested = talk.reduction.autocode(status="suggested")
    places = ["coding_id", "source", "start", "end", "code"]
    assert sorted(suggested[places].values.tolist()) == sorted(talk.codings[places].values.tolist())
    assert talk.reduction.accept(suggested) == 4
    assert talk.reduction.reject(suggested[suggested["source"] == "letter"]) == 2
    talk.reduction.uncode(suggested[:1])
    assert talk.reduction.accept(talk.reduction.autocode()) == 0
    assert len(talk.reduction.autocode(again=True)) == 1


def test_what_a_query_found_is_recoded_at_once(talk: Study) -> None:
    talk.reduction.autocode()
    talk.reduction.code("talk", 2, "doubt")
    found = talk.reduction.query("commitment WITHIN doubt")
    assert talk.reduction.recode(found, "time") == 1
    assert talk.codings.loc[talk.codings["code"] == "time", "text"].tolist() == ["signed"]
    assert talk.reduction.autocode().empty, "what was recoded does not come back"


def test_nothing_that_rests_on_a_coding_is_lost_when_another_stands_for_it(talk: Study) -> None:
    gone = talk.reduction.code("talk", 2, "doubt", weight=3)
    kept = talk.reduction.code("talk", 2, "time", weight=1)
    talk.reduction.memo("why", about=gone)
    talk.reduction.memo("see", quoting=gone)
    talk.reduction.summarise("Office", "stage", "They doubt.", codings=[gone])
    conclusion = talk.verification.conclude("They doubt.")
    talk.verification.support(conclusion, [gone])
    assert talk.reduction.recode(gone, "time") == 1
    assert talk.codings[["coding_id", "weight"]].values.tolist() == [[kept, 3.0]]
    assert talk.memos["about"].tolist()[0] == kept
    assert talk.links["target"].tolist() == [kept]
    assert talk.summaries["codings"].tolist() == [(kept,)]
    assert kept in set(talk.evidence["target"])
    assert talk.verify_audit().empty
    talk.undo()
    assert talk.memos["about"].tolist()[0] == gone


def test_an_example_is_one_only_while_it_has_the_code(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "doubt")
    talk.reduction.exemplify(coding)
    talk.reduction.recode(coding, "time")
    assert talk.codebook["time"].examples == talk.codebook["doubt"].examples == {}
    talk.reduction.recode(coding, "doubt")
    assert talk.codebook["doubt"].examples
    talk.reduction.uncode(coding)
    assert talk.links.empty
