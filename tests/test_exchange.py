"""Whole studies go from and to files, as people ask for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qualkit import Codebook, InvalidInput, NotFound, Study

TALK = "I: How?\nR: We signed, 😀 “yes”; really.\nI: So?\nR: So.\n"


@pytest.fixture
def filled(study: Study, tmp_path: Path) -> Study:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    study.collection.add(tmp_path / "talk.txt", case="Office", site="Mataram")
    study.reduction.use_codebook(Codebook.parse("codes: [{name: commitment, patterns: ['sign*']}, doubt]"))
    study.reduction.autocode()
    study.reduction.code("talk", (0, 7), "doubt", memo="unsure")
    study.reduction.memo("loud room", about="talk")
    conclusion = study.verification.conclude("They commit.", name="C")
    study.verification.support(conclusion, study.codings)
    study.reduction.summarise("Office", "commitment", "Signed.")
    return study


@pytest.mark.parametrize("name", ["out", "out.zip", "out.xlsx"])
def test_what_goes_out_in_a_format_of_our_own_comes_in_whole(
    filled: Study, tmp_path: Path, name: str
) -> None:
    with Study.from_file(filled.export(tmp_path / name), tmp_path / "b.qualkit", coder="budi") as again:
        for frame in (
            "sources",
            "turns",
            "cases",
            "codes",
            "codings",
            "memos",
            "summaries",
            "conclusions",
            "evidence",
        ):
            assert getattr(again, frame).equals(getattr(filled, frame)), frame
        assert again.verification.stale().empty
        assert (again.title, again.language) == (filled.title, filled.language)


def test_a_study_goes_to_a_database_and_back(
    filled: Study, tmp_path: Path, new_database: Callable[[], str]
) -> None:
    path = filled.export(tmp_path / "out.zip")
    with Study.from_file(path, new_database(), coder="budi") as again:
        assert again.codings.equals(filled.codings)
        assert again.verify_audit().empty
        assert filled.merge(again.export(tmp_path / "back.zip")).empty


def test_a_project_of_refi_qda_says_what_it_cannot_hold(filled: Study, tmp_path: Path) -> None:
    said: list[str] = []
    path = filled.export(tmp_path / "out.qdpx", say=said.append)
    assert any("conclusions" in sentence for sentence in said)
    with Study.from_file(path, tmp_path / "b.qualkit", coder="budi") as again:
        ours, theirs = (
            each.codings[["coding_id", "text", "code", "coder", "start", "end"]] for each in (filled, again)
        )
        assert theirs.equals(ours)
        assert again.export(tmp_path / "again.qdpx").read_bytes() != b""
        assert again.codes["code"].tolist() == filled.codes["code"].tolist()


def test_what_only_other_programs_have_is_shown(tmp_path: Path, shared: Path) -> None:
    with Study.from_file(shared / "refi" / "atlasti-8.4-mac.qdpx", tmp_path / "b.qualkit") as study:
        assert len(study.codes) > 0
        assert len(study.media) > 0
        assert {"name", "start", "end"} <= set(study.memos.columns)
        for frame in (study.links, study.sets, study.media):
            assert not frame.isna().all(axis=None) or frame.empty


def test_links_and_sets_are_shown_by_name(tmp_path: Path) -> None:
    import qualkit as qk
    from qualkit.exchange import take_in
    from qualkit.interchange.project import Project
    from qualkit.interchange.soundness import sound

    tables = {
        "code": [{"id": "a", "name": "trust"}, {"id": "b", "name": "doubt"}],
        "link": [
            {
                "id": "l",
                "name": "against",
                "origin_kind": "code",
                "origin": "a",
                "target_kind": "code",
                "target": "b",
            }
        ],
        "set": [{"id": "s", "name": "feelings", "members": [["code", "a"], ["code", "b"]]}],
    }
    with qk.Study.create(tmp_path / "b.qualkit", title="T", coder="ana") as study:
        take_in(study._session, sound(Project(tables=tables)), "x")
        assert study.links[["name", "origin", "target", "coder"]].to_numpy().tolist() == [
            ["against", "trust", "doubt", "ana"]
        ]
        assert study.sets["members"].tolist() == [(("code", "trust"), ("code", "doubt"))]
        assert study.media.empty


def test_a_project_merged_twice_changes_nothing_the_second_time(filled: Study, tmp_path: Path) -> None:
    path = filled.export(tmp_path / "out.qdpx")
    filled.merge(path)
    events = len(filled.audit)
    filled.merge(path)
    assert len(filled.audit) == events


def test_nothing_is_made_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.qdpx").write_bytes(b"PK\x03\x04 no")
    with pytest.raises(InvalidInput, match=r"a\.qdpx"):
        Study.from_file(tmp_path / "a.qdpx", tmp_path / "b.qualkit")
    with pytest.raises(NotFound, match="no file or folder"):
        Study.from_file(tmp_path / "missing.qdpx", tmp_path / "b.qualkit")
    assert not (tmp_path / "b.qualkit").exists()


def test_a_study_that_cannot_be_filled_is_taken_away_again(
    filled: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_database: Callable[[], str]
) -> None:
    from qualkit.interchange.arriving import Arrival

    def fail(*_: object) -> None:
        raise OSError("disk full")

    path, database = filled.export(tmp_path / "out.zip"), new_database()
    monkeypatch.setattr(Arrival, "write", fail)
    for where in (str(tmp_path / "b.qualkit"), database):
        with pytest.raises(OSError, match="disk full"):
            Study.from_file(path, where)
    assert not list(tmp_path.glob("b.qualkit*"))
    monkeypatch.undo()
    Study.from_file(path, database).close()
