import io
from pathlib import Path

import docx
import pytest

from qualkit.collection.readers import word
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
    assert word.read(saved(document)).text == "Wawancara 1\nPewawancara: Siap?\n"


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
