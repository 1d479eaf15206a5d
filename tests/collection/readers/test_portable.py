"""PDF: made by reportlab and LibreOffice, and held against what pypdf reads."""

import subprocess
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from qualkit.collection.readers import portable
from qualkit.collection.reading import read_source

SPOKEN = [
    (who, f"Jawaban {number}a, menurut <i>saya</i>, lebih dari satu baris sebab memuat nomor {number}b{end}")
    for number, (who, end) in enumerate([("Pewawancara", "?"), ("Informan 1", "."), ("Informan 2", ".")] * 25)
]


def drawn(lines: Sequence[str]) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 14 * number, line)
    canvas.save()
    return stream.getvalue()


def flowing(paragraphs: Sequence[str]) -> bytes:
    """A document with a running head and numbers of pages."""

    def furnish(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.drawString(70, 820, "Laporan Evaluasi")
        canvas.drawString(70, 20, f"Halaman {document.page} dari 9")

    stream = BytesIO()
    style = getSampleStyleSheet()["Normal"]
    style.spaceAfter = 8
    story = [Paragraph(each, style) for each in paragraphs]
    SimpleDocTemplate(stream, pagesize=A4).build(story, onFirstPage=furnish, onLaterPages=furnish)
    return stream.getvalue()


def test_a_transcript_keeps_every_turn_whole_over_the_pages() -> None:
    source = read_source(flowing([f"<b>{who}:</b> {said}" for who, said in SPOKEN]), path="a.pdf")
    wanted = [(who, said.replace("<i>", "").replace("</i>", "")) for who, said in SPOKEN]
    assert source.kind == "interview"
    assert [
        (turn.speaker, " ".join(source.text[turn.start : turn.end].split())) for turn in source.turns
    ] == wanted


def test_words_are_those_of_pypdf_without_the_furniture_that_is_counted() -> None:
    data = flowing([f"{who} dan <i>lain</i>, <b>juga</b>: {said}" for who, said in SPOKEN])
    pages = PdfReader(BytesIO(data)).pages
    reading = portable.read(data)
    furniture = Counter(["Laporan", "Evaluasi"] * (len(pages) - 1))
    furniture += Counter(
        word for page in range(1, len(pages) + 1) for word in f"Halaman {page} dari 9".split()
    )
    assert Counter(" ".join(page.extract_text() for page in pages).split()) - furniture == Counter(
        reading.text.split()
    )
    count = 2 * len(pages) - 1
    assert reading.remarks == (f"{count} lines of headers, footers and page numbers left out.",)


def test_words_broken_at_the_ends_of_lines_are_joined_in_a_document() -> None:
    lines = (
        "Penelitian ini menelaah bagaimana pembinaan mening-",
        "katkan komitmen pimpinan daerah, yang masing-",
        "masing menandatangani laporan setiap triwulan dan",
        "melaporkannya kepada gubernur.",
    )
    text = read_source(drawn(lines * 8), path="laporan.pdf").text
    assert "pembinaan meningkatkan komitmen" in text
    assert "yang masing-masing menandatangani" in text


@pytest.fixture(scope="module")
def scripts(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document with ligatures, and a transcript in Hebrew, as LibreOffice sets them."""
    folder: Path = tmp_path_factory.mktemp("pdf")
    document = Document()
    document.add_paragraph("The office file: efficient, affluent fixation — naïve café “siap”.")
    for who, said in [("המראיין", "מה שלומך?"), ("מרואיין", "טוב מאוד.")] * 3:
        document.add_paragraph(f"{who}: {said}")
    document.save(str(folder / "a.docx"))
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "a.pdf").read_bytes()


def test_ligatures_are_letters_and_speech_from_right_to_left_is_in_its_order(scripts: bytes) -> None:
    source = read_source(scripts, path="wawancara/a.pdf")
    assert source.text.startswith("The office file: efficient, affluent fixation — naïve café “siap”.")
    assert [(turn.speaker, source.text[turn.start : turn.end]) for turn in source.turns if turn.speaker] == [
        ("המראיין", "מה שלומך?"),
        ("מרואיין", "טוב מאוד."),
    ] * 3
