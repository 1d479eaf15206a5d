from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit import Codebook
from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Code

Books = Callable[..., st.SearchStrategy[Codebook]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("codebooks")


@given(data=st.data())
@pytest.mark.parametrize("suffix", [".yaml", ".xlsx", ".docx"])
@settings(max_examples=40, deadline=None)
def test_a_codebook_is_read_back_unchanged(
    suffix: str, data: st.DataObject, codebooks: Books, folder: Path
) -> None:
    book = data.draw(codebooks(wild=suffix == ".yaml"))
    book.write(folder / f"book{suffix}")
    assert Codebook.read(folder / f"book{suffix}") == book


@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_csv_keeps_every_code_unchanged(data: st.DataObject, codebooks: Books, folder: Path) -> None:
    book = data.draw(codebooks())
    book.write(folder / "book.csv")
    assert Codebook.read(folder / "book.csv") == Codebook(book.codes)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".docx", ".qdc", ".yaml"])
def test_the_shipped_codebook_keeps_every_code_in_every_format(
    suffix: str, corpus: Path, tmp_path: Path
) -> None:
    book = Codebook.read(corpus.parents[1] / "codebooks" / "coaching-opd.yaml")
    book.write(tmp_path / f"book{suffix}")
    assert Codebook.read(tmp_path / f"book{suffix}").codes == book.codes


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".qdc"])
def test_a_file_with_the_wrong_suffix_is_told_by_what_it_holds(suffix: str, tmp_path: Path) -> None:
    Codebook((Code(name="a"),)).write(tmp_path / f"book{suffix}")
    renamed = (tmp_path / f"book{suffix}").rename(tmp_path / "book.yaml")
    assert [code.name for code in Codebook.read(renamed).codes] == ["a"]


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".qdc"])
def test_a_file_that_is_not_what_its_suffix_says_is_refused(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"book{suffix}").write_text("codes: [a]")
    with pytest.raises(InvalidInput, match="damaged"):
        Codebook.read(tmp_path / f"book{suffix}")


def test_another_suffix_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(b"%PDF")
    for act in (Codebook.read, Codebook().write):
        with pytest.raises(
            InvalidInput, match=r"book\.pdf: a codebook is a file of one of the formats \.yaml"
        ):
            act(tmp_path / "book.pdf")


def test_a_file_that_does_not_exist_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no codebook at"):
        Codebook.read(tmp_path / "none.yaml")


def test_a_yaml_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_bytes("codes: [caf\xe9]".encode("latin-1"))
    with pytest.raises(InvalidInput, match=r"book\.yaml: byte 11 is not UTF-8"):
        Codebook.read(tmp_path / "book.yaml")


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_bytes(b"\xef\xbb\xbfcodes: [a]")
    assert [code.name for code in Codebook.read(tmp_path / "book.yaml").codes] == ["a"]


def test_a_changed_book_keeps_the_comments_of_the_file_that_it_was_read_from(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("# mine\ncodes:\n  - name: a  # first\n    brief: 'x'\n")
    book = Codebook.read(tmp_path / "book.yaml")
    changed = dataclasses.replace(book, codes=(dataclasses.replace(book["a"], brief="new"),))
    changed.write(tmp_path / "other.yaml")
    assert (tmp_path / "other.yaml").read_text() == "# mine\ncodes:\n  - name: a  # first\n    brief: 'new'\n"


def test_writing_onto_a_yaml_file_keeps_the_comments_that_it_has(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text("# mine\ncodes:\n  - a\n")
    Codebook((Code(name="a"), Code(name="b"))).write(tmp_path / "book.yaml")
    assert (tmp_path / "book.yaml").read_text() == "# mine\ncodes:\n  - a\n  - name: b\n"
