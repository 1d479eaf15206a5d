"""The renderers of forms: all show the same."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document
from docx.oxml.ns import qn

from qualkit.display.forms.docx import docx
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.html import html
from qualkit.display.forms.latex import latex
from qualkit.display.forms.markdown import markdown
from qualkit.display.grid import Entry
from qualkit.display.latex import document

QUOTED = Entry(text="50 % & <lebih>", address="P_01:2", coding_id="c1", mark="direct")
FORM = Form(
    kind="vignette",
    title="Vinyet: A & B",
    about="A & B",
    subject="case",
    facts=(Line(label="Lokasi", text="Bima"),),
    sections=(
        Section(
            heading="Siapa_1",
            prompt="Siapa?",
            key="who",
            lines=(
                Line(label="Waktu", text="akhir tahun", entries=(QUOTED,), codings=("c1", "c2")),
                Line(text="tanpa label"),
            ),
        ),
        Section(heading="Isi", prompt="Apa?", key="what", text="Satu.\nDua *bintang*."),
        Section(
            heading="Bait", lines=(Line(entries=(QUOTED,), codings=("c1",)),), editable=False, verse=True
        ),
    ),
    notes=("Catatan kecil.",),
    language="id",
    version=7,
)
SHOWN = (
    "Vinyet: A & B",
    "Bima",
    "Siapa_1",
    "Siapa?",
    "Waktu (n\u00a0=\u00a02):",
    "akhir tahun",
    "tanpa label",
    "“50 % & <lebih>”",
    "P_01:2, langsung",
    "Satu.",
    "Dua *bintang*.",
    "Versi data 7.",
    "Catatan kecil.",
)


def _word_text(form: Form) -> str:
    body = docx(form).element.body
    return "\n".join(
        "".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))
    )


def _markdown_text(form: Form) -> str:
    return markdown(form).replace("\\", "").replace("(n = 2)", "(n\u00a0=\u00a02)")


@pytest.mark.parametrize("words", SHOWN)
def test_every_format_shows_everything(words: str) -> None:
    assert words in BeautifulSoup(html(FORM), "html.parser").get_text(" ")
    assert " ".join(words.split()) in " ".join(_markdown_text(FORM).split())
    assert words in _word_text(FORM)


def test_verse_has_no_quotation_marks() -> None:
    assert "\n50 % & <lebih> P_01:2" in _word_text(FORM)
    assert "> 50" not in markdown(FORM)
    verse = BeautifulSoup(html(FORM), "html.parser").find_all("blockquote")[-1]
    assert verse.get_text(" ", strip=True) == "50 % & <lebih> P_01:2, langsung"


def test_the_word_form_is_a_sheet_of_a4_whose_fields_alone_can_be_written_in(tmp_path: Path) -> None:
    docx(FORM).save(tmp_path / "form.docx")
    made = Document(str(tmp_path / "form.docx"))
    assert (made.sections[0].page_width.cm, made.sections[0].page_height.cm) == pytest.approx(
        (21, 29.7), abs=0.01
    )
    locks = {
        each.find(f".//{qn('w:tag')}").get(qn("w:val")): each.find(f".//{qn('w:lock')}").get(qn("w:val"))
        for each in made.element.body.iter(qn("w:sdt"))
    }
    assert locks == {
        "form.vignette": "sdtContentLocked",
        "answer.who": "sdtLocked",
        "answer.what": "sdtLocked",
    }


def test_libreoffice_prints_the_form(soffice: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    docx(FORM).save(tmp_path / "form.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "form.docx")], check=True, capture_output=True)
    printed = PdfReader(tmp_path / "form.pdf").pages[0].extract_text()
    assert "Tulis di sini." in printed
    assert "“50 % & <lebih>”" in printed


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_the_latex_of_a_form_compiles(engine: str, tmp_path: Path) -> None:
    if shutil.which(engine) is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs {engine}")
    (tmp_path / "form.tex").write_text(document([latex(FORM)], language="id"), encoding="utf-8")
    command = [engine, "-interaction=nonstopmode", "-halt-on-error", "form.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2000:]
    assert (tmp_path / "form.pdf").is_file()
