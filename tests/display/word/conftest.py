"""Documents as they are when saved: their parts, their words, and how LibreOffice prints them."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from qualkit.display.grid import Cell, Entry, Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix

Pages = Callable[[Any], list[str]]


def parts(document: Any) -> dict[str, bytes]:
    """The files in a saved document."""
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def body_of(document: Any) -> etree._Element:
    return etree.fromstring(parts(document)["word/document.xml"])


def words(element: etree._Element) -> str:
    return "".join(element.itertext(qn("w:t")))


def text_of(document: Any) -> str:
    return "\n".join(words(each) for each in body_of(document).iter(qn("w:p")))


def styled(document: Any) -> list[tuple[str, str]]:
    """The style and the words of each paragraph that is not in a table."""
    return [(each.style.name, each.text) for each in document.paragraphs]


@pytest.fixture
def shown(material: Material) -> Matrix:
    return matrix(material, title="Commitment").with_notes("Two months.").with_rules("By hand.")


@pytest.fixture
def figures(material: Material) -> Matrix:
    return matrix(material, cells="count", rows="case", columns="family", title="Counts")


@pytest.fixture
def wide(shown: Matrix) -> Matrix:
    cells = tuple(row * 5 for row in shown.cells)
    return replace(shown, columns=shown.columns * 5, cells=cells, title="Wide")


def with_words(shown: Matrix, text: str) -> Matrix:
    """The matrix with a quotation in every cell of its first row."""
    cell = Cell(entries=(Entry(text=text, address="P01:1"),), n=1)
    return replace(shown, cells=((cell,) * len(shown.columns), *shown.cells[1:]))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """An author's earlier paper, in two sections, with a letterhead, a picture and a comment."""
    document = Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Caption"].font.size = Pt(13)
    section = document.sections[0]
    section.page_width, section.page_height, section.left_margin = Cm(20), Cm(28), Cm(4)
    section.header.paragraphs[0].text = "A running head"
    said = document.add_paragraph("Words of an earlier paper")
    document.add_comment(said.runs, text="A remark of a reader", author="Reader", initials="R")
    from matplotlib.figure import Figure

    picture = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(picture)
    document.add_picture(picture)
    document.add_section()
    document.save(str(tmp_path / "template.docx"))
    return tmp_path / "template.docx"


@pytest.fixture
def pages(soffice: str, tmp_path: Path) -> Pages:
    """The words on each page, as LibreOffice prints a document."""
    import pypdfium2

    def printed(document: Any) -> list[str]:
        document.save(str(tmp_path / "printed.docx"))
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
        subprocess.run([*command, "printed.docx"], check=True, capture_output=True, timeout=120, cwd=tmp_path)
        with pypdfium2.PdfDocument(tmp_path / "printed.pdf") as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]

    return printed
