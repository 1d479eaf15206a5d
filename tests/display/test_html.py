from __future__ import annotations

from dataclasses import replace

from lxml import html

from qualkit.display.grid import Cell, Entry
from qualkit.display.html import fragment, page
from qualkit.display.material import Material
from qualkit.display.matrix import matrix


def test_every_row_spans_all_columns(material: Material) -> None:
    parsed = html.fromstring(fragment(matrix(material, bands="bidang")))
    for row in parsed.iter("tr"):
        assert sum(int(cell.get("colspan", "1")) for cell in row) == 5


def test_a_quotation_has_its_address_and_a_tip_with_source_turn_and_coder(material: Material) -> None:
    parsed = html.fromstring(fragment(matrix(material)))
    quotation = next(each for each in parsed.iter("p") if "kutipan 0" in (each.text or ""))
    assert quotation.text_content() == "“kutipan 0” P01:2"
    assert quotation.get("title") == "source: P01 · turn: 2 · speaker: Ani · coder: ana"
    assert quotation.get("dir") == "auto"


def test_reasons_are_words_and_what_participants_said_is_never_markup(material: Material) -> None:
    shown = matrix(material)
    odd = Cell(entries=(Entry(text="<script>x</script>", address="P01:1"),), n=1)
    written = page(replace(shown, cells=((odd,) * 4, *shown.cells[1:]), title="<b>"))
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert "<title>&lt;b&gt;</title>" in written
    assert "not yet coded" in written


def test_the_page_needs_nothing_from_elsewhere(material: Material) -> None:
    written = matrix(material).to_html()
    assert "http" not in written
    assert written.startswith("<!doctype html>")
    assert matrix(material)._repr_html_() in written
