from __future__ import annotations

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from qualkit import InvalidInput
from qualkit.display.forms import contact_summary_form, read
from qualkit.display.forms.docx import docx
from qualkit.display.forms.form import Form
from qualkit.display.material import Material


def _saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _typed(form: Form, key: str, text: str) -> bytes:
    """The form as Word leaves it when somebody has typed into a field."""
    document = docx(form)
    control = next(
        each
        for each in document.element.body.iter(qn("w:sdt"))
        if each.find(f".//{qn('w:tag')}").get(qn("w:val")) == f"answer.{key}"
    )
    for mark in control.findall(f".//{qn('w:showingPlcHdr')}"):
        mark.getparent().remove(mark)
    content = control.find(qn("w:sdtContent"))
    content.clear()
    content.extend(list(Document().add_paragraph(text)._p.r_lst))
    return _saved(document)


@pytest.fixture
def form(study: Material) -> Form:
    return contact_summary_form(study, "P01", answers={"salient": "Ragu & <diam>.\nLalu bicara."})


def test_what_was_filled_in_is_read_by_key(form: Form) -> None:
    filled = read(_typed(form, "themes", "Mulai bicara.\nTetap\tragu."))
    assert (filled.kind, filled.about) == ("contact summary form", "P01")
    assert filled.texts["themes"] == "Mulai bicara.\nTetap\tragu."
    assert filled.texts["salient"] == "Ragu & <diam>.\nLalu bicara."
    assert filled.texts["next"] == ""


def test_every_field_of_the_form_is_read(form: Form) -> None:
    keys = [section.key for section in form.sections if section.editable]
    assert list(read(_saved(docx(form))).texts) == keys


def _converted(soffice: str, path: Path, kind: str) -> Path:
    folder = path.parent / kind
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{path.stem}.{kind}"


@pytest.mark.parametrize("kinds", [("docx",), ("odt", "docx")], ids=["saved as docx", "by way of odt"])
def test_a_form_that_went_through_libreoffice_says_the_same(
    form: Form, soffice: str, tmp_path: Path, kinds: tuple[str, ...]
) -> None:
    filled = _typed(form, "themes", "Mulai bicara.\nTetap ragu.")
    path = tmp_path / "form.docx"
    path.write_bytes(filled)
    for kind in kinds:
        path = _converted(soffice, path, kind)
    assert read(path.read_bytes()) == read(filled)


def test_a_word_file_that_is_no_form_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no fields of a form"):
        read(_saved(Document()))
