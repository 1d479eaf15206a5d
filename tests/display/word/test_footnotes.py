from __future__ import annotations

from docx.oxml.ns import qn
from lxml import etree

from qualkit.display.grid import Matrix
from qualkit.display.word import Style, render, report
from qualkit.display.word.captions import add_caption
from qualkit.display.word.paper import new_paper

from .conftest import Pages, body_of, parts, text_of, words


def test_a_footnote_is_a_note_in_a_part_of_its_own_and_a_mark_behind_the_title() -> None:
    paper = new_paper()
    for rule in ("Rule <one>.", "Rule two."):
        add_caption(paper, "Table", "Commitment", note=rule)
    packed = parts(paper.document)
    notes = etree.fromstring(packed["word/footnotes.xml"])
    assert [each.get(qn("w:id")) for each in notes] == ["-1", "0", "1", "2"]
    assert [words(each) for each in notes] == ["", "", " Rule <one>.", " Rule two."]
    title = [each for each in body_of(paper.document).iter(qn("w:p")) if words(each) == "Commitment"]
    marks = [each[-1].find(qn("w:footnoteReference")).get(qn("w:id")) for each in title]
    assert marks == ["1", "2"]
    assert b"footnotes+xml" in packed["[Content_Types].xml"]
    assert b'Target="footnotes.xml"' in packed["word/_rels/document.xml.rels"]


def test_decision_rules_are_footnotes_where_the_style_asks_and_notes_otherwise(shown: Matrix) -> None:
    document = render(shown, style=Style(decision_rules="footnote"))
    assert "By hand." not in text_of(document)
    assert b"By hand." in parts(document)["word/footnotes.xml"]
    document = render(shown, style=Style())
    assert "Decision rules. " in text_of(document)
    assert "word/footnotes.xml" not in parts(document)


def test_a_table_without_rules_has_no_footnote(figures: Matrix) -> None:
    from dataclasses import replace

    document = render(replace(figures, rules=()), style=Style(decision_rules="footnote"))
    assert "word/footnotes.xml" not in parts(document)


def test_libreoffice_prints_each_footnote_on_the_page_of_its_table(
    figures: Matrix, wide: Matrix, pages: Pages
) -> None:
    printed = pages(report([figures, wide], style=Style(decision_rules="footnote")))
    assert [page.count("By hand.") for page in printed[:2]] == [0, 1]
    assert "1" in printed[0]
