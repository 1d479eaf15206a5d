from __future__ import annotations

import io
import re
import zipfile

import pytest

from qualkit.display.manuscript import Manuscript
from qualkit.errors import Conflict, InvalidInput, NotFound

from .conftest import W, part, with_part

DOCUMENT = "word/document.xml"
OLD_TITLE = "<w:r><w:t>: Old title</w:t></w:r>"


def test_a_place_that_is_not_there_is_refused_with_what_there_is(manuscript: bytes, table: bytes) -> None:
    with pytest.raises(NotFound, match="Table 2"):
        Manuscript(manuscript).replaced("Table 22", table)


def test_a_place_that_is_there_twice_is_refused_with_both(manuscript: bytes, table: bytes) -> None:
    data = with_part(manuscript, DOCUMENT, "{{figure:network}}", "{{table:barriers}}")
    with pytest.raises(Conflict, match=r"paragraph 17 .* and paragraph 18 "):
        Manuscript(data).replaced("table:barriers", table)


INSERTED = '<w:ins w:id="95" w:author="A"><w:r><w:t>two</w:t></w:r></w:ins>'
DELETED = '<w:rPr><w:del w:id="96" w:author="A"/></w:rPr>'


@pytest.mark.parametrize(
    ("at", "old", "new", "said"),
    [
        ("Table 2", "<w:r><w:t>two</w:t></w:r>", INSERTED, "tracked changes"),
        (
            "Table 2",
            OLD_TITLE,
            f'<w:del w:id="9"><w:r><w:delText>x</w:delText></w:r></w:del>{OLD_TITLE}',
            "tracked",
        ),
        ("table:barriers", "<w:t>{{ta</w:t>", "<w:t>Here {{ta</w:t>", "other text beside it"),
        ("table:x", "<w:t>two</w:t>", "<w:t>{{table:x}}</w:t>", "in a cell of a table"),
        ("Table 2", "<w:body>", "<w:body><w:sectPr><w:sectPrChange/></w:sectPr>", "page layout"),
    ],
)
def test_a_place_that_would_be_damaged_is_refused(
    manuscript: bytes, table: bytes, at: str, old: str, new: str, said: str
) -> None:
    data = with_part(manuscript, DOCUMENT, old, new)
    with pytest.raises((Conflict, InvalidInput), match=said):
        Manuscript(data).replaced(at, table)


def test_a_content_control_and_a_text_box_are_refused(manuscript: bytes, table: bytes) -> None:
    held = "<w:p><w:r><w:t>{{table:held}}</w:t></w:r></w:p>"
    control = f"<w:body><w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"
    box = f"<w:body><w:p><w:r><w:pict><w:txbxContent>{held}</w:txbxContent></w:pict></w:r></w:p>"
    for wrapped, said in ((control, "content control"), (box, "text box")):
        with pytest.raises(InvalidInput, match=said):
            Manuscript(with_part(manuscript, DOCUMENT, "<w:body>", wrapped)).replaced("table:held", table)


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        ('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>', "protected against changes"),
        ('<w:writeProtection w:recommended="1"/>', "write-protected"),
    ],
)
def test_a_protected_manuscript_is_refused(manuscript: bytes, table: bytes, lock: str, said: str) -> None:
    settings = part(manuscript, "word/settings.xml").decode()
    first = re.search(r"<w:settings[^>]*>", settings)
    assert first is not None
    data = with_part(manuscript, "word/settings.xml", first[0], first[0] + lock)
    for change in (lambda each: each.replaced("Table 2", table), lambda each: each.numbered({})):
        with pytest.raises(Conflict, match=said):
            change(Manuscript(data))


def test_what_is_no_word_file_is_refused(manuscript: bytes) -> None:
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as packed:
        packed.writestr("mimetype", "x")
    strict = with_part(manuscript, DOCUMENT, f'xmlns:w="{W}"', 'xmlns:w="http://purl.oclc.org/ooxml/w"')
    for data, said in (
        (b"plain text", "Word file"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "protected by a password"),
        (empty.getvalue(), "holds no document"),
    ):
        with pytest.raises(InvalidInput, match=said):
            Manuscript(data)
    with pytest.raises(InvalidInput, match="Strict"):
        Manuscript(strict).places()


def test_a_display_with_footnotes_is_refused(manuscript: bytes) -> None:
    with pytest.raises(InvalidInput, match="footnotes"):
        Manuscript(manuscript).replaced("Table 2", manuscript)


def test_a_display_is_neither_placed_twice_nor_two_in_one_place(manuscript: bytes, table: bytes) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table, name="barriers")
    with pytest.raises(Conflict, match="in the manuscript already, at paragraph 10"):
        made.replaced("{{table:barriers}}", table)
    with pytest.raises(Conflict, match="at the same place"):
        made.refreshed({"Table 2": table, "barriers": table})
