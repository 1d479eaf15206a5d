from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from qualkit.display.grid import Matrix
from qualkit.display.word import Style, render, report
from qualkit.errors import InvalidInput, NotFound

from .conftest import Pages, body_of, parts, text_of


def test_the_authors_pages_and_styles_stay_and_their_words_go(shown: Matrix, template: Path) -> None:
    document = render(shown, template=template)
    section = document.sections[0]
    assert {round(section.page_width.cm), round(section.page_height.cm)} == {20, 28}
    assert document.styles["Caption"].font.size == Pt(13)
    assert document.styles["Normal"].font.name == "Georgia"
    assert document.styles["Table Text"].font.name is None
    assert document.styles["Table Text"].base_style.name == "Normal"
    packed = parts(document)
    assert not any(b"earlier paper" in held or b"remark of a reader" in held for held in packed.values())
    assert not any(name.startswith(("word/media", "word/comments")) for name in packed)


def test_a_running_head_is_on_every_page_whichever_way_it_is_held(
    figures: Matrix, wide: Matrix, template: Path, pages: Pages
) -> None:
    document = report([figures, wide, figures], template=template)
    assert [each.page_width < each.page_height for each in document.sections] == [True, False, True]
    assert all("A running head" in page for page in pages(document))


def test_a_style_of_the_same_name_is_the_authors(shown: Matrix, template: Path) -> None:
    author = Document(str(template))
    author.styles.add_style("Table Text", 1).font.name = "Verdana"
    author.save(str(template))
    document = render(shown, template=template)
    assert document.styles["Table Text"].font.name == "Verdana"
    styles = etree.fromstring(parts(document)["word/styles.xml"])
    named = [each.get(qn("w:styleId")) for each in styles.iter(qn("w:style"))]
    assert len(named) == len(set(named))


def test_captions_have_the_style_of_a_word_in_another_language(shown: Matrix, template: Path) -> None:
    author = Document(str(template))
    author.styles["Caption"].element.set(qn("w:styleId"), "Keterangan")
    author.save(str(template))
    body = body_of(render(shown, template=template))
    assert body.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "Keterangan"


def test_page_numbers_run_on_and_the_first_page_stays_the_only_first(
    figures: Matrix, wide: Matrix, template: Path
) -> None:
    author = Document(str(template))
    last = author.sections[-1]
    last.different_first_page_header_footer = True
    last._sectPr.append(
        last._sectPr.makeelement(qn("w:pgNumType"), {qn("w:start"): "5", qn("w:fmt"): "lowerRoman"})
    )
    author.save(str(template))
    document = report([figures, wide], template=template)
    numbered = [each._sectPr.find(qn("w:pgNumType")) for each in document.sections]
    assert [each.get(qn("w:start")) for each in numbered] == ["5", None]
    assert [each.get(qn("w:fmt")) for each in numbered] == ["lowerRoman", "lowerRoman"]
    assert [each.different_first_page_header_footer for each in document.sections] == [True, False]


def test_footnotes_of_the_earlier_paper_are_gone(shown: Matrix, template: Path) -> None:
    style = Style(decision_rules="footnote")
    render(shown, template=template, style=style).save(str(template))
    packed = parts(render(shown.with_rules("Another."), template=template, style=style))
    notes = etree.fromstring(packed["word/footnotes.xml"])
    assert [each.get(qn("w:id")) for each in notes] == ["-1", "0", "1"]


def test_a_template_on_its_side_stays_so(figures: Matrix, wide: Matrix, template: Path) -> None:
    author = Document(str(template))
    section = author.sections[-1]
    section.page_width, section.page_height = section.page_height, section.page_width
    author.save(str(template))
    document = report([figures, wide], template=template)
    assert [round(each.page_width.cm) for each in document.sections] == [28]


def test_what_is_no_template_is_refused(figures: Matrix, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no template"):
        render(figures, template=tmp_path / "none.docx")
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"no zip")
    with pytest.raises(InvalidInput, match="This is no Word document"):
        render(figures, template=broken)


def test_a_workbook_is_no_template(figures: Matrix, tmp_path: Path) -> None:
    from openpyxl import Workbook

    Workbook().save(tmp_path / "book.xlsx")
    with pytest.raises(InvalidInput, match="Save it as"):
        render(figures, template=tmp_path / "book.xlsx")


def test_a_template_may_come_from_libreoffice(
    figures: Matrix, wide: Matrix, template: Path, soffice: str, pages: Pages
) -> None:
    tmp_path = template.parent
    command = [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "odd"), str(template)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    style = Style(decision_rules="footnote")
    document = report([figures, wide], title="Findings", style=style, template=tmp_path / "odd/template.docx")
    printed = pages(document)
    assert all("A running head" in page for page in printed)
    assert "Findings" in printed[0]
    styles = etree.fromstring(parts(document)["word/styles.xml"])
    known = [each.get(qn("w:styleId")) for each in styles.iter(qn("w:style"))]
    assert len(known) == len(set(known))


def test_a_real_call_serves_as_a_template(figures: Matrix, shared: Path) -> None:
    path = shared / "transcripts/aws_example-call.docx"
    document = render(figures, template=path)
    assert "Counts" in text_of(document)
    assert len(document.tables) == 1
