from __future__ import annotations

import gzip
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

import qualkit as qk
from qualkit.store import Store
from qualkit.store.connecting import connect, creating
from qualkit.store.schema import REVISION, metadata

DATA = Path(__file__).parents[1] / "data"


def test_opening_a_missing_file_names_the_studies_that_are_there(tmp_path: Path) -> None:
    qk.Study.create(tmp_path / "coaching.qualkit", title="T").close()
    with pytest.raises(qk.NotFound, match=r"no study at .*holds: coaching\.qualkit"):
        qk.Study.open(tmp_path / "coahcing.qualkit")


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\x00" + bytes(100)])
def test_opening_what_is_no_study_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.qualkit"
    path.write_bytes(content)
    with pytest.raises(qk.InvalidInput, match="is not a qualkit study"):
        qk.Study.open(path)
    assert path.read_bytes() == content


def test_opening_another_programs_database_says_so_and_leaves_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE source (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(qk.InvalidInput, match="is not a qualkit study"):
        qk.Study.open(path)
    assert path.read_bytes() == before


def test_opening_a_folder_says_that_a_study_is_a_file(tmp_path: Path) -> None:
    with pytest.raises(qk.InvalidInput, match="is a folder"):
        qk.Study.open(tmp_path)


def test_opening_an_empty_database_says_that_it_is_no_study(new_database: Callable[[], str]) -> None:
    with pytest.raises(qk.InvalidInput, match="is not a qualkit study"):
        qk.Study.open(new_database())


def test_opening_another_kind_of_database_says_what_is_possible() -> None:
    with pytest.raises(qk.InvalidInput, match=r"SQLite file .* or in PostgreSQL"):
        qk.Study.open("mysql://localhost/study")


def test_create_never_overwrites(where: str) -> None:
    with qk.Study.create(where, title="First") as study:
        study.reduction.memo("kept")
    with pytest.raises(qk.Conflict):
        qk.Study.create(where, title="Second")
    with qk.Study.open(where) as study:
        assert study.title == "First"
        assert study.memos["text"].tolist() == ["kept"]


def test_create_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(qk.NotFound, match="folder"):
        qk.Study.create(tmp_path / "none" / "study.qualkit", title="T")


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), creating(tmp_path / "study.qualkit"):
        raise RuntimeError
    assert os.listdir(tmp_path) == []


def test_a_closed_study_is_one_file(tmp_path: Path) -> None:
    with qk.Study.create(tmp_path / "study.qualkit", title="T") as study:
        study.reduction.memo("one")
    assert os.listdir(tmp_path) == ["study.qualkit"]


def test_a_study_of_a_newer_version_is_refused(where: str) -> None:
    Store.create(where, actor="ana", title="T", language="en").close()
    engine = connect(where)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(qk.InvalidInput, match="newer qualkit"):
        qk.Study.open(where)


@pytest.fixture(params=["schema-0001", "schema-0002", "schema-0003"])
def earlier_version(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A study written by an earlier version."""
    path = tmp_path / "old.qualkit"
    path.write_bytes(gzip.decompress((DATA / f"{request.param}.qualkit.gz").read_bytes()))
    return path


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A study written by the first version: codings, memos (one undone), a summary, a conclusion."""
    path = tmp_path / "old.qualkit"
    path.write_bytes(gzip.decompress((DATA / "schema-0001.qualkit.gz").read_bytes()))
    return path


def test_a_file_of_an_earlier_version_is_brought_up_to_date(earlier_version: Path) -> None:
    engine = connect(earlier_version)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == REVISION
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_study_of_the_first_version_keeps_its_trail_whole_and_can_be_undone(first_version: Path) -> None:
    with qk.Study.open(first_version, coder="ana") as study:
        assert len(study.audit) == 12
        assert study.verify_audit().empty
        assert study.memos["text"].tolist() == ["the head signed first"]
        study.reduction.memo("now", about="commitment")
        assert study.verify_audit().empty
        for verb in ("memo", "summarise"):
            assert study.undo()["verb"] == verb
        assert study.verify_audit().empty
        assert study.summaries.empty


def test_all_that_was_done_in_an_earlier_version_can_be_undone(earlier_version: Path) -> None:
    for coder in ("budi", "ana"):
        with qk.Study.open(earlier_version, coder=coder) as study:
            assert f"nothing by {coder}" in _undo_all(study)
    with qk.Study.open(earlier_version) as study:
        assert study.codes.empty


def _undo_all(study: qk.Study) -> str:
    """Undo until nothing can be undone; the trail is whole after each step. Why there was no more."""
    while True:
        try:
            study.undo()
        except qk.Conflict as error:
            return str(error)
        assert study.verify_audit().empty


def test_a_memo_of_the_first_version_edited_behind_the_trail_is_found(first_version: Path) -> None:
    engine = connect(first_version)
    with engine.begin() as connection:
        connection.execute(text("UPDATE memo SET name = 'forged'"))
    engine.dispose()
    with qk.Study.open(first_version, coder="ana") as study:
        assert "memo" in study.verify_audit()["problem"].iloc[0]


def test_the_migrations_make_the_tables_that_the_code_expects(where: str) -> None:
    Store.create(where, actor="ana", title="T", language="en").close()
    engine = connect(where)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_sqlite_study_is_in_wal_mode_with_foreign_keys(tmp_path: Path) -> None:
    Store.create(tmp_path / "s.qualkit", actor="ana", title="T", language="en").close()
    engine = connect(tmp_path / "s.qualkit")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_read_only_study_can_not_be_written_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "study.qualkit"
    with qk.Study.create(path, title="T") as study:
        engine = study._store._engine
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=ON")
            connection.commit()
        with pytest.raises(qk.QualkitError, match="cannot be written"):
            study.reduction.memo("lost")


def test_a_study_in_an_archive_can_be_read_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a study?.qualkit"
    with qk.Study.create(path, title="T", coder="ana") as study:
        study.reduction.memo("kept")
    before = path.read_bytes()
    monkeypatch.setattr("os.access", lambda *_: False)
    with qk.Study.open(path, coder="ana") as study:
        assert study.memos["text"].tolist() == ["kept"]
        assert study.verify_audit().empty
        with pytest.raises(qk.QualkitError, match="cannot be written"):
            study.reduction.memo("lost")
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]
