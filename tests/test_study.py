from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qualkit as qk
from qualkit import Codebook, Study, frames

TALK = "I: How did it go?\nR: We signed.\nI: All of you?\nR: Most of us.\n"


@pytest.fixture
def talk(study: Study, tmp_path: Path) -> Study:
    (tmp_path / "P07.txt").write_text(TALK)
    study.collection.add(tmp_path / "P07.txt")
    study.reduction.use_codebook(Codebook.parse("codes: [commitment]"))
    return study


def test_an_address_leads_back_to_its_turn(talk: Study) -> None:
    turn = talk.locate("P07:4")
    assert turn["text"] == "Most of us."
    assert talk.text("P07")[turn["start"] : turn["end"]] == "Most of us."


@pytest.mark.parametrize("address", ["P07", "P07:", "P07:x", ":3", ""])
def test_what_is_no_address_is_refused(talk: Study, address: str) -> None:
    with pytest.raises(qk.InvalidInput, match="no address"):
        talk.locate(address)


def test_an_address_of_a_turn_that_is_not_there_says_which_are(talk: Study) -> None:
    with pytest.raises(qk.NotFound, match="1 to 4"):
        talk.locate("P07:5")


def test_frames_are_snapshots(talk: Study) -> None:
    codings = talk.codings
    codings["code"] = "changed"
    sources = talk.sources
    sources.loc[0, "source"] = "changed"
    talk.reduction.code("P07", 2, "commitment")
    assert talk.sources["source"].tolist() == ["P07"]
    assert talk.codings["code"].tolist() == ["commitment"]
    assert codings.empty


def test_frames_see_what_somebody_else_changed(talk: Study, where: str) -> None:
    assert talk.codings.empty
    with Study.open(where, coder="budi") as other:
        other.reduction.code("P07", 2, "commitment")
    assert talk.codings["coder"].tolist() == ["budi"]


def test_frames_of_an_empty_study_have_their_columns(study: Study) -> None:
    assert " ".join(study.codings.columns) == (
        "coding_id source kind case speaker role turn code coder start end text "
        "weight origin status memo created when directness chosen"
    )
    assert " ".join(study.turns.columns) == "source turn speaker role start end begins ends text"
    for name in ("sources", "cases", "codes", "memos", "summaries", "conclusions", "evidence", "checks"):
        assert getattr(study, name).empty
        assert len(getattr(study, name).columns) > 2


def test_the_study_says_where_it_stands_and_what_to_do_next(study: Study, tmp_path: Path) -> None:
    assert "next: add sources" in repr(study)
    (tmp_path / "P07.txt").write_text(TALK)
    study.collection.add(tmp_path / "P07.txt")
    assert "next: take a codebook" in repr(study)
    study.reduction.use_codebook(Codebook.parse("codes: [commitment]"))
    assert "next: code" in repr(study)
    coding = study.reduction.code("P07", 2, "commitment")
    assert "next: say which sources belong to which case" in repr(study)
    study.verification.support(study.verification.conclude("They <b>commit</b>."), coding)
    study.reduction.uncode(coding)
    assert "stale: C1: 1 piece of evidence changed" in repr(study)
    html = study._repr_html_()
    assert "1 source" in html
    assert "stale" in html


def test_the_audit_says_who_did_what_before_and_after(talk: Study) -> None:
    coding = talk.reduction.code("P07", 2, "commitment")
    talk.reduction.uncode(coding)
    audit = talk.audit.set_index("verb")
    assert audit.index.tolist() == ["create", "add", "use codebook", "join", "code", "uncode"]
    assert set(audit["actor"]) == {"ana"}
    assert audit.loc["code", "after"]["coding"]["images"][0]["id"] == coding
    assert audit.loc["uncode", "before"]["coding"][0]["id"] == coding


def test_a_coder_needs_a_name(where: str) -> None:
    with pytest.raises(qk.InvalidInput, match="who did what"):
        Study.create(where, title="T", coder=" ")


def test_a_study_needs_a_title(where: str) -> None:
    with pytest.raises(qk.InvalidInput, match="title"):
        Study.create(where, title="", coder="ana")


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_turn_and_cases_of_a_coding_are_those_a_plain_search_finds(data: st.DataObject) -> None:
    turns = _some_turns(data)
    spans = data.draw(
        st.lists(
            st.tuples(st.integers(1, 3), st.integers(0, 40), st.integers(1, 12)), min_size=1, max_size=12
        )
    )
    raw = pd.DataFrame(
        sorted((source, start, start + length) for source, start, length in spans),
        columns=["source_key", "start", "end"],
    )
    rules = data.draw(
        st.lists(
            st.tuples(
                st.integers(1, 3),
                st.integers(1, 3),
                st.sampled_from([None, "A", "B"]),
                st.sampled_from([(None, None), (0, 10), (5, 30)]),
            ),
            max_size=6,
        )
    )
    membership = pd.DataFrame(
        [
            (case, source, None if start is not None else speaker, start, end)
            for case, source, speaker, (start, end) in rules
        ],
        columns=["case_key", "source_key", "speaker", "start", "end"],
    )
    spoken = frames._turn_of(raw, turns)
    links = frames.case_links(raw, spoken, membership)
    for place, (source, start, end) in enumerate(raw.itertuples(index=False)):
        met = [
            turn
            for turn in turns.itertuples()
            if turn.source_key == source and turn.start < end and turn.end > start
        ]
        number = spoken["number"].iloc[place]
        assert (None if pd.isna(number) else number) == (met[0].number if met else None)
        speaker = met[0].speaker if met else None
        expected = [
            rule.case_key
            for level in range(3)
            for rule in membership.itertuples()
            if rule.source_key == source and _level(rule) == level and _holds(rule, start, speaker)
        ]
        assert links.loc[links["row"] == place, "case_key"].tolist() == list(dict.fromkeys(expected))


def _some_turns(data: st.DataObject) -> pd.DataFrame:
    rows = []
    for source in (1, 2, 3):
        cuts = data.draw(st.lists(st.integers(0, 50), max_size=8, unique=True).map(sorted))
        for number, (start, end) in enumerate(itertools.pairwise(cuts), 1):
            if number % 3:
                rows.append((source, number, start, end, data.draw(st.sampled_from([None, "A", "B"])), None))
    frame = pd.DataFrame(rows, columns=["source_key", "number", "start", "end", "speaker", "role"])
    return frame.astype(dict.fromkeys(["source_key", "number", "start", "end"], np.int64))


def _level(rule: object) -> int:
    if not pd.isna(rule.start):  # type: ignore[attr-defined]
        return 0
    return 1 if isinstance(rule.speaker, str) else 2  # type: ignore[attr-defined]


def _holds(rule: object, start: int, speaker: str | None) -> bool:
    level = _level(rule)
    if level == 0:
        return bool(rule.start <= start < rule.end)  # type: ignore[attr-defined]
    return level == 2 or rule.speaker == speaker  # type: ignore[attr-defined,no-any-return]
