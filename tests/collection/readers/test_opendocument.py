"""OpenDocument, held against odfpy where it reads the same; conversions are in test_office_formats."""

from io import BytesIO

import pytest
from odf import office, table, text
from odf.namespaces import TEXTNS
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText

from qualkit.collection.readers import Reading, opendocument
from qualkit.errors import InvalidInput


def read(*elements: object) -> Reading:
    document = OpenDocumentText()
    for element in elements:
        document.text.addElement(element)
    stream = BytesIO()
    document.write(stream)
    return opendocument.read(stream.getvalue())


def paragraph(*content: object) -> text.P:
    made = text.P()
    for each in content:
        made.addText(each) if isinstance(each, str) else made.addElement(each)
    return made


def row(*cells: object) -> table.TableRow:
    made = table.TableRow()
    for cell in cells:
        column = table.TableCell()
        column.addElement(cell if not isinstance(cell, str) else paragraph(cell))
        made.addElement(column)
    return made


def rows(*content: object) -> table.Table:
    made = table.Table()
    for each in content:
        made.addElement(each)
    return made


def aside(kind: str) -> object:
    if kind == "comment":
        made = office.Annotation()
        made.addElement(paragraph("rahasia"))
        return made
    made = text.Note(noteclass="footnote")
    body = text.NoteBody()
    body.addElement(paragraph("rahasia"))
    made.addElement(body)
    return made


def test_spaces_tabs_and_line_breaks_are_characters() -> None:
    made = paragraph("a", text.S(c=3), "b", text.Tab(), "c", text.LineBreak(), "d")
    assert read(made).text == "a   b\tc\nd\n"


def test_notes_and_comments_are_left_out_and_counted_in_text_and_in_tables() -> None:
    made = read(paragraph("a", aside("comment")), rows(row(paragraph("b", aside("note")), "c")))
    assert made.text == "a\nb\tc\n"
    assert made.remarks == (
        "1 comment left out: only the body is read.",
        "1 note left out: only the body is read.",
    )


def test_deleted_text_is_not_there() -> None:
    changes, deletion = text.TrackedChanges(), text.Deletion()
    region = text.ChangedRegion(qattributes={(TEXTNS, "id"): "c1"}, check_grammar=False)
    deletion.addElement(paragraph("hilang"))
    region.addElement(deletion)
    changes.addElement(region)
    assert read(changes, paragraph("ada", text.Change(changeid="c1"), " ya")).text == "ada ya\n"


def test_a_table_in_a_table_is_text_of_its_cell() -> None:
    assert read(rows(row(rows(row("dalam", "dua")), "luar"))).text == "dalam dua\tluar\n"


def test_a_table_with_a_column_of_speakers_is_a_transcript() -> None:
    header = table.TableHeaderRows()
    header.addElement(row("Speaker", "Time", "Text"))
    reading = read(text.H(outlinelevel=1, text="Judul"), rows(header, row("Ani", "0:03", "Siap?")))
    assert [
        (turn.speaker, turn.begins, reading.text[turn.start : turn.end]) for turn in reading.turns or ()
    ] == [(None, None, "Judul"), ("Ani", 3.0, "Siap?")]


def test_what_is_no_text_document_is_refused() -> None:
    stream = BytesIO()
    OpenDocumentSpreadsheet().write(stream)
    with pytest.raises(InvalidInput, match="no text document"):
        opendocument.read(stream.getvalue())
