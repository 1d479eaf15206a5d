from __future__ import annotations

import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from qualkit.display.docx import add_caption, add_matrix, add_table, new_document, render
from qualkit.display.grid import Cell, Entry, Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput


def saved(shown: Matrix, folder: Path) -> Path:
    return shown.to_docx(folder / "shown.docx")


def body_of(path: Path) -> etree._Element:
    with zipfile.ZipFile(path) as packed:
        return etree.fromstring(packed.read("word/document.xml"))


def text_of(path: Path) -> str:
    return "\n".join("".join(each.itertext(qn("w:t"))) for each in body_of(path).iter(qn("w:p")))


def test_the_file_opens_and_holds_caption_quotations_legend_and_rules(
    material: Material, tmp_path: Path
) -> None:
    path = saved(matrix(material, title="Commitment").with_notes("Two months."), tmp_path)
    text = text_of(path)
    for words in (
        "Table\u00a01. Commitment",
        "“kutipan 0”\u00a0P01:2",
        "Legend. ",
        "Note. Two months.",
        "version 7",
    ):
        assert words in text
    assert len(Document(str(path)).tables) == 1


def test_the_words_follow_the_language(material: Material, tmp_path: Path) -> None:
    text = text_of(saved(matrix(material, language="id"), tmp_path))
    assert "Tabel\u00a01. Kutipan menurut kasus dan kode" in text
    assert "tidak ditemukan" in text


def test_captions_are_numbered_by_fields_inside_bookmarks(tmp_path: Path) -> None:
    document = new_document()
    for label in ("Table", "Tabel", "Figure"):
        add_caption(document, label, "x")
    document.save(str(tmp_path / "captions.docx"))
    body = body_of(tmp_path / "captions.docx")
    fields = [field.text for field in body.iter(qn("w:instrText"))]
    assert fields == [" SEQ Table \\* ARABIC ", " SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert marks == ["_RefTable000001", "_RefTable000002", "_RefFigure000001"]
    assert len({each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))}) == 3
    for caption in body.iter(qn("w:p")):
        kinds = [each.get(qn("w:fldCharType")) for each in caption.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]
        assert caption.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) == "Caption"


def test_header_rows_repeat_short_rows_stay_whole_and_widths_agree(
    material: Material, tmp_path: Path
) -> None:
    body = body_of(saved(matrix(material, bands="bidang"), tmp_path))
    table = body.find(f".//{qn('w:tbl')}")
    rows = table.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows].count(True) == 2
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    grid = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert int(table.find(f".//{qn('w:tblW')}").get(qn("w:w"))) == sum(grid)
    for row in rows:
        assert sum(int(each.get(qn("w:w"))) for each in row.iter(qn("w:tcW"))) == sum(grid)


def test_a_row_of_long_quotations_may_break_across_pages(tmp_path: Path) -> None:
    document = new_document()
    add_table(document, ["a"], [["x" * 5000]])
    document.save(str(tmp_path / "long.docx"))
    last = body_of(tmp_path / "long.docx").findall(f".//{qn('w:tr')}")[-1]
    assert last.find(f".//{qn('w:cantSplit')}") is None


def test_many_columns_turn_the_page_and_too_many_are_printed_in_parts(
    material: Material, tmp_path: Path
) -> None:
    narrow = render(matrix(material))
    assert narrow.sections[0].page_width < narrow.sections[0].page_height
    shown = matrix(material)
    wide = replace(
        shown, columns=shown.columns * 5, cells=tuple(row * 5 for row in shown.cells), title="Wide"
    )
    document = Document(str(saved(wide, tmp_path)))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert len(document.tables) == 3
    assert sum(len(table.columns) - 1 for table in document.tables) == 20


def test_forbidden_characters_are_removed_and_markup_is_text(material: Material, tmp_path: Path) -> None:
    shown = matrix(material)
    odd = Cell(entries=(Entry(text="a\x00\x0b\ud800<b> & ‘c’", address="P01:1"),), n=1)
    path = saved(replace(shown, cells=((odd,) * 4, *shown.cells[1:])), tmp_path)
    assert "“a<b> & ‘c’”" in text_of(path)


