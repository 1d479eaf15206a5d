from __future__ import annotations

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from PIL import Image

from qualkit.display.xlsx import workbook
from qualkit.figures import new_figure

Read = Callable[[bytes], Any]


def drawing(**others: Any) -> Any:
    frame = pd.DataFrame(
        {
            "code": ["=trust", "money"],
            "count": [3, 1200],
            "evidence": [("c1", "c2"), ()],
            "kept": [True, None],
        }
    )
    parts = {
        "title": "=Codes",
        "language": "en",
        "notes": ("One note.", "Another."),
        "version": 3,
        "frame": frame,
        "alternative": "Two bars.",
        "draw": lambda *, titled: new_figure(4 + titled, 3),
    }
    return SimpleNamespace(**{**parts, **others})


def test_the_picture_is_on_the_first_sheet_and_described(read: Read) -> None:
    sheet = read(workbook(drawing()))["Figure"]
    assert sheet["A1"].value == "=Codes"
    assert sheet["A1"].data_type == "s"
    width, height = Image.open(io.BytesIO(sheet._images[0]._data())).size
    assert width / height == pytest.approx(4 / 3, rel=0.05)
    assert sheet.page_setup.orientation == "landscape"


def test_the_data_are_on_the_second_sheet_lists_joined_and_numbers_numbers(read: Read) -> None:
    rows = list(read(workbook(drawing()))["Data"].iter_rows(values_only=True))
    assert rows[1:] == [("=trust", 3, "c1; c2", "yes"), ("money", 1200, None, None)]


def test_the_rows_of_a_matrix_keep_their_names(read: Read) -> None:
    frame = pd.DataFrame({"a": [1.5]}, index=pd.Index(["P01"], name="case"))
    rows = list(read(workbook(drawing(frame=frame, language="id")))["Data"].iter_rows(values_only=True))
    assert rows == [("kasus", "a"), ("P01", 1.5)]


def test_notes_description_and_data_version_are_on_the_third_sheet(read: Read) -> None:
    book = read(workbook(drawing(language="id")))
    assert book.sheetnames == ["Gambar", "Data", "Catatan"]
    rows = list(book["Catatan"].iter_rows(values_only=True))
    assert rows[0] == ("Judul", "=Codes")
    assert rows[1:3] == [("Catatan", "One note."), ("Catatan", "Another.")]
    assert rows[3:] == [("Deskripsi", "Two bars."), (None, "Versi data 3.")]
