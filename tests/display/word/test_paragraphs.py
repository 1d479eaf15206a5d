from __future__ import annotations

from docx.oxml.ns import qn

from qualkit.display.content import Run
from qualkit.display.word.elements import element
from qualkit.display.word.paragraphs import paragraph, paragraphs


def test_line_breaks_and_tabs_stay_what_they_are() -> None:
    for text in ("a\nb\tc", "a\r\nb\tc", "a\u2028b\tc"):
        made = element(paragraph(text, style="TableText"))
        assert made.text == "a\nb\tc"
        assert [each.tag for each in made.r_lst[0]] == [
            qn(f"w:{name}") for name in ("t", "br", "t", "tab", "t")
        ]


def test_markup_is_text_and_forbidden_characters_are_gone() -> None:
    made = element(paragraph("a\x00\x0b\ud800<b> & ‘c’", style="TableText"))
    assert made.text == "a<b> & ‘c’"


def test_arabic_runs_from_the_right_and_its_address_from_the_left() -> None:
    made = element(paragraph((Run("“العمل صعب”"), Run(" P01:1", "address")), style="TableText"))
    assert made.pPr.find(qn("w:bidi")) is not None
    assert [run.find(f".//{qn('w:rtl')}") is not None for run in made.r_lst] == [True, False]


def test_a_cell_without_content_has_a_paragraph() -> None:
    cell = element(f"<w:tc>{paragraphs([], style='TableText')}</w:tc>")
    assert len(cell.p_lst) == 1


def test_a_block_quotation_is_a_paragraph_of_its_own_style() -> None:
    lines = paragraphs([(Run("a", "block"),), (Run("b"),)], style="TableText")
    assert [each.style for each in element(f"<w:tc>{lines}</w:tc>").p_lst] == ["TableQuotation", "TableText"]
