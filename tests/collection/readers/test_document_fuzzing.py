"""Whatever happens to a document on its way: it is read, or refused in a sentence."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentText
from odf.text import H, P
from reportlab.pdfgen.canvas import Canvas

from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput

SPOKEN = [f"{who}: Siap, “ya” [00:0{at}]?" for at, who in enumerate(["P", "I", "P", "I"])]
slow = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def sample(suffix: str) -> bytes:
    return {"docx": _word, "odt": _odt, "epub": _epub, "pdf": _pdf, "rtf": _rtf, "html": _html}[suffix]()


@slow
@given(st.data())
@pytest.mark.parametrize("suffix", ["docx", "odt", "epub", "pdf", "rtf", "html"])
def test_a_damaged_document_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    content = _damaged(sample(suffix), data)
    _read_or_refused(content, suffix)


@slow
@given(st.data())
@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_a_document_with_a_damaged_part_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(sample(suffix))) as whole, zipfile.ZipFile(stream, "w") as broken:
        chosen = data.draw(st.sampled_from(whole.namelist()))
        for name in whole.namelist():
            part = whole.read(name)
            broken.writestr(name, _damaged(part, data) if name == chosen else part)
    _read_or_refused(stream.getvalue(), suffix)


def _read_or_refused(content: bytes, suffix: str) -> None:
    try:
        source = read_source(content, path=f"a.{suffix}")
    except InvalidInput:
        return
    latest = 0
    for turn in source.turns:
        assert latest <= turn.start < turn.end <= len(source.text)
        latest = turn.end


def _damaged(content: bytes, data: st.DataObject) -> bytes:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 200)))
        piece = content[start:end]
        given = (b"", piece * 2, piece[::-1], b"\x00\xff", b"<p><table><tr>", b"{\\u-1?\\bin99 ", b"]]>")
        content = content[:start] + data.draw(st.sampled_from(given)) + content[end:]
    return content


def _word() -> bytes:
    document = Document()
    document.add_heading("Judul", 1)
    for line in SPOKEN:
        document.add_paragraph().add_run(line).bold = True
    document.add_table(rows=2, cols=2).cell(0, 0).text = "Speaker"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _odt() -> bytes:
    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text="Judul"))
    for line in SPOKEN:
        document.text.addElement(P(text=line))
    stream = BytesIO()
    document.write(stream)
    return stream.getvalue()


def _epub() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", '<c><rootfile full-path="a.opf"/></c>')
        archive.writestr("a.opf", '<p><item id="a" href="a.html"/><itemref idref="a"/></p>')
        archive.writestr("a.html", _html())
    return stream.getvalue()


def _pdf() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=0)
    for page in range(3):
        for number, line in enumerate(SPOKEN):
            canvas.drawString(60, 700 - 14 * number, line)
        canvas.drawString(60, 20, str(page + 1))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _rtf() -> bytes:
    lines = "".join(f"{line}\\par ".replace("“", "\\'93").replace("”", "\\u8221?") for line in SPOKEN)
    table = "\\trowd\\cellx1 a\\cell b\\cell\\row"
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0\\fcharset0 A;}}}}\\f0 {lines}{table}}}".encode()


def _html() -> bytes:
    lines = "".join(f"<p><b>{line}</b></p>" for line in SPOKEN)
    return f"<!DOCTYPE html><html><body>{lines}<table><tr><td colspan=2>a</table><pre>x\ny".encode()
