from __future__ import annotations

from dataclasses import replace

from markdown_it import MarkdownIt

from qualkit.display.grid import Cell, Entry
from qualkit.display.markdown import render
from qualkit.display.material import Material
from qualkit.display.matrix import matrix


def test_pipes_lines_and_signs_do_not_break_the_table(material: Material) -> None:
    shown = matrix(material)
    odd = Cell(entries=(Entry(text="a|b\n*c* <i>", address="P01:1"),), n=1)
    written = render(replace(shown, cells=((odd,) * 4, *shown.cells[1:])))
    parsed = MarkdownIt("commonmark").enable("table").render(written)
    assert parsed.count("<tr>") == 5
    assert '<td style="text-align:left">“a|b *c* &lt;i&gt;” (P01:1)</td>' in parsed


def test_caption_bands_legend_and_rules_are_there(material: Material) -> None:
    written = render(matrix(material, cells="count", bands="bidang", language="id"))
    assert written.startswith("**Tabel.** Jumlah pengodean menurut kasus dan kode\n")
    assert written.count("**layanan**") == 1
    assert "*Keterangan.*" in written
    assert "*Aturan keputusan.*" in written
