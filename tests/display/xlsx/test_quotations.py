from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.xlsx import workbook

Read = Callable[[bytes], Any]


def listed(sheet: Any) -> list[dict[str, Any]]:
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_every_coding_behind_a_cell_has_a_row(material: Material, read: Read) -> None:
    shown = matrix(material, quotes=1)
    rows = listed(read(workbook(shown, codings=material.codings))["Quotations"])
    assert len(rows) == len(shown.codings)
    quoted = [row for row in rows if row["Quoted"] == "yes"]
    assert len(quoted) == sum(len(cell.entries) for row in shown.cells for cell in row)
    assert {
        "Row": "Bapenda",
        "Column": "Komitmen",
        "Address": "P01:5",
        "Source": "P01",
        "Speaker": "Budi",
        "Coder": "ana",
        "Words": "kutipan 3",
        "Quoted": "no",
    } in rows


def test_without_the_codings_only_quoted_words_are_known(material: Material, read: Read) -> None:
    rows = listed(read(workbook(matrix(material, quotes=1, language="id")))["Kutipan"])
    assert {bool(row["Kata-kata"]) for row in rows if row["Dikutip"] == "ya"} == {True}
    assert {bool(row["Kata-kata"]) for row in rows if row["Dikutip"] == "tidak"} == {False}


def test_counts_have_their_codings_too(material: Material, read: Read) -> None:
    shown = matrix(material, cells="count")
    rows = listed(read(workbook(shown, codings=material.codings))["Quotations"])
    assert len(rows) == len(shown.codings)
    assert all(row["Words"] and row["Quoted"] == "no" for row in rows)
