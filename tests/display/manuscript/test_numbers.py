from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn

from qualkit.display.manuscript import Manuscript
from qualkit.errors import Conflict, InvalidInput

from .conftest import part, with_part

DOCUMENT = "word/document.xml"


def test_numbers_are_found_in_text_tables_and_footnotes(manuscript: bytes) -> None:
    found = Manuscript(manuscript).numbers()
    assert [each.expression for each in found] == [
        "n: code=barriers",
        "cases: code=barriers",
        *["n: code=support"] * 4,
        "n: code=barriers, case=Bapenda",
    ]
    assert found[0].text == "{{n: code=barriers}}"
    assert found[-1].place.endswith("of the footnotes")


def test_a_number_over_several_runs_becomes_a_field_in_their_look_and_is_refreshed(manuscript: bytes) -> None:
    made = Manuscript(manuscript).numbered({"n: code=barriers": "24"})
    paragraph = next(
        each for each in Document(io.BytesIO(made.data)).paragraphs if each.text.startswith("We found")
    )
    assert paragraph.text == "We found 24 barriers and {{cases: code=barriers}} cases."
    code = "".join(each.text for each in paragraph._p.iter(qn("w:instrText")))
    assert code == " ADDIN QUALKIT n: code=barriers "
    assert [each.text for each in paragraph.runs if each.italic] == [" barriers and "]
    again = made.numbered({"n: code=barriers": "25"})
    assert again.numbers()[0].text == "25"
    assert again.numbered({"n: code=barriers": "25"}).data == again.data
    assert part(again.data).replace(b">25<", b">24<") == part(made.data)


def test_only_the_numbers_with_a_value_change(manuscript: bytes) -> None:
    made = Manuscript(manuscript).numbered({"n:  code=barriers,  case=Bapenda": "9"})
    assert part(made.data) == part(manuscript)
    assert made.numbers()[-1].text == "9"


def test_a_number_of_which_a_tracked_change_holds_a_part_is_refused(manuscript: bytes) -> None:
    old = "<w:r><w:t>{{cases: code=barriers}} cases.</w:t></w:r>"
    new = (
        "<w:r><w:t>{{cases: co</w:t></w:r><w:ins w:id='97' w:author='A'>"
        "<w:r><w:t>de=barriers}} cases.</w:t></w:r></w:ins>"
    )
    data = with_part(manuscript, DOCUMENT, old, new)
    with pytest.raises(Conflict, match="partly inside a tracked change"):
        Manuscript(data).numbered({"cases: code=barriers": "4"})


def test_a_number_that_cannot_be_read_is_refused_with_its_paragraph(manuscript: bytes) -> None:
    data = with_part(manuscript, DOCUMENT, "{{cases: code=barriers}}", "{{cases: kode=barriers}}")
    with pytest.raises(InvalidInput, match=r"paragraph 16 \(“We found"):
        Manuscript(data).numbers()


def test_a_field_of_another_program_is_left_alone(manuscript: bytes) -> None:
    made = Manuscript(manuscript).numbered({"REF _Ref52 \\h": "9", "n: code=support": "3"})
    assert b"<w:t>Table 2</w:t>" in part(made.data)
