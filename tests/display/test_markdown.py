from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from markdown_it import MarkdownIt

from qualkit.display.grid import Cell, Entry
from qualkit.display.markdown import escape, figure, render
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput


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


@pytest.mark.parametrize(
    "text",
    [
        "R&amp;D",
        "&lt;",
        "- so",
        "12. so",
        "+ x",
        "= y",
        ": z",
        "# h",
        "***",
        "---",
        "a -- b ...",
        "[x](y)",
        "`c`",
    ],
)
def test_a_text_is_shown_as_it_stands(text: str) -> None:
    shown = MarkdownIt("commonmark").enable("table").render(escape(text))
    assert unescape(shown) == f"<p>{text}</p>\n"


def test_signs_of_pandoc_are_escaped() -> None:
    assert escape("@P01 ^a^ $x$ {{< meta >}}") == r"\@P01 \^a\^ \$x\$ \{\{\< meta \>\}\}"


def test_quarto_can_refer_to_a_table_by_its_caption(material: Material) -> None:
    shown = matrix(material, cells="count").titled("Kode {A} & kasus")
    written = render(shown, quarto=True)
    assert "\n\n: Kode \\{A\\} \\& kasus {#tbl-kode-a-kasus}\n\n" in written
    assert written.startswith("| Case ")
    assert written.endswith("\nData version 7.\n")


def test_columns_for_quarto_are_as_wide_as_their_texts(material: Material) -> None:
    shown = matrix(material)
    long = Cell(entries=(Entry(text="kata " * 200, address="P01:1"),), n=1)
    written = render(replace(shown, cells=((long, *shown.cells[0][1:]), *shown.cells[1:])), quarto=True)
    rule = written.splitlines()[1].strip("| ").split(" | ")
    assert max(rule, key=len) == rule[1]
    assert all(re.fullmatch(":-{2,}", each) for each in rule)


def drawing(**others: Any) -> Any:
    parts = {"title": "Codes | all", "language": "en", "notes": ("One.",), "version": 3}
    return SimpleNamespace(**{**parts, "alternative": 'Two "bars"\n& {one}', **others})


def test_quarto_can_refer_to_a_figure() -> None:
    assert figure(drawing(), "img/codes.png") == (
        '![Codes \\| all](img/codes.png){#fig-codes-all fig-alt="Two \\"bars\\" \\& \\{one}"}\n\n'
        "*Note.* One. Data version 3.\n"
    )


def test_a_file_name_may_have_spaces_and_brackets() -> None:
    shown = MarkdownIt("commonmark").render(figure(drawing(), "my (own) <1>.png").partition("{")[0])
    assert 'src="my%20(own)%20%3C1%3E.png"' in shown


@pytest.mark.parametrize("name", ["", " ", "a\nb.png"])
def test_what_names_no_picture_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="does not name a picture"):
        figure(drawing(), name)
