from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import docx
import pandas as pd

from qualkit import Codebook

BOOK = Codebook.parse(
    """
    title: Coaching
    language: id
    codes:
      - name: stages
        labels: {id: Tahapan, en: Stages}
        kind: process
        brief: How it went.
        codes:
          - name: commitment
            definition: "A promise.\\nAnd more."
            examples: {typical: ["We promise."]}
          - {name: letter, retired: true}
    """
)
CODINGS = pd.DataFrame(
    [("P1", 3, "letter", "The letter came.", "accepted")],
    columns=["source", "turn", "code", "text", "status"],
)


def table(path: Path) -> list[list[str]]:
    (found,) = docx.Document(str(path)).tables
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_the_appendix_has_no_column_in_which_nothing_stands(tmp_path: Path) -> None:
    BOOK.to_docx(tmp_path / "codebook.docx")
    assert table(tmp_path / "codebook.docx") == [
        ["Kode", "Definisi", "Contoh"],
        ["Tahapan\nstages\nproses", "How it went.", ""],
        ["commitment\ndeskriptif", "A promise.\nAnd more.", "“We promise.”"],
        ["letter\ndeskriptif, tidak dipakai lagi", "", ""],
    ]


def test_codings_are_quoted_and_counted(tmp_path: Path) -> None:
    BOOK.to_docx(tmp_path / "codebook.docx", codings=CODINGS, language="en")
    header, *rows = table(tmp_path / "codebook.docx")
    assert header == ["Code", "Definition", "Example", "n"]
    assert [row[0].split("\n")[0] for row in rows] == ["Stages", "commitment", "letter"]
    assert [row[2:] for row in rows] == [
        ["", "0"],
        ["“We promise.”", "0"],
        ["“The letter came.”\nP1:3", "1 (1)"],
    ]


def test_a_long_table_repeats_its_header_and_stands_under_a_heading(tmp_path: Path) -> None:
    BOOK.to_docx(tmp_path / "codebook.docx")
    document: Any = docx.Document(str(tmp_path / "codebook.docx"))
    assert next((each.style.name, each.text) for each in document.paragraphs) == ("Heading 1", "Coaching")
    assert document.tables[0].rows[0]._tr.trPr.xpath("w:tblHeader")
    levels = [
        row.cells[0].paragraphs[0]._p.xpath("w:pPr/w:ind/@w:left") for row in document.tables[0].rows[1:]
    ]
    assert levels == [[], ["200"], ["200"]]


def test_libreoffice_shows_the_appendix(soffice: str, tmp_path: Path) -> None:
    BOOK.to_docx(tmp_path / "codebook.docx", codings=CODINGS)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(tmp_path / "codebook.docx")], check=True, capture_output=True, timeout=180)
    shown = (tmp_path / "codebook.txt").read_text(encoding="utf-8-sig")
    assert "Kode yang berada di bawah kode lain ditulis menjorok." in shown
    assert "“The letter came.”" in shown


def test_an_empty_codebook_has_an_appendix_without_rows(tmp_path: Path) -> None:
    Codebook().to_docx(tmp_path / "codebook.docx")
    assert table(tmp_path / "codebook.docx") == [["Code"]]


def test_the_legend_says_how_codings_are_counted_and_what_brackets_are(tmp_path: Path) -> None:
    turns = pd.DataFrame({"source": ["P1"], "turn": [3], "start": [0], "text": ["We met. The letter came."]})
    codings = CODINGS.assign(text="letter", origin="pattern", start=12, end=18)
    BOOK.to_docx(tmp_path / "codebook.docx", codings=codings, turns=turns, language="en")
    assert table(tmp_path / "codebook.docx")[3][2] == "“The [letter] came.”\nP1:3"
    legend = docx.Document(str(tmp_path / "codebook.docx")).paragraphs[1].text
    assert "n: number of codings (number of sources); what two coders coded alike counts twice." in legend
    assert "[ ]: the words that were coded, in their sentence." in legend
    BOOK.to_docx(tmp_path / "codebook.docx", codings=CODINGS)
    assert "[ ]" not in docx.Document(str(tmp_path / "codebook.docx")).paragraphs[1].text
