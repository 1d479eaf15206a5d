"""Forms that come back filled in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

import qualkit as qk


def _filled(path: Path, text: str) -> Path:
    """The form with a text in its first empty field, as Word leaves it when somebody has typed there."""
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as packed, zipfile.ZipFile(path, "w") as written:
        for name in packed.namelist():
            data = packed.read(name)
            if name == "word/document.xml":
                said = data.decode().replace("<w:showingPlcHdr/>", "", 1).replace("Write here.", text, 1)
                data = said.encode()
            written.writestr(name, data)
    return path


def test_what_is_written_in_a_form_is_kept_and_fills_the_same_form_again(
    study: qk.Study, tmp_path: Path
) -> None:
    form = study.display.vignette(case="North").to_docx(tmp_path / "form.docx")
    (row,) = study.display.read_form(_filled(form, "An office by the river.")).to_dict("records")
    assert (row["before"], row["after"]) == (None, "An office by the river.")
    memo = study.memos.iloc[-1]
    assert (memo["about"], memo["name"]) == ("North", "vignette: North")
    assert "An office by the river." in memo["text"]
    again = study.display.vignette(case="North")
    assert again.sections[0].text == "An office by the river."
    assert study.display.read_form(again.to_docx(tmp_path / "again.docx")).empty
    assert study.verify_audit().empty


def test_a_form_read_again_takes_the_place_of_what_was_read_before(study: qk.Study, tmp_path: Path) -> None:
    form = study.display.vignette(case="North").to_docx(tmp_path / "form.docx")
    study.display.read_form(_filled(form, "First."))
    empty = qk.Study.open(tmp_path / "s.qualkit", coder="budi")
    with empty as other:
        newer = tmp_path / "newer.docx"
        other.display.vignette(case="North", answers={}).to_docx(newer)
        other.display.read_form(_filled(newer, "Second."))
    assert len(study.memos) == 1
    assert "Second." in study.memos["text"].iloc[0]


def test_what_is_no_form_is_refused(study: qk.Study, tmp_path: Path) -> None:
    table = study.display.matrix().to_docx(tmp_path / "table.docx")
    with pytest.raises(qk.InvalidInput, match="form"):
        study.display.read_form(table)


def test_a_form_about_what_is_gone_is_refused(study: qk.Study, tmp_path: Path) -> None:
    form = _filled(study.display.contact_summary_form(source="P02").to_docx(tmp_path / "f.docx"), "x")
    study.collection.remove("P02")
    with pytest.raises(qk.NotFound, match="P02"):
        study.display.read_form(form)
