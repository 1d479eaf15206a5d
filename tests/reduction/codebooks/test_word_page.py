from __future__ import annotations

from io import BytesIO

import docx

from qualkit.reduction.codebooks.word_page import Line, add_table, new_document, saved


def test_a_table_fills_the_page_and_turns_text_that_runs_from_the_right() -> None:
    document = new_document("ar")
    cells = [[Line("1. مرحبا", "b"), Line("left\tto\nright", "ig", 2)], []]
    add_table(document, ["One", "Two"], [cells], widths=[1, 3], look="grid")
    read = docx.Document(BytesIO(saved(document)))
    (table,) = read.tables
    first, second = table.rows[1].cells[0].paragraphs
    assert bool(first._p.xpath("w:pPr/w:bidi"))
    assert not second._p.xpath("w:pPr/w:bidi")
    assert second.text == "left\tto\nright"
    assert (second.runs[0].italic, second.runs[0].bold) == (True, None)
    widths = [int(each) for each in table._tbl.xpath("w:tblGrid/w:gridCol/@w:w")]
    section = read.sections[0]
    room = (section.page_width - section.left_margin - section.right_margin) / 635
    assert abs(sum(widths) - room) < 20
    assert read.core_properties.language == "ar"


def test_signs_that_no_document_can_hold_are_left_out() -> None:
    document = new_document(None)
    add_table(document, ["One"], [[[Line("a\x00b<&")]]], widths=[1], look="journal")
    (table,) = docx.Document(BytesIO(saved(document))).tables
    assert table.rows[1].cells[0].text == "ab<&"
