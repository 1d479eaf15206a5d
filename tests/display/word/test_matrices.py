from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.word import Style, render
from qualkit.display.word.matrices import add_matrix
from qualkit.display.word.paper import new_paper
from qualkit.errors import InvalidInput

from .conftest import Pages, body_of, styled, text_of, with_words


def test_apa_puts_number_and_title_above_and_one_note_below(shown: Matrix) -> None:
    document = render(shown)
    assert [name for name, _ in styled(document)] == ["Caption", "Table Title", "Table Note"]
    note = document.paragraphs[-1]
    assert note.runs[0].text == "Note. "
    assert note.runs[0].italic
    assert re.fullmatch(r"Note\. .*Two months\. Data version 7\. Decision rules\. .*By hand\.", note.text)


def test_the_plain_style_has_a_paragraph_for_legend_rules_and_notes(shown: Matrix) -> None:
    text = text_of(render(shown, style="plain"))
    for words in (
        "Table\u00a01. Commitment",
        "“kutipan 0”\u00a0P01:2",
        "\nLegend. ",
        "\nDecision rules. ",
        "\nNote. Two months.",
        "\nData version 7",
    ):
        assert words in text


def test_quotations_look_as_the_style_says(shown: Matrix) -> None:
    guillemets = render(shown, style=Style(quotation_marks=("«\u00a0", "\u00a0»")))
    assert "«\u00a0kutipan 0\u00a0»\u00a0(P01:2)" in text_of(guillemets)
    italic = body_of(render(shown, style=Style(quotation="italic", address="small")))
    looks = {
        run.find(f".//{qn('w:rStyle')}").get(qn("w:val")): "".join(run.itertext())
        for run in italic.iter(qn("w:r"))
        if run.find(f".//{qn('w:rStyle')}") is not None
    }
    assert "kutipan" in looks["TableQuoted"]
    assert looks["TableAddress"].startswith("\u00a0")
    block = render(shown, style=Style(quotation="block", quotation_marks=("", "")))
    quoted = [each for each in block.tables[0]._tbl.iter(qn("w:p")) if each.style == "TableQuotation"]
    assert all(each.text.startswith("kutipan") for each in quoted)
    assert quoted


def test_the_words_follow_the_language(material: Material) -> None:
    text = text_of(render(matrix(material, language="id"), style="plain"))
    assert "Tabel\u00a01. Kutipan menurut kasus dan kode" in text
    assert "tidak ditemukan" in text
    assert "Catatan. " in text_of(render(matrix(material, language="id")))


def test_a_caption_below_follows_the_table(shown: Matrix) -> None:
    document = render(shown, style=Style(table_caption="below"))
    tags = [each.tag.rpartition("}")[2] for each in document.element.body]
    assert tags == ["tbl", "p", "p", "p", "sectPr"]


def test_header_rows_repeat_short_rows_stay_whole_and_widths_agree(material: Material) -> None:
    table = render(matrix(material, bands="bidang")).tables[0]._tbl
    rows = table.findall(qn("w:tr"))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows].count(True) == 2
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    grid = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert int(table.find(f".//{qn('w:tblW')}").get(qn("w:w"))) == sum(grid)
    for row in rows:
        assert sum(int(each.get(qn("w:w"))) for each in row.iter(qn("w:tcW"))) == sum(grid)


def test_many_columns_turn_the_page_and_too_many_are_printed_in_parts(shown: Matrix, wide: Matrix) -> None:
    narrow = render(shown)
    assert narrow.sections[0].page_width < narrow.sections[0].page_height
    document = render(wide, style="plain")
    assert document.sections[0].page_width > document.sections[0].page_height
    assert sum(len(table.columns) - 1 for table in document.tables) == 20
    assert len(document.tables) == 3
    assert [text for name, text in styled(document) if name == "Table Remark"] == ["(continued)"] * 2
    labels = [[row.cells[0].text for row in table.rows[2:]] for table in document.tables]
    assert labels[0] == labels[1] == labels[2]


