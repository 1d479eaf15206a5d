"""What README shows runs as it stands there, on a folder with the files that it names."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

import qualkit as qk

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
TALK = (
    "I: How did it go?\nR: we signed it together. Komitmen kami jelas.\n"
    "I: And the revenue?\nR: It rose. There was the tax amnesty, too.\nI: Why?\nR: Mendadak, iya.\n"
    "I: Who knew of it?\nR: The head of the agency, and later all of us.\n"
)
NOTE = "Date: 2 March 2023\nSite: Office\nObserver: A\n\n09.05 They signed. [They looked tired.]\n"
BOOK = """
codes:
  - {name: commitment, patterns: ["komitmen*"]}
  - {name: rise, patterns: [rose]}
  - {name: other cause, patterns: [amnesty]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"interviews/bapenda-1.txt": TALK, "notes/obs.txt": NOTE}.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text)
    (tmp_path / "codebook.yaml").write_text(BOOK)
    _write_paper(tmp_path / "paper.docx")
    (tmp_path / "corrected.txt").write_text(TALK.replace("jelas", "sangat jelas"))
    return tmp_path


def _write_paper(path: Path) -> None:
    """A manuscript with a second table, and with places for a display and a number."""
    paper = Document()
    paper.add_paragraph("We found {{n: code=commitment}} passages.")
    paper.add_paragraph("{{table:leaders}}")
    paper.add_paragraph("Leaders saw it otherwise.")
    paper.add_paragraph("Table 2. To be replaced")
    paper.add_table(rows=1, cols=2)
    paper.save(str(path))


def test_the_lines_of_python_run(folder: Path) -> None:
    lines = "\n".join(_blocks("python"))
    subprocess.run([sys.executable, "-W", "error", "-c", lines], cwd=folder, check=True)
    made = {path.name for path in folder.iterdir()}
    assert {
        "table.docx",
        "network.pdf",
        "form.docx",
        "displays.docx",
        "paper.backup.docx",
        "credibility.docx",
        "coaching.qdpx",
        "coaching-tidy",
        "again.qualkit",
    } <= made


def test_the_commands_run(folder: Path) -> None:
    commands = _block("sh", holding="qualkit new")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["bash", "-ec", commands], cwd=folder, env={**os.environ, "PATH": path}, check=True)
    made = {path.name for path in folder.iterdir()}
    assert {"coaching.qualkit", "table.docx", "credibility.docx", "coaching.qdpx", "again.qualkit"} <= made


def test_the_codebook_can_be_read() -> None:
    assert qk.Codebook.parse(_block("yaml"))["commitment"].unit == "sentence"


def _block(language: str, *, holding: str = "") -> str:
    return next(block for block in _blocks(language) if holding in block)


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
