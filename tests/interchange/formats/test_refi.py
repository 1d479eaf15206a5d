"""The format as a whole: what it takes for its own, and what it makes of damaged and hostile files."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import refi
from qualkit.interchange.project import Project
from qualkit.interchange.soundness import sound

SNIPPETS = [b"", b"<", b"\x00", b'"', b"&x;", b"99999999999", b"-1", b"\xff", b"<Code>", b"</Sources>"]


def packed(tmp_path: Path, xml: bytes, text: bytes = b"x") -> Path:
    path = tmp_path / "some.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", xml)
        archive.writestr("sources/C1C745F7-8E4D-48B2-9710-655AFE7E54FA.txt", text)
    return path


@pytest.fixture
def real(shared: Path) -> bytes:
    with zipfile.ZipFile(shared / "refi" / "atlasti-8.4-mac.qdpx") as archive:
        return archive.read("Project.qde")


@pytest.fixture
def schema(shared: Path) -> Any:
    return etree.XMLSchema(etree.parse(shared / "refi" / "xsd" / "Project.xsd"))


def test_projects_are_told_by_their_content(shared: Path, tmp_path: Path) -> None:
    (tmp_path / "renamed.zip").write_bytes((shared / "refi" / "atlasti-8.4-mac.qdpx").read_bytes())
    (tmp_path / "other.qdpx").write_bytes(b"PK\x03\x04 nothing")
    assert refi.sniff(tmp_path / "renamed.zip")
    assert refi.sniff(shared / "refi" / "transana-3.22-annexA3.qde")
    others = (tmp_path / "other.qdpx", tmp_path, tmp_path / "missing.qde", shared / "refi" / "annexA1.qdc")
    assert not any(map(refi.sniff, others))


def test_an_empty_study_is_written_and_read(tmp_path: Path) -> None:
    refi.write(Project(title="Nothing yet"), tmp_path / "empty.qdpx")
    back = refi.read(tmp_path / "empty.qdpx")
    assert (back.title, back.tables, back.remarks) == ("Nothing yet", {}, ())


def test_a_text_in_the_project_is_found_and_coded_as_the_program_showed_it(
    real: bytes, tmp_path: Path
) -> None:
    start, end = b"I did try the gluten free bread, but it was always so soggy,", 215
    text = b"x " * 107 + b"\n" + start + b" " * 800
    project = sound(refi.read(packed(tmp_path, real, text)))
    simon = next(row for row in project.rows("source") if row["name"] == "Simon.docx")
    spans = [(row["start"], row["end"]) for row in project.rows("coding") if row["source"] == simon["id"]]
    assert (end, end + len(start)) in spans
    assert project.transcripts[simon["id"]].text[215:275] == start.decode()


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"<Project", "damaged"),
        (b"<Other/>", "begins with <Other>"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>', "entities"),
        (b"<a>" * 300 + b"</a>" * 300, "deep"),
        (b"", "damaged"),
    ],
)
def test_hostile_xml_is_refused_in_a_sentence(tmp_path: Path, xml: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        refi.read(packed(tmp_path, xml))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(0, 40), st.sampled_from(SNIPPETS)), max_size=6))
def test_a_mutated_project_is_refused_or_comes_in_sound_and_goes_out_valid(
    real: bytes, schema: Any, tmp_path: Path, cuts: list[tuple[int, int, bytes]]
) -> None:
    xml = real
    for at, length, put in cuts:
        xml = xml[:at] + put + xml[at + length :]
    try:
        project = sound(refi.read(packed(tmp_path, xml, b"word " * 400)))
    except InvalidInput:
        return
    refi.write(project, tmp_path / "again.qdpx")
    with zipfile.ZipFile(tmp_path / "again.qdpx") as archive:
        schema.assertValid(etree.fromstring(archive.read("project.qde")))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 8000), st.binary(min_size=1, max_size=8))
def test_a_mutated_archive_is_refused_or_read(shared: Path, tmp_path: Path, at: int, put: bytes) -> None:
    data = (shared / "refi" / "atlasti-8.4-mac.qdpx").read_bytes()
    path = tmp_path / "broken.qdpx"
    path.write_bytes(data[:at] + put + data[at + len(put) :])
    refi.sniff(path)
    try:
        assert isinstance(refi.read(path), Project)
    except InvalidInput as error:
        assert str(error).endswith(".")  # noqa: PT017
