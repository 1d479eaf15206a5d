from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit import InvalidInput
from qualkit.content_controls import control, fields, list_tags

_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")).map(str.strip)


def _document(texts: dict[str, str], *, tagged: bool = True) -> bytes:
    document = Document()
    for tag, text in texts.items():
        document.add_paragraph()._p.append(control(tag, text, blank="Write here."))
    list_tags(document)
    if not tagged:
        for tag in list(document.element.body.iter(qn("w:tag"))):
            tag.getparent().remove(tag)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


@settings(deadline=None, max_examples=25)
@given(first=_TEXTS, second=_TEXTS)
def test_what_a_field_holds_comes_back_under_its_tag(first: str, second: str) -> None:
    texts = {"answer.one": first, "answer.two": second}
    assert fields(_document(texts), blanks=()) == texts


def test_fields_that_lost_their_tags_are_known_by_their_order() -> None:
    texts = {f"answer.question.{number:012d}": f"text {number}" for number in range(40)}
    assert fields(_document(texts, tagged=False), blanks=()) == texts


def test_an_empty_field_says_nothing_and_what_it_said_is_taken_off() -> None:
    assert fields(_document({"a": "", "b": "Write here. Yes."}), blanks=["Write here."]) == {
        "a": "",
        "b": "Yes.",
    }


def test_a_zip_archive_that_is_no_word_file_is_refused() -> None:
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(InvalidInput, match="no Word file"):
        fields(data.getvalue(), blanks=())
