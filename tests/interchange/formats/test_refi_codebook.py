from pathlib import Path

import pytest
from lxml import etree

from qualkit.errors import InvalidInput
from qualkit.interchange.formats import refi_codebook
from qualkit.interchange.project import Project


@pytest.mark.parametrize(("name", "count"), [("annexA1.qdc", 6), ("taguette-1.5.2.qdc", 4)])
def test_codebooks_of_others_are_read_written_valid_and_read_the_same(
    shared: Path, tmp_path: Path, name: str, count: int
) -> None:
    schema = etree.XMLSchema(etree.parse(shared / "refi" / "xsd" / "Codebook.xsd"))
    project = refi_codebook.read(shared / "refi" / name)
    assert refi_codebook.sniff(shared / "refi" / name)
    assert len(project.rows("code")) == count
    first, second = tmp_path / "first.qdc", tmp_path / "second.qdc"
    refi_codebook.write(project, first)
    schema.assertValid(etree.parse(first))
    refi_codebook.write(refi_codebook.read(first), second)
    assert second.read_bytes() == first.read_bytes()


def test_the_annex_of_the_standard_keeps_descriptions_and_colours(shared: Path) -> None:
    rows = {row["name"]: row for row in refi_codebook.read(shared / "refi" / "annexA1.qdc").rows("code")}
    assert rows["Economy"]["id"] == "d7aa29da-519b-4946-9b90-253b6db8fd0a"
    assert rows["Economy"]["definition"]["definition"] == "Anything about jobs or taxes or business"
    assert rows["Economy"]["definition"]["colour"] == "#ffff00"
    assert rows["Topics"]["definition"]["when_not"].startswith("Not for coding")


def test_the_codes_of_taguette_become_a_hierarchy_as_in_its_own_table(shared: Path) -> None:
    rows = refi_codebook.read(shared / "refi" / "taguette-1.5.2.qdc").rows("code")
    names = {row["id"]: row["name"] for row in rows}
    assert {row["name"]: names.get(row["parent"]) for row in rows} == {
        "interesting": None, "people": None, "places": "interesting", "pembinaan.provinsi": None,
    }  # fmt: skip


def test_sets_of_codes_are_written_and_read(shared: Path, tmp_path: Path) -> None:
    codes = refi_codebook.read(shared / "refi" / "annexA1.qdc").rows("code")
    members = [["code", row["id"]] for row in codes[:2]]
    made = {"id": "c29b5db8-2ed6-406b-bfd2-68e8e273c1e9", "name": "two", "description": "both"}
    sets = [made | {"members": [*members, ["source", "x"]]}]
    refi_codebook.write(Project(tables={"code": codes, "set": sets}), tmp_path / "book.qdc")
    assert refi_codebook.read(tmp_path / "book.qdc").rows("set") == [made | {"members": members}]


def test_no_codebook_is_written_without_codes_or_read_from_something_else(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="no codes"):
        refi_codebook.write(Project(), tmp_path / "book.qdc")
    (tmp_path / "other.qdc").write_text("<Other/>")
    assert not refi_codebook.sniff(tmp_path / "other.qdc")
    with pytest.raises(InvalidInput, match="begins with <Other>"):
        refi_codebook.read(tmp_path / "other.qdc")
