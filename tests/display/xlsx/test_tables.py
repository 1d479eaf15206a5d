from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.xlsx import workbook
from qualkit.errors import InvalidInput

Read = Callable[[bytes], Any]


def first(cell: Cell, shown: Matrix) -> Matrix:
    return replace(shown, cells=((cell, *shown.cells[0][1:]), *shown.cells[1:]))


def labelled(sheet: Any) -> dict[str, Any]:
    """The cells of the first row under each heading."""
    heads = next(row for row in sheet.iter_rows() if row[1].value)
    return {str(head.value).partition("\n")[0]: sheet.cell(head.row + 1, head.column) for head in heads}


def test_counts_are_numbers_and_states_are_grey_words(material: Material, read: Read) -> None:
    shown = matrix(material, cells="count")
    sheet = read(workbook(shown))["Table"]
    cells = labelled(sheet)
    assert cells[shown.corner].value == "Bapenda"
    assert cells["Komitmen"].value == shown.cells[0][[c.key for c in shown.columns].index("komitmen")].value
    grey = [cell for row in sheet.iter_rows() for cell in row if cell.font.italic]
    assert "not yet coded" in {cell.value for cell in grey}
    assert {cell.font.color.rgb for cell in grey} == {"FF6B6B6B"}


@pytest.mark.parametrize(
    ("language", "written"), [("en", '[$-409]#,##0" (42\u00a0%)"'), ("id", '[$-421]#,##0" (42\u00a0%)"')]
)
def test_a_share_is_printed_behind_its_number(
    material: Material, read: Read, language: str, written: str
) -> None:
    shown = matrix(material, cells="count", language=language)
    shown = first(Cell(value=1234, share=41.7, n=1234), shown)
    sheet = read(workbook(shown)).worksheets[0]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == 1234)
    assert cell.number_format == written


@pytest.mark.parametrize("text", ["=1+1", "http://example.org", "+5", "@x", "007", "<b>&", "_x0041_"])
def test_a_text_stays_a_text(material: Material, read: Read, text: str) -> None:
    shown = first(Cell(entries=(Entry(text=text),), n=1), matrix(material, cells="summary"))
    book = read(workbook(replace(shown, title=text, notes=(text,))))
    cells = [cell for row in book["Table"].iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 2
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in cells)


def test_quotations_are_wrapped_with_their_address(material: Material, read: Read) -> None:
    sheet = read(workbook(matrix(material)))["Table"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if "“kutipan 0”" in str(cell.value))
    assert "“kutipan 0”\u00a0(P01:2)" in cell.value
    assert cell.alignment.wrap_text
    assert sheet.row_dimensions[cell.row].height >= 26


def test_bands_notes_and_numbers_of_codings_are_columns_to_filter_by(material: Material, read: Read) -> None:
    shown = matrix(material, bands="bidang", order="capaian")
    sheet = read(workbook(shown))["Table"]
    heads = [cell.value for cell in sheet[3]][:4]
    assert heads == ["Band", shown.corner, "n", "Note"]
    assert [row[0].value for row in sheet.iter_rows(min_row=4)] == [row.band for row in shown.rows]
    assert [row[2].value for row in sheet.iter_rows(min_row=4)] == [row.n for row in shown.rows]
    assert sheet.auto_filter.ref == f"A3:H{3 + len(shown.rows)}"
    assert sheet.freeze_panes == "C4"


def test_headings_over_several_columns_are_merged(material: Material, read: Read) -> None:
    shown = matrix(material, cells="count", columns=["kind", "family"])
    sheet = read(workbook(shown))["Table"]
    assert {"A1"} < {str(each).partition(":")[0] for each in sheet.merged_cells.ranges}
    assert sheet.print_title_rows == "$1:$3"


def test_a_wide_table_is_printed_on_its_side_and_fits_the_width(material: Material, read: Read) -> None:
    shown = matrix(material)
    sheet = read(workbook(shown))["Table"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    narrow = replace(shown, columns=shown.columns[:1], cells=tuple(row[:1] for row in shown.cells))
    assert read(workbook(narrow))["Table"].page_setup.orientation == "portrait"


def test_the_rest_of_a_text_too_long_for_a_cell_is_on_another_sheet(material: Material, read: Read) -> None:
    text = "".join(f"{number} " for number in range(12_000))
    shown = first(Cell(entries=(Entry(text=text),), n=1), matrix(material, cells="summary"))
    book = read(workbook(shown))
    parts = list(book["Long texts"].iter_rows(min_row=2, values_only=True))
    sheet, place, _ = parts[0]
    begun, _, hint = book[sheet][place].value.rpartition(" [")
    assert begun + "".join(part for *_, part in parts) == text
    assert hint == "continued on the sheet “Long texts”]"


def test_an_empty_table_says_so(material: Material, read: Read) -> None:
    for empty in (
        replace(matrix(material), rows=(), cells=()),
        replace(matrix(material), columns=(), cells=((),) * 4),
    ):
        values = [cell.value for row in read(workbook(empty))["Table"].iter_rows() for cell in row]
        assert "(no data)" in values


def test_more_columns_than_a_sheet_has_are_refused(material: Material) -> None:
    columns = tuple(Header(key=str(number), label=str(number)) for number in range(16_384))
    with pytest.raises(InvalidInput, match="would have 16,388 columns"):
        workbook(replace(matrix(material), columns=columns, rows=(), cells=()))
