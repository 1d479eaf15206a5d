"""Queries over codings, saved and run again."""

from __future__ import annotations

import pytest

import qualkit as qk
from qualkit import Study


def test_queries_see_where_cases_dates_and_coders_differ(talk: Study) -> None:
    talk.reduction.autocode()
    talk.collection.describe("Office", size=12)
    talk.collection.describe("Archive", size=3)
    assert len(talk.reduction.query("stage+")) == 4
    assert len(talk.reduction.query("commitment", where={"size": (10, None)})) == 2
    assert len(talk.reduction.query("commitment", dates=(None, "2026-01-31"))) == 2
    assert talk.reduction.query("commitment", coders="ana", kinds="document")["source"].unique() == ["letter"]
    with pytest.raises(qk.NotFound, match="sizes"):
        talk.reduction.query("commitment", where={"sizes": 3})


def test_a_query_knows_attributes_of_sources_and_takes_one_name_for_a_list(talk: Study) -> None:
    talk.reduction.autocode()
    assert set(talk.reduction.query("commitment", where={"kind": "document"})["source"]) == {"letter"}
    assert talk.reduction.query("commitment", where={"case": "Office", "kind": "document"}).empty
    one = talk.reduction.query("commitment", sources="talk", roles="participant", coders="ana")
    assert one["source"].tolist() == ["talk", "talk"]
    with pytest.raises(qk.NotFound, match="Did you mean 'participant'"):
        talk.reduction.query("commitment", roles="participants")


def test_a_saved_query_is_run_again_on_what_is_coded_since(talk: Study) -> None:
    filters = {"where": {"size": (10, None)}, "sources": ["talk"], "status": None, "together": "turn"}
    talk.collection.describe("Office", size=12)
    talk.collection.describe("Archive", size=3)
    assert talk.reduction.query("doubt OR time", name="hurdles", **filters).empty
    talk.reduction.code("talk", 2, "doubt")
    talk.reduction.code("letter", 1, "doubt")
    assert talk.reduction.query(name="hurdles")["source"].tolist() == ["talk"]
    listed = talk.reduction.queries()
    assert listed[["name", "codings", "coder"]].values.tolist() == [["hurdles", 1, "ana"]]
    assert listed["filters"][0]["where"] == {"size": (10, None)}
    talk.reduction.query("doubt", name="hurdles")
    assert len(talk.reduction.query(name="hurdles")) == 2
    talk.reduction.rename_code("doubt", "hesitation")
    gone = talk.reduction.queries().iloc[0]
    assert "doubt" in gone["message"]
    talk.reduction.forget_query("hurdles")
    with pytest.raises(qk.NotFound, match="saved query"):
        talk.reduction.query(name="hurdles")
    with pytest.raises(qk.InvalidInput, match="Say what to look for"):
        talk.reduction.query()


def test_codes_that_share_text_are_counted_in_the_codebooks_order(talk: Study) -> None:
    talk.reduction.autocode()
    talk.reduction.code("talk", 2, "doubt")
    table = talk.reduction.cooccurrence()
    assert table.index.tolist() == ["commitment", "doubt"]
    assert table.loc["commitment", "doubt"] == 1
    assert table.loc["commitment", "commitment"] == 4


def test_a_saved_query_is_its_coders_own(talk: Study, where: str) -> None:
    talk.reduction.query("doubt", name="mine")
    with Study.open(where, coder="budi") as other:
        with pytest.raises(qk.Conflict, match="Another coder"):
            other.reduction.query("time", name="mine")
        assert other.reduction.query(name="mine").empty
    with pytest.raises(qk.InvalidInput, match="run as it was saved"):
        talk.reduction.query(name="mine", sources="talk")
    with pytest.raises(qk.InvalidInput, match="surrogate"):
        talk.reduction.query("doubt", name="a\ud800")


def test_a_query_that_names_a_renamed_code_says_so(talk: Study) -> None:
    talk.reduction.rename_code("doubt", "hesitation")
    with pytest.raises(qk.Conflict, match="renamed it"):
        talk.reduction.query("doubt OR time")
    assert talk.reduction.query("time", roles=["participant", None]).empty
