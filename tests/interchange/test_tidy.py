"""Studies as tidy folders and zips, written, edited by people, and read back."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit import Codebook, Conflict, InvalidInput, Study
from qualkit.interchange import formats
from qualkit.interchange.project import Project
from qualkit.interchange.soundness import sound

slow = settings(deadline=None, max_examples=100, suppress_health_check=list(HealthCheck))
TALK = "I: How?\nR: We signed, 😀 “yes”; really.\nI: So?\nR: So.\n"


@pytest.fixture
def filled(study: Study, tmp_path: Path) -> Study:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    study.collection.add(tmp_path / "talk.txt", case="Office", site="Mataram", visits=3)
    study.reduction.use_codebook(Codebook.parse("codes: [{name: commitment, patterns: ['sign*']}, doubt]"))
    study.reduction.autocode(unit="turn")
    study.reduction.summarise("Office", "commitment", "Signed.")
    study.verification.support(study.verification.conclude("They commit."), study.codings)
    return study


def _read_or_refusal(path: Path) -> Project | InvalidInput:
    try:
        return sound(formats.read(path))
    except InvalidInput as error:
        return error


def _rows(table: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


@slow
@given(st.data(), st.sampled_from(["folder", "study.zip"]))
def test_a_study_that_is_written_is_read_back_whole(
    projects: st.SearchStrategy[Project],
    contents: Callable[[Project], dict[str, Any]],
    data: st.DataObject,
    name: str,
) -> None:
    project = data.draw(projects)
    with tempfile.TemporaryDirectory() as folder:
        formats.write(project, Path(folder) / name)
        found = sound(formats.read(Path(folder) / name))
    assert contents(found) == contents(project)
    assert found.remarks == ()


def test_a_folder_is_read_by_people(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    assert (folder / "texts" / "talk.txt").read_text(encoding="utf-8") == TALK
    rows = _rows(folder / "codings.csv")
    assert [(row["source"], row["code"], row["text"]) for row in rows] == [
        ("talk", "commitment", "We signed, 😀 “yes”; really.")
    ]
    sources = _rows(folder / "sources.csv")
    assert (sources[0]["site"], sources[0]["visits"]) == ("Mataram", "3")
    assert Codebook.read(folder / "codebook.yaml").codes == filled.codebook.codes


def test_equal_studies_make_equal_files(filled: Study, tmp_path: Path) -> None:
    assert filled.export(tmp_path / "a.zip").read_bytes() == filled.export(tmp_path / "b.zip").read_bytes()


def test_a_study_is_made_of_a_folder(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    with Study.from_file(folder, tmp_path / "again.qualkit", coder="budi") as again:
        for name in ("turns", "cases", "codings", "summaries", "conclusions", "evidence"):
            assert getattr(again, name).equals(getattr(filled, name)), name
        assert again.codebook.codes == filled.codebook.codes
        assert again.history["verb"].tolist() == filled.audit["verb"].tolist()
        assert again.verify_audit().empty


def test_a_folder_that_people_edited_is_read(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    lines = (folder / "codings.csv").read_text(encoding="utf-8").splitlines()
    added = ",".join(["talk", "3", "6", "doubt", "ana"]) + "," * 7
    gone = "nowhere,0,3,doubt,ana,,,,,,,"
    edited = "\r\n".join([*lines, added, gone]).replace("commitment,", "doubt,")
    (folder / "codings.csv").write_bytes(b"\xef\xbb\xbf" + edited.encode())
    with Study.from_file(folder, tmp_path / "again.qualkit", coder="ana") as again:
        assert again.codings["code"].tolist() == ["doubt", "doubt"]
        assert again.codings["text"].iloc[0] == "How"
        told = [details["message"] for details in again.history.query("verb == 'import'")["details"]]
    assert any("There is no source 'nowhere' in sources.csv" in message for message in told)


def test_a_text_edited_behind_its_codings_is_told(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    (folder / "texts" / "talk.txt").write_text("More. " + TALK, encoding="utf-8")
    with Study.from_file(folder, tmp_path / "again.qualkit", coder="ana") as again:
        told = again.history.query("verb == 'import'")["details"].tolist()
    assert any("The span" in each["message"] for each in told)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("codings.csv", "source,start\ntalk,1\n", "codings.csv, line 1: there is no column 'end'"),
        ("codebook.yaml", "codes: [{nam: x}]\n", "codebook.yaml, line 1"),
        ("study.json", '{"format": "qualkit tidy study", "version": 2}', "version 2"),
    ],
)
def test_what_cannot_be_read_says_where(
    filled: Study, tmp_path: Path, name: str, content: str, says: str
) -> None:
    folder = filled.export(tmp_path / "out")
    (folder / name).write_text(content)
    with pytest.raises(InvalidInput, match=says):
        Study.from_file(folder, tmp_path / "again.qualkit")
    assert not (tmp_path / "again.qualkit").exists()


def test_a_text_outside_the_folder_is_not_read(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    (tmp_path / "secret.txt").write_text("secret")
    table = (folder / "sources.csv").read_text(encoding="utf-8")
    (folder / "sources.csv").write_text(table.replace("texts/talk.txt", "../secret.txt"), encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"'\.\./secret\.txt'"):
        Study.from_file(folder, tmp_path / "again.qualkit")


def test_a_folder_is_written_anew_and_other_files_in_it_stay(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    (folder / "README.md").write_text("Ours")
    filled.collection.remove("talk")
    filled.export(folder)
    assert (folder / "README.md").read_text() == "Ours"
    assert not (folder / "texts").exists()
    assert not (folder / "codings.csv").exists()


def test_what_others_keep_in_the_folder_stays(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    for name in ("texts/new.txt", "plan.csv"):
        (folder / name).write_text("Ours")
    filled.export(folder)
    assert (folder / "texts" / "new.txt").read_text() == (folder / "plan.csv").read_text() == "Ours"


def test_a_folder_that_git_or_an_editor_gave_other_line_ends_is_read(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    for each in folder.rglob("*.*"):
        each.write_bytes(
            b"\xef\xbb\xbf" * (each.suffix != ".json") + each.read_bytes().replace(b"\n", b"\r\n")
        )
    found = formats.read(folder)
    assert [script.text for script in found.transcripts.values()] == [TALK]
    assert found.remarks == ()


def test_a_zip_of_the_whole_folder_is_read(filled: Study, tmp_path: Path) -> None:
    filled.export(tmp_path / "work" / "out")
    packed = Path(shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path / "work"))
    assert formats.read(packed).transcripts == formats.read(tmp_path / "work" / "out").transcripts


def test_a_code_and_its_codings_are_added_by_hand(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    with (folder / "codebook.yaml").open("a") as book, (folder / "codings.csv").open("a") as codings:
        book.write("  - name: trust\n    codes: [hope]\n")
        codings.write("talk,0,6,hope,ana\n")
    with Study.from_file(folder, tmp_path / "again.qualkit", coder="ana") as again:
        assert again.codings["code"].tolist() == ["hope", "commitment"]
        assert [code.name for code in again.codebook.codes] == ["commitment", "doubt", "trust", "hope"]


def test_a_row_copied_by_hand_takes_no_text_from_another(filled: Study, tmp_path: Path) -> None:
    folder = filled.export(tmp_path / "out")
    header, row = (folder / "sources.csv").read_text().splitlines()
    copied = row.replace("talk,", "more,", 1).replace("texts/talk.txt", "texts/more.txt")
    (folder / "sources.csv").write_text("\n".join([header, row, copied.replace(f",{len(TALK)},", ",,")]))
    (folder / "texts" / "more.txt").write_text("More.")
    with Study.from_file(folder, tmp_path / "again.qualkit") as again:
        assert (again.text("talk"), again.text("more")) == (TALK, "More.")
        assert again.codings["source"].tolist() == ["talk"]


def test_media_that_are_gone_are_missed_before_anything_is_read(tmp_path: Path) -> None:
    identity = "00000000-0000-4000-8000-000000000001"
    media = {"id": identity, "name": "a.mp3", "kind": "audio", "details": {}, "transcripts": []}
    formats.write(Project(tables={"media": [media]}, files={identity: lambda: b"x"}), tmp_path / "out")
    (tmp_path / "out" / "media" / "a.mp3").unlink()
    with pytest.raises(InvalidInput, match=r"'media/a\.mp3', which a table names, is not there"):
        formats.read(tmp_path / "out")


@pytest.fixture
def written(filled: Study, tmp_path: Path) -> Path:
    return filled.export(tmp_path / "out")


@slow
@given(st.data())
def test_a_damaged_folder_is_read_or_refused(written: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(each for each in written.rglob("*") if each.is_file())))
    kept = path.read_bytes()
    start = data.draw(st.integers(0, len(kept)))
    junk = data.draw(
        st.binary(max_size=4) | st.sampled_from([b'"', b",", b"\n", b"[", b"{}", b"null", b"9" * 40])
    )
    path.write_bytes(kept[:start] + junk + kept[start + data.draw(st.integers(0, 20)) :])
    found = _read_or_refusal(written)
    path.write_bytes(kept)
    if isinstance(found, InvalidInput):
        assert str(found).startswith(str(written))
    else:
        assert {row["id"] for row in found.rows("source")} == set(found.transcripts)


def test_a_folder_with_something_else_is_left_alone(filled: Study, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(Conflict, match="no tidy study"):
        filled.export(tmp_path / "photos")
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_the_codebook_is_exported_as_yaml(study: Study, tmp_path: Path) -> None:
    study.reduction.use_codebook(Codebook.parse("codes: [{name: a, codes: [b]}]"))
    assert Codebook.read(study.export(tmp_path / "book.yaml")).codes == study.codebook.codes


def test_another_suffix_is_refused_by_name(study: Study, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"'\.sav'.*\.zip"):
        study.export(tmp_path / "out.sav")
