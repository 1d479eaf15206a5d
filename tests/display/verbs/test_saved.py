"""Displays that are kept by name, and what changed since they were."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import qualkit as qk


def test_recoding_one_span_changes_exactly_its_cells(study: qk.Study) -> None:
    study.display.save("letters", "matrix", rows="case", columns="code", cells="quotes")
    codings = study.codings
    coding = codings.loc[codings["text"] == "The letter came late.", "coding_id"].iloc[0]
    study.reduction.recode(coding, "result")
    changed = study.display.refresh("letters")
    assert changed.to_numpy().tolist() == [
        ["North", "letter", "changed", "n = 1", "none found"],
        ["North", "result", "changed", "n = 1", "n = 2"],
    ]
    assert study.display.refresh("letters").empty


def test_new_rows_and_columns_are_added_and_old_ones_gone(study: qk.Study) -> None:
    study.display.save("letters", "matrix", cells="count")
    study.reduction.define("time")
    study.reduction.code("P01", "We met only twice.", "time")
    added = study.display.refresh("letters")
    assert set(added["change"]) == {"added"}
    assert set(added["column"]) == {"time"}
    study.undo()
    study.undo()
    study.reduction.retire_code("result")
    assert set(study.display.refresh("letters")["column"]) >= {"time"}


def test_other_words_in_a_cell_are_a_change_although_their_number_stays(study: qk.Study) -> None:
    study.display.save("letters", "matrix", cells="quotes")
    codings = study.codings
    study.reduction.uncode(codings.loc[codings["source"] == "P02", "coding_id"].iloc[0])
    study.reduction.code("P02", "Everybody signed after that.", "letter")
    (change,) = study.display.refresh("letters").to_dict("records")
    assert (change["row"], change["column"], change["before"], change["after"]) == (
        "South",
        "letter",
        "n = 1",
        "n = 1",
    )


def test_a_saved_display_is_loaded_listed_replaced_and_forgotten(study: qk.Study) -> None:
    first = study.display.save("letters", "matrix", cells="count", title="Letters")
    assert study.display.load("letters").frame.equals(first.frame)
    assert study.display.load("letters").title == "Letters"
    study.display.save("letters", "heat_map", cells="count")
    (row,) = study.display.saved().to_dict("records")
    assert (row["name"], row["method"], row["choices"], row["coder"]) == (
        "letters",
        "heat_map",
        {"cells": "count"},
        "ana",
    )
    study.reduction.code("P01", "We met only twice.", "letter")
    assert study.display.saved()["stale"].tolist() == [True]
    study.display.forget("letters")
    assert study.display.saved().empty
    assert study.verify_audit().empty


def test_what_cannot_be_saved_or_found_is_refused(study: qk.Study) -> None:
    with pytest.raises(qk.NotFound, match="role_ordered_matrix"):
        study.display.save("x", "role_ordered_matrx")
    with pytest.raises(qk.InvalidInput, match="name"):
        study.display.save(" ", "matrix")
    with pytest.raises(qk.InvalidInput, match="saved"):
        study.display.save("x", "matrix", order=pd.Index(["North"]))
    with pytest.raises(qk.NotFound, match="saved display"):
        study.display.load("letters")
    assert study.display.saved().empty


def test_a_graph_and_a_chart_say_what_changed_by_their_edges_and_points(study: qk.Study) -> None:
    codings = study.codings
    evidence = codings.loc[codings["source"] == "P01", "coding_id"].tolist()
    study.reduction.link("letter", "result", "lowers", sign="-", evidence=evidence[:1])
    study.display.save("chain", "causal_chain")
    assert study.display.refresh("chain").empty
    study.reduction.link("letter", "result", "lowers", evidence=evidence[1:])
    changed = study.display.refresh("chain")
    assert changed[["row", "column", "change"]].drop_duplicates().to_numpy().tolist() == [
        ["letter", "result", "changed"]
    ]


def test_saved_displays_go_along_to_another_study(study: qk.Study, tmp_path: Path) -> None:
    study.display.save("letters", "matrix", cells="count")
    study.export(tmp_path / "tidy")
    with qk.Study.from_file(tmp_path / "tidy", tmp_path / "t.qualkit", coder="ana") as other:
        assert other.display.refresh("letters").empty
        assert other.display.load("letters").cell("North", "letter").value == 1


def test_a_display_is_stale_only_when_data_changed_since_it_was_saved_or_refreshed(study: qk.Study) -> None:
    study.display.save("letters", "matrix", cells="count")
    study.display.save("quotes", "matrix")
    assert study.display.saved()["stale"].tolist() == [False, False]
    study.collection.describe("North", region="coast")
    assert study.display.saved()["stale"].tolist() == [True, True]
    assert study.display.refresh("letters").empty
    assert study.display.saved()["stale"].tolist() == [False, True]


def test_what_hinders_a_saved_display_is_said_with_its_name(study: qk.Study) -> None:
    study.display.save("letters", "matrix", codes=["letter"])
    study.reduction.rename_code("letter", "announcement")
    with pytest.raises(qk.NotFound, match=r"saved display 'letters'.*No code named 'letter'"):
        study.display.refresh("letters")


def test_the_order_of_headings_is_kept(study: qk.Study) -> None:
    study.display.save("headed", "matrix", columns={"z": "result", "a": "letter"})
    assert [column.key for column in study.display.load(" headed ").columns] == ["z", "a"]


def test_a_blind_session_sees_nothing_of_what_others_saved(study: qk.Study, tmp_path: Path) -> None:
    study.display.save("letters", "matrix", cells="count", title="What they said")
    study.close()
    with qk.Study.open(tmp_path / "s.qualkit", coder="budi", blind=True) as blind:
        verbs = (blind.display.load, blind.display.refresh, blind.display.forget)
        for each in (*(lambda verb=verb: verb("letters") for verb in verbs), blind.display.saved):
            with pytest.raises(qk.Conflict, match="blind"):
                each()
        with pytest.raises(qk.Conflict, match="blind"):
            blind.display.save("letters", "matrix")
