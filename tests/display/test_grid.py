from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput, NotFound


def test_building_gives_a_new_value_and_leaves_the_old_one(material: Material) -> None:
    shown = matrix(material)
    changed = shown.titled("New").with_rules("By hand.").with_notes("n1", "n2")
    assert (changed.title, changed.rules[-1], changed.notes) == ("New", "By hand.", ("n1", "n2"))
    assert shown.title == "Quotations by case and code"
    assert shown.notes == ()


def test_transposing_twice_gives_the_same_display(material: Material) -> None:
    shown = matrix(material, cells="count")
    turned = shown.transposed()
    assert turned.corner == "Code"
    assert turned.cell("komitmen", "Bapenda") == shown.cell("Bapenda", "komitmen")
    pd.testing.assert_frame_equal(turned.transposed().codings, shown.codings)
    assert turned.transposed().cells == shown.cells


def test_the_frame_of_quotations_reads_as_they_are_printed(material: Material) -> None:
    frame = matrix(material).frame
    assert frame.loc["Bapenda", "Anggaran"] == "“kutipan 4” (P01:4)"
    assert pd.isna(frame.loc["Samsat", "Anggaran"])


def test_a_cell_is_found_by_key_or_label_and_else_refused(material: Material) -> None:
    shown = matrix(material)
    assert shown.cell("Bapenda", "Komitmen") is shown.cell("Bapenda", "komitmen")
    with pytest.raises(NotFound, match="Did you mean 'Bapenda'"):
        shown.cell("Bapennda", "komitmen")


def test_it_introduces_itself_briefly(material: Material) -> None:
    assert (
        repr(matrix(material)) == "<Matrix 'Quotations by case and code': 4 × 4, 9 codings, data version 7>"
    )


def test_text_is_returned_or_written(material: Material, tmp_path: Path) -> None:
    shown = matrix(material)
    for write, name in ((shown.to_html, "m.html"), (shown.to_markdown, "m.md")):
        assert write(tmp_path / name) == tmp_path / name
        assert (tmp_path / name).read_text(encoding="utf-8") == write()


def test_words_beside_numbers_leave_the_numbers_as_they_are(material: Material) -> None:
    for cells, kind in (("count", "Int64"), ("rating", "float64")):
        frame = matrix(material, cells=cells).with_column("why", {"Bapenda": "the letter"}).frame
        assert (str(frame["Komitmen"].dtype), frame.loc["Bapenda", "why"]) == (kind, "the letter")


@pytest.mark.parametrize("texts", [5, {"Bapenda": 5}])
def test_a_column_of_words_takes_words(material: Material, texts: Any) -> None:
    with pytest.raises(InvalidInput, match="a mapping from a row to a text"):
        matrix(material).with_column("why", texts)
