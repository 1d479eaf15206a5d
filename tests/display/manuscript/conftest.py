"""A manuscript as an author has one, and rendered displays to put into it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.parser import parse_xml
from docx.shared import Cm

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.word import render as in_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SEQUENCE = "SEQ Table \\* ARABIC"
_REFERENCE = "REF _Ref52 \\h"
_FOOTNOTES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>
</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>
</w:p></w:footnote><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> In
all {{{{n: code=barriers, case=Bapenda}}}} passages.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def matrix(*, columns: int = 3, title: str = "Barriers & support by agency", word: str = "kutipan") -> Matrix:
    """A matrix of quotations; a landscape one where it has many columns."""
    cells = tuple(
        tuple(
            Cell(
                entries=(Entry(text=f"{word} {row}.{column} tentang anggaran", address=f"P0{row}:{column}"),),
                n=1,
            )
            for column in range(columns)
        )
        for row in range(3)
    )
    return Matrix(
        title=title,
        rows=tuple(Header(key=f"r{each}", label=f"Agency {each}", n=3) for each in range(3)),
        columns=tuple(Header(key=f"c{each}", label=f"Code {each}", n=3) for each in range(columns)),
        cells=cells,
        corner="Agency",
        rules=("Quotations of typical length.",),
        notes=("Two months.",),
        version=7,
    )


def render(made: Matrix) -> Any:
    """The matrix as a Word document of the plain style."""
    return in_word(made, style="plain")


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def table() -> bytes:
    return saved(render(matrix()))


@pytest.fixture
def other_table() -> bytes:
    return saved(render(matrix(title="Refreshed", word="ucapan")))


@pytest.fixture
def wide_table() -> bytes:
    return saved(render(matrix(columns=8)))


@pytest.fixture
def stacked() -> Callable[[str], bytes]:
    """A display whose caption is a number alone, with the title in the paragraph under it."""

    def make(title: str) -> bytes:
        document = render(matrix(title=title))
        caption = document.paragraphs[0]
        if title in caption.text:
            caption._p.remove(caption.runs[-1]._r)
            caption._p.addnext(document.add_paragraph(title, style="Table Heading")._p)
        return saved(document)

    return make


@pytest.fixture
def picture() -> bytes:
    import pandas as pd

    from qualkit.display.charting import Plot

    def paint(axes: Any) -> tuple[float, float]:
        axes.plot([1, 3, 2])
        return 4.0, 2.0

    drawn = Plot(
        kind="line",
        title="Codes in time",
        frame=pd.DataFrame(),
        paint=paint,
        alternative="A line.",
        notes=("Note of the figure.",),
    )
    return saved(in_word(drawn, style="plain"))


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return packed.read(name)


def with_part(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with a text in one of its parts replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(made, "w") as written:
        for each in packed.namelist():
            content = packed.read(each)
            if each == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            written.writestr(each, content)
    return made.getvalue()


def body_xml(xml: str) -> list[Any]:
    """Elements of a body, from XML with the usual prefix."""
    return list(parse_xml(f'<w:body xmlns:w="{W}">{xml}</w:body>'))


def field(code: str, shown: str) -> str:
    """A field of Word."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        f"{mark.format('begin')}<w:r><w:instrText xml:space='preserve'> {code} </w:instrText></w:r>"
        f"{mark.format('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark.format('end')}"
    )


def caption(number: int, title: str, *, mark: int) -> str:
    return (
        '<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr>'
        f'<w:bookmarkStart w:id="{mark}" w:name="_Ref5{mark}"/>'
        f"<w:r><w:t xml:space='preserve'>Table </w:t></w:r>{field(_SEQUENCE, str(number))}"
        f'<w:bookmarkEnd w:id="{mark}"/><w:r><w:t>: {title}</w:t></w:r></w:p>'
    )


TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">A sentence </w:t></w:r><w:ins w:id="90" w:author="Editor" '
    'w:date="2024-01-01T00:00:00Z"><w:r><w:t>inserted</w:t></w:r></w:ins><w:del w:id="91" w:author="Editor" '
    'w:date="2024-01-01T00:00:00Z"><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>'
)
SPLIT = (
    '<w:p><w:r><w:t>{{ta</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr>'
    "<w:t>ble:bar</w:t></w:r><w:r><w:t>riers}}</w:t></w:r></w:p>"
)
NUMBER = (
    '<w:p><w:r><w:t xml:space="preserve">We found {{n: co</w:t></w:r><w:r><w:rPr><w:i/></w:rPr>'
    "<w:t xml:space='preserve'>de=barriers}} barriers and </w:t></w:r><w:r><w:t>"
    "{{cases: code=barriers}} cases.</w:t></w:r></w:p>"
)
FOOTED = '<w:p><w:r><w:t>With a footnote.</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'


def author_table(document: Any, words: str) -> Any:
    table = document.add_table(rows=2, cols=2)
    table.style = "Table Grid"
    for cell in (cell for row in table.rows for cell in row.cells):
        cell.text = words
    return table


def draft() -> bytes:
    """Captioned tables, a cross-reference, a footnote, a comment, tracked changes, and placeholders."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(4), Cm(3)
    section.header.paragraphs[0].text = "A running head"
    body = document.element.body

    def add(xml: str) -> None:
        for each in body_xml(xml):
            body.insert(len(body) - 1, each)

    document.add_heading("Findings", 1)
    said = document.add_paragraph("A paragraph with a comment.")
    document.add_comment(said.runs, text="Please check.", author="Supervisor", initials="S")
    add(
        f"<w:p><w:r><w:t xml:space='preserve'>As </w:t></w:r>{field(_REFERENCE, 'Table 2')}"
        "<w:r><w:t xml:space='preserve'> shows.</w:t></w:r></w:p>"
    )
    add(caption(1, "First, of the author", mark=1))
    author_table(document, "one")
    add(TRACKED)
    add(caption(2, "Old title", mark=2))
    author_table(document, "two")
    add(FOOTED)
    add(NUMBER)
    add(SPLIT)
    document.add_paragraph("{{figure:network}}")
    author_table(document, "{{n: code=support}}")
    document.add_paragraph("The last words.")
    return with_footnotes(saved(document))


def with_footnotes(data: bytes) -> bytes:
    """Add a part of footnotes, which python-docx does not write."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", relation.encode())
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
                part = part.replace(b"</Types>", override.encode())
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", _FOOTNOTES)
    return made.getvalue()


@pytest.fixture
def manuscript() -> bytes:
    return draft()


@pytest.fixture(scope="session")
def resaved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The same manuscript as LibreOffice saves it."""
    return _converted(soffice, draft(), tmp_path_factory.mktemp("saved"), "docx").read_bytes()


@pytest.fixture
def resave(soffice: str, tmp_path: Path) -> Callable[[bytes], bytes]:
    """Saves a file again in LibreOffice."""
    return lambda data: _converted(soffice, data, tmp_path, "docx").read_bytes()


@pytest.fixture
def pages(soffice: str, tmp_path: Path) -> Callable[[bytes], list[str]]:
    """The text of each page, as LibreOffice prints a file."""

    def read(data: bytes) -> list[str]:
        from pypdf import PdfReader

        return [each.extract_text() for each in PdfReader(_converted(soffice, data, tmp_path, "pdf")).pages]

    return read


def _converted(soffice: str, data: bytes, folder: Path, kind: str) -> Path:
    (folder / "draft.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "out"
    subprocess.run(
        [
            soffice,
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(folder / "draft.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return out / f"draft.{kind}"
