from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qualkit import Codebook
from qualkit.errors import InvalidInput
from qualkit.interchange.formats import refi_codebook
from qualkit.model import Code
from qualkit.reduction.codebooks.contents import Contents
from qualkit.reduction.codebooks.refi import read, write

BOOK = Codebook(
    (
        Code(name="stages", kind="process", labels={"id": "Tahapan"}, colour="#4477aa"),
        Code(name="letter", parent="stages", definition="Signed.", retired=True, patterns=("surat*",)),
    )
)
Books = Callable[..., st.SearchStrategy[Codebook]]


@pytest.fixture(scope="session")
def schema(shared: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(shared / "refi" / "xsd" / "Codebook.xsd")))


def test_what_is_written_is_valid_by_the_schema_of_the_standard(
    schema: etree.XMLSchema, corpus: Path, tmp_path: Path
) -> None:
    for book in (BOOK, Codebook.read(corpus.parents[1] / "codebooks" / "coaching-opd.yaml")):
        book.write(tmp_path / "book.qdc")
        schema.assertValid(etree.parse(str(tmp_path / "book.qdc")))


@given(data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_everything_that_xml_can_hold_is_read_back(data: st.DataObject, codebooks: Books) -> None:
    book = data.draw(codebooks().filter(lambda book: _holds(repr(book.codes))))
    assert read(write(Contents(book.codes)), "here").codes == book.codes


def _holds(text: str) -> bool:
    return not any(sign in text for sign in ("\\x", "\\r", "\\ufff", "::"))


@pytest.mark.parametrize("name", ["annexA1.qdc", "taguette-1.5.2.qdc"])
def test_codebooks_of_other_programs_are_read_as_a_study_takes_them(name: str, shared: Path) -> None:
    path = shared / "refi" / name
    rows = refi_codebook.read(path).rows("code")
    names = {row["id"]: row["name"] for row in rows}
    taken = {
        (row["name"], names.get(row["parent"]), row["definition"]["definition"], row["definition"]["colour"])
        for row in rows
    }
    book = Codebook.read(path)
    assert {(code.name, code.parent, code.definition, code.colour) for code in book.codes} == taken
    assert len(book.codes) == len(rows)


def test_flat_names_become_a_hierarchy() -> None:
    names = ("Coke", "Coke::diet Coke", "Coke::diet Coke::cold", "Pepsi", "Pepsi::cold", "a::b")
    codes = "".join(f'<Code guid="{n}" name="{name}" isCodable="true"/>' for n, name in enumerate(names))
    found = read(f"<CodeBook><Codes>{codes}</Codes></CodeBook>".encode(), "here").codes
    assert [(code.name, code.parent) for code in found] == [
        ("Coke", None),
        ("diet Coke", "Coke"),
        ("Coke::diet Coke::cold", "diet Coke"),
        ("Pepsi", None),
        ("Pepsi::cold", "Pepsi"),
        ("a::b", None),
    ]


def test_a_code_that_only_holds_others_says_so_and_short_colours_are_lengthened() -> None:
    data = b'<CodeBook><Codes><Code name="a" isCodable="false" color="#f0c"/></Codes></CodeBook>'
    (code,) = read(data, "here").codes
    assert code.when_not == "Not for coding: this code only holds those below it."
    assert code.colour == "#ff00cc"
    assert b'isCodable="false"' in write(Contents((code,)))


def test_problems_are_told_with_their_lines() -> None:
    data = b'<CodeBook><Codes>\n<Code name="a">\n<Code name="A"/></Code>\n<Code name=" "/></Codes></CodeBook>'
    with pytest.raises(InvalidInput) as caught:
        read(data, "book.qdc")
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "book.qdc, line 3",
        "book.qdc, line 4",
    ]


def test_another_document_and_an_empty_codebook_are_refused() -> None:
    with pytest.raises(InvalidInput, match="begins with <Project>"):
        read(b"<Project/>", "here")
    with pytest.raises(InvalidInput, match="needs one"):
        write(Contents(()))
