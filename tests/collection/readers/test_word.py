import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from qualkit.collection.readers import Reading, word
from qualkit.errors import InvalidInput


def saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def test_paragraphs_are_lines_and_the_footer_is_no_text() -> None:
    document = docx.Document()
    document.add_heading("Wawancara 1", level=1)
    paragraph = document.add_paragraph()
    paragraph.add_run("Pewawancara:").bold = True
    paragraph.add_run(" Siap?")
    document.sections[0].footer.paragraphs[0].text = "Teks susunan"
    reading = word.read(saved(document))
    assert reading.text == "Wawancara 1\nPewawancara: Siap?\n"
    assert reading.remarks == ("1 footer left out: only the body is read.",)


def test_a_table_is_written_row_by_row() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Kegiatan", "Waktu"
    assert word.read(saved(document)).text == "Kegiatan\tWaktu\n"


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no text"):
        word.read(saved(docx.Document()))


def test_a_transcript_table_becomes_turns_and_its_other_columns_are_remarked() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=5)
    rows = [
        ("Mulai", "Selesai", "Pembicara", "Teks", "Nada"),
        ("0:01", "0:03", "P", "Siap?", "ragu"),
        ("0:03", "0:09.5", "I", "Siap.", ""),
    ]
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    reading = word.read(saved(document))
    assert reading.text == "P: Siap?\nI: Siap.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(1.0, 3.0), (3.0, 9.5)]
    assert reading.remarks == ("Columns of the transcript left out: Nada.",)


def test_the_table_of_aws_becomes_a_transcript(shared: Path) -> None:
    reading = word.read((shared / "transcripts" / "aws_example-call.docx").read_bytes())
    spoken = [turn for turn in reading.turns or () if turn.speaker]
    assert len(spoken) == 37
    assert (spoken[0].speaker, spoken[0].begins, spoken[0].ends) == ("Agent", 0.4, 5.4)
    assert reading.text[spoken[-1].start : spoken[-1].end] == "Bye."
    assert "Job Name\texample-call.wav" in reading.text


def transcript_of(*rows: Sequence[str]) -> Reading:
    """Read a table of these rows, each with as many cells as it has."""
    cells = ["".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in row) for row in rows]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body><w:tbl>{table}</w:tbl></w:body></w:document>",
        )
    return word.read(file.getvalue())


def test_a_row_without_speech_in_its_place_is_a_turn_of_nobody_and_separates() -> None:
    reading = transcript_of(
        ("No", "Speaker", "Text"),
        ("1", "P", "Siap?"),
        ("PART TWO",),
        ("2", "P", "Ya?"),
        ("3", "[long pause]"),
        ("4", "Saya belum siap.", ""),
        ("5", "P", "Oh."),
    )
    assert reading.text == "P: Siap?\nPART TWO\nP: Ya?\n[long pause]\nSaya belum siap.\nP: Oh.\n"
    assert [turn.speaker for turn in reading.turns or ()] == ["P", None, "P", None, None, "P"]


def test_a_row_merged_over_the_whole_width_is_kept() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for index, cells in enumerate([("Mulai", "Pembicara", "Teks"), (), ("0:03", "I", "Siap.")]):
        for cell, text in zip(table.rows[index].cells, cells, strict=False):
            cell.text = text
    table.cell(1, 0).merge(table.cell(1, 2)).text = "BAGIAN DUA"
    assert word.read(saved(document)).text == "BAGIAN DUA\nI: Siap.\n"


def test_rows_times_and_cells_that_are_left_out_are_remarked() -> None:
    reading = transcript_of(
        ("Start", "Speaker", "Text"),
        ("0:01", "P", "Siap?", "(berbisik)"),
        ("0:02", "P", ""),
        ("kira-kira 3", "I", "Siap."),
    )
    assert reading.text == "P: Siap?\nI: Siap.\n"
    assert reading.remarks == (
        "Columns of the transcript left out: column 4.",
        "1 of the transcript's times left out, such as 'kira-kira 3': "
        "they are read where they are written as 1:02:03.",
        "1 row of the transcript without speech left out.",
    )
