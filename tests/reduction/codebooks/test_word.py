from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from qualkit import Codebook
from qualkit.errors import InvalidInput
from qualkit.model import Code

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOOK = Codebook(
    (
        Code(name="stages", labels={"id": "Tahapan", "he": "שלבים"}, kind="process", brief="How it went"),
        Code(
            name="commitment",
            parent="stages",
            definition="=A promise.\n\nמילה: signed\tor said 🪜",
            examples={"typical": ("I: Ready?\nP: Ready.", "“Siap,” kata dia"), "close but no": ('"a"',)},
            scale=("weak", "strong"),
            patterns=("komit*", "re:a: b"),
            unit="sentence",
            colour="#4477aa",
        ),
        Code(name="letter", parent="commitment", retired=True, when="01", when_not=" blanks "),
        Code(name="time"),
    ),
    "Coaching <OPD>",
    "id",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    BOOK.write(tmp_path / "book.docx")
    return tmp_path / "book.docx"


def edited(path: Path) -> tuple[Any, Any]:
    document = docx.Document(str(path))
    return document, document.tables[0]


def typed(cell: Any, *paragraphs: str) -> None:
    """Type anew, as an author does: in pieces that are formatted each in its way."""
    for each in cell.paragraphs[1:]:
        each._p.getparent().remove(each._p)
    first = cell.paragraphs[0]
    for run in first.runs:
        run._r.getparent().remove(run._r)
    for number, text in enumerate(paragraphs):
        paragraph = first if number == 0 else cell.add_paragraph()
        paragraph.add_run(text[:2]).bold = True
        paragraph.add_run(text[2:]).italic = True


def test_word_shows_a_row_for_each_code_under_headings_in_the_language(path: Path) -> None:
    _, table = edited(path)
    assert [cell.text for cell in table.rows[0].cells] == [
        "Kode",
        "Ringkasan",
        "Definisi",
        "Kapan dipakai",
        "Kapan tidak dipakai",
        "Contoh khas",
        "Mirip, tetapi bukan",
        "Pola",
        "Rincian",
    ]
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    assert [row.cells[0].text.split("\n")[0] for row in table.rows[1:]] == [code.name for code in BOOK.codes]
    assert table.rows[2].cells[0].text.split("\n") == ["commitment", "Induk: stages"]
    assert table.rows[2].cells[8].text.split("\n") == [
        "Jenis: deskriptif",
        "Bobot: weak",
        "Bobot: strong",
        "Satuan: kalimat",
        "Warna: #4477aa",
    ]


def test_a_book_in_a_language_without_words_has_english_headings(tmp_path: Path) -> None:
    Codebook((Code(name="a"),), "T", "nl").write(tmp_path / "book.docx")
    _, table = edited(tmp_path / "book.docx")
    assert table.rows[0].cells[3].text == "When to use"
    assert Codebook.read(tmp_path / "book.docx").language == "nl"


def test_libreoffice_keeps_the_codebook_unchanged(soffice: str, path: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    for source, suffix in ((path, "odt"), (tmp_path / "saved" / "book.odt", "docx")):
        command = [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(tmp_path / "saved"),
        ]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
    assert Codebook.read(tmp_path / "saved" / "book.docx") == BOOK


def test_what_an_author_retypes_adds_and_moves_is_read(path: Path) -> None:
    document, table = edited(path)
    typed(table.rows[4].cells[0], " money ", "Label (id): Uang", "Induk: stages")
    typed(table.rows[4].cells[2], "“New” definition…", "", "in two paragraphs")
    typed(table.rows[4].cells[8], "jenis: Nilai", "Warna: #FFF000")
    added = table.add_row()
    added.cells[0].text = "new code"
    added.cells[3].text = "Whenever"
    table._tbl.insert(3, added._tr)
    table.add_row()
    document.save(str(path))
    book = Codebook.read(path)
    assert book.codes[0] == Code(name="new code", when="Whenever")
    assert book["money"] == Code(
        name="money",
        labels={"id": "Uang"},
        parent="stages",
        definition="“New” definition…\n\nin two paragraphs",
        kind="values",
        colour="#FFF000",
    )
    assert book["commitment"] == BOOK["commitment"]


def test_changes_that_are_tracked_are_read_as_accepted(path: Path) -> None:
    document, table = edited(path)
    paragraph = table.rows[1].cells[1].paragraphs[0]._p
    run = paragraph.r_lst[0]
    gone = parse_xml(f'<w:del {W} w:id="1" w:author="a"><w:r><w:delText>x</w:delText></w:r></w:del>')
    new = parse_xml(f'<w:ins {W} w:id="2" w:author="a"><w:r><w:t>, said twice</w:t></w:r></w:ins>')
    run.addnext(new)
    run.addnext(gone)
    mark = parse_xml(f'<w:del {W} w:id="3" w:author="a"/>')
    table.rows[4]._tr.get_or_add_trPr().append(mark)
    document.save(str(path))
    book = Codebook.read(path)
    assert book["stages"].brief == "How it went, said twice"
    assert "time" not in book


def test_a_table_that_an_author_made_by_hand_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Our codes, with thanks to all.")
    document.add_table(1, 2).rows[0].cells[0].text = "not this one"
    for names in (("trust", "fear"), ("time",)):
        table = document.add_table(1 + len(names), 2)
        table.rows[0].cells[0].text, table.rows[0].cells[1].text = "CODE", "Description"
        for row, name in zip(table.rows[1:], names, strict=True):
            row.cells[0].text, row.cells[1].text = name, f"About {name}."
    document.save(str(tmp_path / "book.docx"))
    book = Codebook.read(tmp_path / "book.docx")
    assert book.codes == tuple(Code(name=n, definition=f"About {n}.") for n in ("trust", "fear", "time"))
    assert (book.title, book.language) == ("", None)


def test_cells_that_were_merged_leave_the_others_under_their_headings(path: Path) -> None:
    document, table = edited(path)
    typed(table.rows[4].cells[3], "Always")
    table.rows[4].cells[1].merge(table.rows[4].cells[2])
    document.save(str(path))
    assert Codebook.read(path)["time"] == Code(name="time", when="Always")


def test_problems_are_told_with_the_rows_of_the_table(path: Path) -> None:
    document, table = edited(path)
    typed(table.rows[1].cells[8], "Jenis: proces", "whatever")
    typed(table.rows[3].cells[0], "letter", "Induk: comitment")
    typed(table.rows[4].cells[0], "Stages")
    document.save(str(path))
    with pytest.raises(InvalidInput) as caught:
        Codebook.read(path)
    told = str(caught.value).splitlines()
    assert [line.removeprefix(f"{path}, ").partition(":")[0] for line in told] == [
        "table row 2",
        "table row 2",
        "table row 4",
        "table row 5",
    ]
    assert "No column named 'whatever'" in told[0]
    assert "Did you mean 'commitment'" in told[2]
    assert "there is a code 'stages' already" in told[3]


def test_a_document_without_a_table_of_codes_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1)
    document.save(str(tmp_path / "book.docx"))
    with pytest.raises(InvalidInput, match="there is no table of codes"):
        Codebook.read(tmp_path / "book.docx")


def test_lines_that_an_author_broke_by_hand_are_patterns_each(path: Path) -> None:
    document, table = edited(path)
    typed(table.rows[1].cells[7], "tahap*\nlangkah*", "re:a: b")
    table.rows[1].cells[8].add_paragraph("Bobot: low\nhigh")
    document.save(str(path))
    assert Codebook.read(path)["stages"].patterns == ("tahap*", "langkah*", "re:a: b")
    assert Codebook.read(path)["stages"].scale == ("low", "high")


def test_an_entry_of_two_lines_stays_one(tmp_path: Path) -> None:
    book = Codebook(
        (Code(name="a", scale=("low\nlower", "high"), examples={"typical": ("I: So?\nP: So.",)}),)
    )
    book.write(tmp_path / "book.docx")
    assert Codebook.read(tmp_path / "book.docx").codes == book.codes
