"""One transcript and one document, as every office program and web page has them."""

from __future__ import annotations

import contextlib
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from qualkit.collection import readers
from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput
from qualkit.model import Source

SPOKEN = [
    ("Pewawancara", "Bagaimana prosesnya?"),
    ("Informan 1", "Kami menandatangani komitmen, “siap” — 👩‍🌾 katanya."),
    ("Pewawancara", "Semua pihak?"),
    ("Informan 1", "Hampir semua."),
    ("Informan 2", "Belum semua."),
    ("Pewawancara", "Mengapa?"),
    ("Informan 2", "Hujan."),
    ("Informan 1", "Benar."),
]
TEAMS = [
    ("Ani, Ibu", "0:03", "Siap?"),
    ("Budi", "0:05", "Siap."),
    ("Ani, Ibu", "0:07", "Ya?"),
    ("Budi", "0:09", "Ya."),
]
OLD_TEAMS = "0:0:0.0 --> 0:0:1.350\nAni, Ibu\nSiap?\n\n0:0:1.350 --> 0:0:4.0\nBudi\nSiap, Bu.\n"


@pytest.fixture(scope="module")
def converted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a transcript, and the same with speakers in a table, in the formats of LibreOffice."""
    folder = tmp_path_factory.mktemp("office")
    labelled, tabled = Document(), Document()
    labelled.add_heading("Wawancara", 1)
    table = tabled.add_table(rows=0, cols=2)
    for speaker, said in SPOKEN:
        paragraph = labelled.add_paragraph()
        paragraph.add_run(f"{speaker}: ").bold = True
        paragraph.add_run(said)
        for cell, text in zip(table.add_row().cells, (speaker, said), strict=True):
            cell.text = text
    labelled.save(str(folder / "labelled.docx"))
    tabled.save(str(folder / "tabled.docx"))
    for suffix in ("odt", "fodt", "rtf", "html", "epub", "pdf"):
        command = [soffice, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
        files = [str(folder / f"{name}.docx") for name in ("labelled", "tabled")]
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return folder


def _said(source: Source) -> list[tuple[str | None, str]]:
    return [
        (turn.speaker, " ".join(source.text[turn.start : turn.end].split()))
        for turn in source.turns
        if turn.speaker is not None
    ]


@pytest.mark.parametrize("suffix", ["docx", "odt", "fodt", "rtf", "html", "epub", "pdf"])
def test_labelled_speech_is_read_from_every_format(converted: Path, suffix: str) -> None:
    path = converted / f"labelled.{suffix}"
    source = read_source(path.read_bytes(), path=path.name)
    assert source.kind == "interview"
    if suffix == "pdf":  # the fonts at hand lack this sign, so the PDF does not hold it
        wanted = [(who, " ".join(said.replace("👩‍🌾", "").split())) for who, said in SPOKEN]
    else:
        wanted = SPOKEN
    assert _said(source) == wanted


@pytest.mark.parametrize("suffix", ["docx", "odt", "fodt", "html"])
def test_a_table_of_speakers_and_speech_is_read_without_a_header(converted: Path, suffix: str) -> None:
    path = converted / f"tabled.{suffix}"
    assert _said(read_source(path.read_bytes(), path=path.name)) == SPOKEN


@pytest.mark.parametrize("suffix", ["odt", "rtf", "html", "epub", "pdf"])
def test_content_tells_the_format_whatever_the_file_is_called(converted: Path, suffix: str) -> None:
    data = (converted / f"labelled.{suffix}").read_bytes()
    assert "menandatangani" in readers.read(data, path="x.txt").text


def test_odt_has_what_odfpy_reads(converted: Path) -> None:
    from odf import teletype
    from odf.opendocument import load
    from odf.text import H, P

    path = converted / "labelled.odt"
    document = load(str(path))
    wanted = [teletype.extractText(each) for kind in (H, P) for each in document.getElementsByType(kind)]
    assert readers.read(path.read_bytes(), path=path.name).text.splitlines() == [
        each for each in wanted if each
    ]


F4 = (
    r"{\rtf1\ansi\ansicpg1252\deff0 I: Wie war das, Herr M\'fcller? #00:00:05-3#\par "
    r"B1: Gut \u8211- sehr gut. #00:01:02-7#\par I: Und dann? #00:01:05-0#\par B1: Nichts. #01:00:00-1#\par }"
)


def test_f4_marks_give_turns_their_times() -> None:
    source = read_source(F4.encode(), path="interview.rtf")
    said = [
        (turn.speaker, source.text[turn.start : turn.end], turn.begins, turn.ends) for turn in source.turns
    ]
    assert said == [
        ("I", "Wie war das, Herr Müller?", None, 5.3),
        ("B1", "Gut – sehr gut.", 5.3, 62.7),
        ("I", "Und dann?", 62.7, 65.0),
        ("B1", "Nichts.", 65.0, 3600.1),
    ]


def _paper(*, pages: int = 4) -> bytes:
    """A paper in two columns, with a title over both, and running headers and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=1)
    for page in range(1, pages + 1):
        canvas.setFont("Times-Roman", 9)
        canvas.drawString(60, 810, "Journal of Field Studies 12(3)")
        canvas.drawCentredString(300, 25, str(page))
        if page == 1:
            canvas.setFont("Times-Bold", 16)
            canvas.drawCentredString(300, 770, "A title that runs over both of the columns of this page")
        canvas.setFont("Times-Roman", 10)
        for side, left in (("left", 60), ("right", 310)):
            for line in range(45):
                text = f"Page {page} {side} line {line:02} goes on until it fills the column"
                canvas.drawString(left, 730 - 14 * line, text)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_paper_in_columns_is_read_column_by_column_without_headers_and_page_numbers() -> None:
    reading = readers.read(_paper(), path="paper.pdf")
    lines = [line for line in reading.text.splitlines() if line]
    numbered = [line.split(" goes")[0] for line in lines if line.startswith("Page")]
    assert numbered == [
        f"Page {page} {side} line {line:02}"
        for page in range(1, 5)
        for side in ("left", "right")
        for line in range(45)
    ]
    assert lines[0] == "Journal of Field Studies 12(3)"
    assert lines[1] == "A title that runs over both of the columns of this page"
    assert lines[-1].startswith("Page 4 right line 44")
    assert reading.remarks == ("7 lines of headers, footers and page numbers left out.",)


