"""Displays in reports, and in an author's manuscript."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.parser import parse_xml

import qualkit as qk

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A paper with a table of its own, a tracked change, and places for a display and for numbers."""
    paper = Document()
    paper.add_heading("Results", level=1)
    paper.add_paragraph("We coded {{n: code=letter}} passages in {{cases: code=letter}} offices.")
    paper.add_paragraph("{{table:letters}}")
    paper.add_paragraph("The author's own words stay.")
    own = paper.add_table(rows=2, cols=2)
    own.cell(0, 0).text = "own table"
    tracked = paper.add_paragraph("Kept ")
    tracked._p.append(
        parse_xml(
            f'<w:ins xmlns:w="{W}" w:id="90" w:author="B" w:date="2026-01-01T00:00:00Z">'
            "<w:r><w:t>tracked</w:t></w:r></w:ins>"
        )
    )
    paper.save(str(tmp_path / "paper.docx"))
    return tmp_path / "paper.docx"


def _text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_three_refreshes_bring_in_what_changed_and_leave_the_rest(study: qk.Study, manuscript: Path) -> None:
    study.display.save("letters", "matrix", codes="letter", cells="quotes", title="What the letter did")
    first = study.display.refresh_manuscript(manuscript)
    assert first[["name", "change", "after"]].to_numpy().tolist() == [
        ["letters", "placed", None],
        ["n: code=letter", "changed", "2"],
        ["cases: code=letter", "changed", "2"],
    ]
    assert "The head signed it first." in _text(manuscript)
    assert "What the letter did" in _text(manuscript)
    before = zipfile.ZipFile(manuscript).read("word/document.xml")
    assert study.display.refresh_manuscript(manuscript).empty
    assert zipfile.ZipFile(manuscript).read("word/document.xml") == before
    study.reduction.code("P01", "We met only twice.", "letter")
    study.display.refresh("letters")
    third = study.display.refresh_manuscript(manuscript)
    assert third[["name", "row", "column"]].astype(object).where(third.notna(), None)[
        ["name", "row", "column"]
    ].to_numpy().tolist() == [["letters", "North", "letter"], ["n: code=letter", None, None]]
    text = _text(manuscript)
    assert "We met only twice." in text
    assert "We coded" in text
    assert "The author's own words stay." in text
    assert "own table" in text
    assert b"<w:ins " in zipfile.ZipFile(manuscript).read("word/document.xml")
    assert manuscript.with_name("paper.backup.docx").exists()


def test_a_manuscript_opens_in_libreoffice_after_a_refresh(
    study: qk.Study, manuscript: Path, soffice: str, tmp_path: Path
) -> None:
    study.display.save("letters", "matrix", codes="letter")
    study.display.refresh_manuscript(manuscript)
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(manuscript)]
    subprocess.run(command, check=True, capture_output=True)
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")


def test_a_manuscript_that_asks_for_what_is_not_there_is_left_alone(
    study: qk.Study, manuscript: Path
) -> None:
    before = manuscript.read_bytes()
    with pytest.raises(qk.NotFound, match="letters"):
        study.display.refresh_manuscript(manuscript)
    assert manuscript.read_bytes() == before


def test_a_manuscript_that_is_open_in_word_is_left_alone(study: qk.Study, manuscript: Path) -> None:
    study.display.save("letters", "matrix", codes="letter")
    manuscript.with_name("~$paper.docx").write_bytes(b"owner")
    before = manuscript.read_bytes()
    with pytest.raises(qk.QualkitError, match="open"):
        study.display.refresh_manuscript(manuscript)
    assert manuscript.read_bytes() == before


def test_a_display_goes_into_the_place_of_a_table_that_is_named(study: qk.Study, tmp_path: Path) -> None:
    first = study.display.matrix(cells="count", title="Counts")
    first.to_docx(tmp_path / "paper.docx")
    study.display.matrix(codes="letter", title="Letters").to_docx(tmp_path / "paper.docx", at="Table 1")
    text = _text(tmp_path / "paper.docx")
    assert "Letters" in text
    assert "Counts" not in text


def test_a_saved_display_in_a_manuscript_is_not_replaced_by_one_that_a_refresh_would_undo(
    study: qk.Study, manuscript: Path
) -> None:
    study.display.save("letters", "matrix", codes="letter")
    study.display.refresh_manuscript(manuscript)
    with pytest.raises(qk.Conflict, match="letters"):
        study.display.matrix(cells="count").to_docx(manuscript, at="Table 1")
    study.display.matrix(cells="count", title="Counts").to_docx(manuscript, at="letters")
    assert "Counts" in _text(manuscript)


def test_the_picture_of_a_figure_is_not_what_tex_makes_of_it(study: qk.Study, tmp_path: Path) -> None:
    study.display.code_frequency().to_latex(tmp_path / "codes.tex", standalone=True)
    assert sorted(path.name for path in tmp_path.glob("codes*")) == ["codes-figure.pdf", "codes.tex"]


def test_the_sentences_that_a_network_numbers_are_printed_below_it(study: qk.Study, tmp_path: Path) -> None:
    evidence = study.codings.loc[study.codings["source"] == "P01", "coding_id"].tolist()
    study.reduction.link("letter", "result", "lowers", sign="-", evidence=evidence, note="It came too late.")
    network = study.display.causal_network(case="North")
    for written in (
        _text(network.to_docx(tmp_path / "n.docx")),
        network.to_latex(),
        network.to_html(),
        network.to_markdown(),
    ):
        assert "It came too late" in written


@pytest.mark.parametrize("suffix", [".docx", ".html", ".tex", ".md"])
def test_several_displays_are_bound_under_their_headings(
    study: qk.Study, tmp_path: Path, suffix: str
) -> None:
    study.display.save("letters", "matrix", codes="letter", title="What the letter did")
    chart = study.display.code_frequency()
    path = study.display.report(
        {"Results": ["letters"], "Codes": chart}, tmp_path / f"report{suffix}", title="All"
    )
    written = _text(path) if suffix == ".docx" else path.read_text(encoding="utf-8")
    for said in ("All", "What the letter did", "How often each code was used"):
        assert said in written
    assert suffix == ".html" or "Results" in written


def test_a_report_of_nothing_or_in_another_format_is_refused(study: qk.Study, tmp_path: Path) -> None:
    with pytest.raises(qk.InvalidInput, match="no display"):
        study.display.report([], tmp_path / "r.docx")
    with pytest.raises(qk.InvalidInput, match=r"\.docx"):
        study.display.report([study.display.matrix()], tmp_path / "r.odt")
    with pytest.raises(qk.InvalidInput, match="form"):
        study.display.report([study.display.vignette(case="North")], tmp_path / "r.docx")


def test_one_display_or_its_name_is_a_report_too(study: qk.Study, tmp_path: Path) -> None:
    study.display.save("letters", "matrix", cells="count", title="Letters")
    for each in ("letters", study.display.load("letters"), {"Findings": "letters"}):
        path = study.display.report(each, tmp_path / "r.md")
        assert "Letters" in path.read_text(encoding="utf-8")
    for wrong in (5, [None]):
        with pytest.raises(qk.InvalidInput, match="binds displays"):
            study.display.report(wrong, tmp_path / "r.md")