def test_more_columns_than_anybody_reads_are_refused_with_what_to_do(shown: Matrix) -> None:
    many = replace(
        shown,
        columns=shown.columns * 1250,
        cells=tuple(row * 1250 for row in shown.cells),
    )
    with pytest.raises(InvalidInput, match=r"has 5,000 columns; .* up to 250\. Choose fewer with codes= or"):
        render(many)


def test_five_thousand_rows_are_one_table(figures: Matrix) -> None:
    rows = tuple(Header(key=str(each), label=f"Case {each}") for each in range(5000))
    tall = replace(figures, rows=rows, cells=figures.cells[:1] * 5000)
    (table,) = render(tall).tables
    assert len(table._tbl.findall(qn("w:tr"))) == 5001


def test_one_row_and_one_column_are_a_table(figures: Matrix) -> None:
    single = replace(
        figures, rows=figures.rows[:1], columns=figures.columns[:1], cells=((Cell(value=3, n=3),),)
    )
    assert [[cell.text for cell in row.cells] for row in render(single).tables[0].rows][-1][-1] == "3"


def test_five_columns_of_quotations_are_one_table_on_either_page(shown: Matrix) -> None:
    long = Cell(entries=(Entry(text="kutipan panjang " * 20, address="P01:2"),) * 2, n=3)
    row = replace(shown.rows[0], label="Dinas Pendidikan dan Kebudayaan Kota")
    five = replace(shown, rows=(row,), columns=(*shown.columns, shown.columns[0]), cells=((long,) * 5,))
    for landscape in (False, True):
        paper = new_paper(style="plain", landscape=landscape)
        add_matrix(paper, five)
        assert len(paper.document.tables) == 1


def test_columns_beside_a_very_long_quotation_can_still_be_read(shown: Matrix) -> None:
    long = Cell(entries=(Entry(text="kata " * 3000, address="P01:2"),), n=1)
    cells = tuple((long, *row[1:]) for row in with_words(shown, "tidak panjang sekali " * 3).cells)
    table = render(replace(shown, cells=cells), style="plain").tables[0]._tbl
    widths = [int(each.get(qn("w:w"))) for each in table.iter(qn("w:gridCol"))]
    assert min(widths[1:]) > 2.4 * 567


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_matrix_without_rows_or_columns_says_that_there_is_no_data(
    material: Material, language: str
) -> None:
    shown = matrix(material, title="Empty", language=language)
    said = {"en": "(no data)", "id": "(tidak ada data)"}[language]
    for bare in (
        replace(shown, rows=(), cells=()),
        replace(shown, columns=(), cells=((),) * len(shown.rows)),
        replace(shown, rows=(), columns=(), cells=()),
    ):
        document = render(bare)
        assert "Empty" in text_of(document)
        assert said in text_of(document)
        assert document.tables == []


def test_no_text_of_a_display_can_spoil_the_file(material: Material) -> None:
    bad = "a\x00\x0b\ud800\uffffz"
    shown = matrix(material, title=bad).with_notes(bad).with_rules(bad)
    rows = tuple(replace(each, label=bad, note=bad, band=bad) for each in shown.rows)
    columns = tuple(replace(each, label=bad, band=bad + "b") for each in shown.columns)
    spoilt = replace(shown, rows=rows, columns=columns, corner=bad, legend=(bad,))
    for style in (Style(decision_rules="footnote"), "plain"):
        assert text_of(render(spoilt, style=style)).count("az") > 10


@pytest.mark.parametrize("content", ["quotes", "count", "rating"])
@pytest.mark.parametrize("style", ["apa7", "plain"])
def test_libreoffice_shows_the_words_on_paper(
    material: Material, pages: Pages, content: str, style: str
) -> None:
    shown = matrix(material, cells=content, title="Commitment of heads", bands="bidang")
    (page,) = pages(render(shown, style=style))
    for words in (r"Table\s1\W+Commitment of heads", "Pengawasan", "no data"):
        assert re.search(words, page)
