from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from matplotlib.text import Text

from qualkit.display.grid import Cell, Entry, Matrix
from qualkit.display.image import picture
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput
from qualkit.figures import image


def boxes(figure: Any) -> list[Any]:
    figure.canvas.draw()
    return [text.get_window_extent() for text in figure.findobj(Text)]


def said(figure: Any) -> str:
    return " ".join(text.get_text() for text in figure.findobj(Text))


def test_title_cells_states_bands_and_notes_are_in_the_picture(material: Material) -> None:
    shown = matrix(material, cells="count", bands="bidang", language="id")
    words = said(picture(shown))
    assert shown.title in words
    assert "layanan" in words
    assert "belum dikode" in words.replace("\n", " ")
    assert "Versi data 7." in words


@pytest.mark.parametrize("cells", ["quotes", "count", "summary", "attribute"])
def test_no_text_leaves_the_picture_or_covers_another(material: Material, cells: str) -> None:
    columns: Any = ["bidang", "capaian"] if cells == "attribute" else "code"
    figure = picture(matrix(material, columns=columns, cells=cells))
    drawn = boxes(figure)
    width, height = figure.get_size_inches() * figure.dpi
    assert all(
        box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1 for box in drawn
    )
    for one, other in combinations(drawn, 2):
        across = min(one.x1, other.x1) - max(one.x0, other.x0)
        down = min(one.y1, other.y1) - max(one.y0, other.y0)
        assert across <= 1 or down <= 2


def one_cell(material: Material, text: str) -> Matrix:
    shown = matrix(material)
    cell = Cell(entries=(Entry(text=text, address="P01:2"),), n=1)
    return replace(shown, cells=((cell, *shown.cells[0][1:]), *shown.cells[1:]))


@pytest.mark.parametrize(
    "text", ["x" * 300, "العمل في المكتب " * 9, "a $b_1$ & <i> \\alpha \x0b" * 4, "\u200b"]
)
def test_any_text_is_drawn_in_every_format(material: Material, text: str) -> None:
    figure = picture(one_cell(material, text))
    assert max(box.x1 for box in boxes(figure)) <= figure.get_size_inches()[0] * figure.dpi + 1
    assert image(figure, kind="png").startswith(b"\x89PNG")
    assert image(figure, kind="svg").startswith(b"<?xml")
    assert image(figure, kind="pdf").startswith(b"%PDF")


def test_letters_that_no_font_has_are_refused_and_symbols_marked(material: Material) -> None:
    with pytest.raises(InvalidInput, match="No font on this computer has the letters '\U00010570'"):
        picture(one_cell(material, "\U00010570"))
    assert "\ufffd" in said(picture(one_cell(material, "\U0001fae8")))


def test_a_picture_fits_its_page(material: Material) -> None:
    width, height = picture(matrix(material)).get_size_inches() * 2.54
    assert width == pytest.approx(16)
    assert height < 24


@pytest.mark.parametrize("words", [200, 20_000])
def test_a_table_too_large_for_a_page_says_what_to_use_instead(material: Material, words: int) -> None:
    shown = one_cell(material, "kata " * words)
    tall = replace(shown, rows=shown.rows * 9, cells=shown.cells * 9)
    with pytest.raises(InvalidInput, match=r"too large for a picture .* \.to_docx\(\)"):
        picture(tall)


def test_an_empty_table_says_so(material: Material) -> None:
    assert "no data" in said(picture(replace(matrix(material), rows=(), cells=())))