def test_arabic_runs_from_the_right(material: Material, tmp_path: Path) -> None:
    shown = matrix(material)
    arabic = Cell(entries=(Entry(text="العمل صعب", address="P01:1"),), n=1)
    body = body_of(saved(replace(shown, cells=((arabic,) * 4, *shown.cells[1:])), tmp_path))
    paragraph = next(each for each in body.iter(qn("w:p")) if "العمل" in "".join(each.itertext()))
    assert paragraph.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    assert [run.find(f".//{qn('w:rtl')}") is not None for run in paragraph.iter(qn("w:r"))] == [True, False]


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Row 1 of the table has 1 cells"):
        add_table(new_document(), ["a", "b"], [["1", "2"], ["3"]])


@pytest.mark.parametrize("content", ["quotes", "count", "rating"])
def test_libreoffice_shows_the_words_on_paper(
    material: Material, tmp_path: Path, soffice: str, content: str
) -> None:
    path = saved(matrix(material, cells=content, title="Commitment of heads", bands="bidang"), tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "shown.txt").read_text(encoding="utf-8-sig")
    assert re.search(r"Table\s1\. Commitment of heads", text)
    assert "Pengawasan" in text
    assert "no data" in text


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_matrix_without_rows_or_columns_says_that_there_is_no_data(
    material: Material, tmp_path: Path, language: str
) -> None:
    shown = matrix(material, title="Empty", language=language)
    said = {"en": "(no data)", "id": "(tidak ada data)"}[language]
    for bare in (
        replace(shown, rows=(), cells=()),
        replace(shown, columns=(), cells=((),) * len(shown.rows)),
        replace(shown, rows=(), columns=(), cells=()),
    ):
        path = saved(bare, tmp_path)
        assert "Empty" in text_of(path)
        assert said in text_of(path)
        assert Document(str(path)).tables == []


def widths_of(table: Any) -> list[int]:
    return [int(each.get(qn("w:w"))) for each in table._tbl.iter(qn("w:gridCol"))]


def test_a_column_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    header, row = ["id", "PRESTAMOS", "text"], ["1", "2", "x " * 500]
    table = add_table(new_document(), header, [row], widths=[1, 0.1, 20])
    widths = widths_of(table)
    assert widths[1] > 1200  # twips of nine bold capitals of 8.5 points, and the margins of a cell
    assert abs(sum(widths) - 16 * 567) < 4
    stub = widths_of(add_table(new_document(), ["", "b"], [["PRESTAMOS", "x"]], widths=[0.1, 20]))
    assert stub[0] > 1200
    given = widths_of(add_table(new_document(), ["a", "b"], [["1", "2"]], widths=[1, 3]))
    assert abs(given[1] - 3 * given[0]) < 4


def test_widths_stay_as_given_where_the_page_is_too_narrow_for_the_words() -> None:
    header = ["a" * 60, "a-very-" + "b" * 60]
    widths = widths_of(add_table(new_document(), header, [["1", "2"]], widths=[1, 1]))
    assert widths[0] == widths[1]


def test_five_columns_of_quotations_are_one_table_on_either_page(material: Material) -> None:
    long = Cell(entries=(Entry(text="kutipan panjang " * 20, address="P01:2"),) * 2, n=3)
    shown = matrix(material)
    row = replace(shown.rows[0], label="Dinas Pendidikan dan Kebudayaan Kota")
    wide = replace(shown, rows=(row,), columns=(*shown.columns, shown.columns[0]), cells=((long,) * 5,))
    for document in (new_document(), new_document(landscape=True)):
        add_matrix(document, wide)
        assert len(document.tables) == 1


def test_no_text_of_a_display_can_spoil_the_file(material: Material, tmp_path: Path) -> None:
    bad = "a\x00\x0b\ud800\uffffz"
    shown = matrix(material, title=bad).with_notes(bad).with_rules(bad)
    rows = tuple(replace(each, label=bad, note=bad, band=bad) for each in shown.rows)
    columns = tuple(replace(each, label=bad, band=bad + "b") for each in shown.columns)
    spoilt = replace(shown, rows=rows, columns=columns, corner=bad, legend=(bad,))
    assert text_of(saved(spoilt, tmp_path)).count("az") > 10
