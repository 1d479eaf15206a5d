from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit import InvalidInput
from qualkit.collection.contact_form import Contact, read_form, write_form

CONTACT = Contact(
    source_id="5a3c0f52-6a6e-4df8-9d0e-0a6f6f0b8c11",
    source="talk <1> & more",
    language="id",
    known={"kind": "wawancara", "case": "", "memos": "First.\nSecond & <last>."},
    facts={"date": "2023-02-01", "site": "", "interviewer": "Ana", "participant": "R1; R2"},
    answers={"Which themes?": "", "What next?": "Ask about staff.\nAnd time 👩‍🌾."},
)
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")).map(str.strip)


def _controls(document: Any) -> dict[str, Any]:
    return {
        control.find(f".//{qn('w:tag')}").get(qn("w:val")): control
        for control in document.element.body.iter(qn("w:sdt"))
    }


def _filled(data: bytes, **texts: str) -> bytes:
    """The form as Word leaves it when somebody has typed into fields."""
    document = Document(io.BytesIO(data))
    controls = _controls(document)
    for name, text in texts.items():
        control = next(each for tag, each in controls.items() if tag.startswith(name.replace("_", ".")))
        for mark in control.findall(f".//{qn('w:showingPlcHdr')}"):
            mark.getparent().remove(mark)
        paragraph = Document().add_paragraph(text)
        content = control.find(qn("w:sdtContent"))
        content.clear()
        content.extend(list(paragraph._p.r_lst))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_form_that_nobody_touched_says_nothing_new() -> None:
    filled = read_form(write_form(CONTACT))
    assert filled.source_id == CONTACT.source_id
    assert filled.facts == {}
    assert filled.answers == {"What next?": "Ask about staff.\nAnd time 👩‍🌾."}


def test_what_was_typed_is_read_exactly() -> None:
    data = _filled(
        write_form(CONTACT), answer_1="Time & <staff>\nMoney\tmaybe", fact_date="2 Mei 2023", fact_site="Bima"
    )
    filled = read_form(data)
    assert filled.facts == {"date": "2 Mei 2023", "site": "Bima"}
    assert filled.answers["Which themes?"] == "Time & <staff>\nMoney\tmaybe"


def test_a_fact_that_was_emptied_is_a_change() -> None:
    assert read_form(_filled(write_form(CONTACT), fact_interviewer="")).facts == {"interviewer": ""}


@settings(deadline=None)
@given(answer=_TEXTS, fact=_TEXTS)
def test_any_text_put_into_a_form_comes_back(answer: str, fact: str) -> None:
    contact = replace(CONTACT, facts={"site": fact}, answers={"Which themes?": answer})
    filled = read_form(write_form(contact))
    assert filled.facts == {}
    assert filled.answers == ({"Which themes?": answer} if answer else {})


def test_a_form_saved_by_libreoffice_says_the_same(soffice: str, tmp_path: Path) -> None:
    filled = _filled(write_form(CONTACT), fact_site="Bima")
    (tmp_path / "form.docx").write_bytes(filled)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "docx", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "form.docx")], check=True, capture_output=True)
    assert read_form((tmp_path / "saved" / "form.docx").read_bytes()) == read_form(filled)


def test_an_answer_typed_behind_the_placeholder_is_read_without_it() -> None:
    data = _filled(write_form(CONTACT), answer_1="Tulis di sini. Waktu.")
    assert read_form(data).answers["Which themes?"] == "Waktu."


def test_the_form_shows_what_is_known_in_the_language_of_the_study() -> None:
    document = Document(io.BytesIO(write_form(CONTACT)))
    labels = [row.cells[0].text for row in document.tables[0].rows]
    assert labels[:4] == ["Sumber", "Tanggal", "Lokasi", "Pewawancara"]
    assert document.tables[0].rows[-1].cells[1].text == "First.\nSecond & <last>."
    assert document.tables[0].rows[-2].cells[1].text == "–"


def test_only_the_fields_of_the_researcher_can_be_written_in() -> None:
    document = Document(io.BytesIO(write_form(CONTACT)))
    locks = {
        tag.partition(".")[0]: control.find(f".//{qn('w:lock')}").get(qn("w:val"))
        for tag, control in _controls(document).items()
    }
    assert locks == {
        "source": "sdtContentLocked",
        "prompt": "sdtContentLocked",
        "fact": "sdtLocked",
        "answer": "sdtLocked",
    }


def test_a_file_that_is_no_form_is_refused() -> None:
    plain = io.BytesIO()
    Document().save(plain)
    with pytest.raises(InvalidInput, match="no fields of a contact summary"):
        read_form(plain.getvalue())
    with pytest.raises(InvalidInput, match="no Word file"):
        read_form(b"no zip")