def test_a_pdf_has_the_words_that_pypdf_reads(converted: Path) -> None:
    from pypdf import PdfReader

    path = converted / "labelled.pdf"
    wanted = " ".join(page.extract_text() for page in PdfReader(path).pages).split()
    assert readers.read(path.read_bytes(), path=path.name).text.split() == wanted


def _locked() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(_paper(pages=1))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _blank() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    stream = BytesIO()
    canvas = Canvas(stream)
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.save()
    return stream.getvalue()


def test_pdfs_that_cannot_be_read_say_why() -> None:
    for data, says in ((_locked(), "password"), (_blank(), "only images"), (b"%PDF-1.7 x", "damaged")):
        with pytest.raises(InvalidInput, match=says):
            readers.read(data, path="a.pdf")


@pytest.mark.parametrize(
    ("data", "path", "says"),
    [
        (b"{\\rtf1" + b"{" * 5000 + b"}" * 5000 + b"}", "a.rtf", "holds no text"),
        (b"{\\rtf1 }", "a.rtf", "holds no text"),
        (b"hello", "a.rtf", "begins with"),
        (b"PK\x03\x04", "a.odt", "no OpenDocument file, or a damaged one"),
        (b"PK\x03\x04", "a.epub", "no EPUB file, or a damaged one"),
        (b"<html><body><script>x()</script></body></html>", "a.html", "holds no text"),
    ],
)
def test_what_is_malformed_is_refused_in_a_sentence(data: bytes, path: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        readers.read(data, path=path)


def test_html_nested_without_end_does_not_break_the_reader() -> None:
    data = b"<html>" + b"<div>" * 100_000 + b"ya" + b"</div>" * 100_000 + b"<p>siap</p>"
    with contextlib.suppress(InvalidInput):
        assert set(readers.read(data, path="a.html").text.split()) <= {"ya", "siap"}
    assert readers.read(b"<html><p>siap</p>", path="a.html").text == "siap\n"


def test_both_layouts_of_teams_are_read_from_word() -> None:
    older, newer = Document(), Document()
    for line in OLD_TEAMS.splitlines():
        older.add_paragraph(line)
    for speaker, time, said in TEAMS:
        paragraph = newer.add_paragraph()
        paragraph.add_run(speaker).bold = True
        paragraph.add_run(f"   {time}").add_break()
        paragraph.add_run(said)
    first, second = (_word(each) for each in (older, newer))
    assert [(turn.speaker, turn.begins, turn.ends) for turn in first.turns] == [
        ("Ani, Ibu", 0.0, 1.35),
        ("Budi", 1.35, 4.0),
    ]
    assert [(turn.speaker, turn.begins) for turn in second.turns] == [
        ("Ani, Ibu", 3.0),
        ("Budi", 5.0),
        ("Ani, Ibu", 7.0),
        ("Budi", 9.0),
    ]
    assert _said(second)[0] == ("Ani, Ibu", "Siap?")


def test_names_in_bold_without_a_colon_are_speakers() -> None:
    document = Document()
    for speaker, said in SPOKEN:
        document.add_paragraph().add_run(speaker).bold = True
        document.add_paragraph(said)
    assert _said(_word(document)) == SPOKEN


def _word(document: object) -> Source:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return read_source(stream.getvalue(), path="a.docx")
