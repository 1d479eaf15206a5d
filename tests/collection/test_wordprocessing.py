import io
import zipfile

import pytest

from qualkit.collection.blocks import Paragraph, Table
from qualkit.collection.wordprocessing import read_body
from qualkit.errors import InvalidInput

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str, *, name: str = "word/document.xml") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_inserted_text_links_tabs_and_breaks_are_kept_and_deleted_text_is_not() -> None:
    body = read_body(
        word(
            f"<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{run('a')}<w:ins>{run('b')}</w:ins>"
            f"<w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:hyperlink>{run('c')}</w:hyperlink>"
            f"<w:r><w:tab/><w:t>d</w:t><w:br/><w:t>e</w:t></w:r></w:p>"
        )
    )
    assert body.blocks == [Paragraph("abc\td\ne")]


def test_tables_nested_tables_and_content_controls_are_read_in_order() -> None:
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('in')}</w:p></w:tc></w:tr></w:tbl>"
    rows = (
        f"<w:tr><w:tc><w:p>{run('a')}</w:p><w:p>{run('b')}</w:p></w:tc><w:tc>{inner}<w:p/></w:tc></w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p>{run('x')}</w:p></w:tc></w:tr>"
    )
    body = read_body(
        word(f"<w:p>{run('1')}</w:p><w:sdt><w:sdtContent><w:tbl>{rows}</w:tbl></w:sdtContent></w:sdt><w:p/>")
    )
    assert body.blocks == [Paragraph("1"), Table((("a b", "in"),)), Paragraph("")]


def test_text_boxes_notes_and_comments_are_counted_and_left_out() -> None:
    box = f"<w:pict><w:txbxContent><w:p>{run('box')}</w:p></w:txbxContent></w:pict>"
    body = read_body(
        word(f"<w:p>{run('a')}<w:r>{box}</w:r><w:r><w:footnoteReference/><w:commentReference/></w:r></w:p>")
    )
    assert body.blocks == [Paragraph("a")]
    assert dict(body.left_out) == {"text box": 1, "footnote": 1, "comment": 1}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"plain text", "no Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        (word("", name="xl/workbook.xml"), "no word/document.xml"),
        (word("<w:p>"), "damaged"),
    ],
)
def test_what_is_no_word_file_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        read_body(data)


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualkit.collection.wordprocessing._LARGEST", 10)
    with pytest.raises(InvalidInput, match="larger than"):
        read_body(word(f"<w:p>{run('a')}</w:p>"))


def test_a_merged_cell_takes_its_columns_and_a_row_may_begin_late() -> None:
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    rows = (
        f"<w:tr><w:tc>{span}<w:p>{run('a')}</w:p></w:tc><w:tc><w:p>{run('b')}</w:p></w:tc></w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p>{run("c")}</w:p></w:tc></w:tr>'
    )
    body = read_body(word(f"<w:tbl>{rows}</w:tbl>"))
    assert body.blocks == [Table((("a", "", "b"), ("", "c")))]


def test_headers_footers_symbols_and_embedded_files_are_counted() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F04A"/></w:r>'
    file = io.BytesIO(word(f"<w:p>{run('a')}{symbol}</w:p><w:altChunk/>"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/header1.xml", f"<w:hdr {W}><w:p>{run('Rahasia')}</w:p></w:hdr>")
        archive.writestr("word/header2.xml", f"<w:hdr {W}><w:p/></w:hdr>")
        archive.writestr("word/footer1.xml", f"<w:ftr {W}><w:p>{run('1')}</w:p></w:ftr>")
    body = read_body(file.getvalue())
    assert dict(body.left_out) == {"symbol": 1, "embedded file": 1, "header": 1, "footer": 1}


def compressed() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{'<w:p/>' * 99}</w:body></w:document>"
        )
    return file.getvalue()


@pytest.mark.parametrize(
    ("at", "bytes_there"),
    [
        (30 + len("word/document.xml"), b"\xff" * 20),
        (0, b"XXXX"),
        (compressed().index(b"PK\x01\x02") + 10, b"\x63\x00"),
        (compressed().index(b"PK\x01\x02") + 42, b"\xf0\x00\x00\x00"),
    ],
    ids=["deflate data", "local header", "compression 99", "local header beyond the end"],
)
def test_a_damaged_archive_is_refused(at: int, bytes_there: bytes) -> None:
    data = compressed()
    with pytest.raises(InvalidInput, match="damaged"):
        read_body(data[:at] + bytes_there + data[at + len(bytes_there) :])
