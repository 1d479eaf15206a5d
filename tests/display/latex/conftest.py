"""TeX as authors have it, and matrices that are hard to set."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from qualkit.display.grid import Cell, Entry, Header, Matrix

ENGINES = ("pdflatex", "xelatex", "lualatex")
Typeset = Callable[..., "Printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """What an engine made of a document: its log, and the text of its pages as another program reads it."""

    log: str
    text: str

    @property
    def errors(self) -> list[str]:
        return re.findall(r"^!.*|LaTeX Warning: Reference.*", self.log, re.MULTILINE)

    @property
    def overfull(self) -> list[float]:
        """Points by which lines and pages are too full, where one would see it."""
        found = re.findall(r"^Overfull \\[hv]box \(([\d.]+)pt", self.log, re.MULTILINE)
        return [float(points) for points in found if float(points) > 2]


def need(program: str) -> str:
    """The program, without which a test is skipped, or in CI fails."""
    found = shutil.which(program)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs {program}")
    return found


@pytest.fixture
def typeset(tmp_path: Path) -> Typeset:
    """Sets a document with an engine, twice, as authors do."""

    def make(document: str, engine: str = "xelatex") -> Printed:
        program, reader = need(engine), need("pdftotext")
        (tmp_path / "paper.tex").write_text(document, encoding="utf-8")
        for _ in range(2):
            command = [program, "-interaction=nonstopmode", "-no-shell-escape", "paper.tex"]
            subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=300, check=False)
        log = (tmp_path / "paper.log").read_text(encoding="utf-8", errors="replace")
        pages = subprocess.run([reader, "paper.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
        return Printed(log, pages.stdout.decode())

    return make


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def heads(labels: Sequence[str], *, bands: Sequence[str | None] | None = None) -> tuple[Header, ...]:
    every = bands or [None] * len(labels)
    return tuple(
        Header(key=label, label=label, band=band, n=3) for label, band in zip(labels, every, strict=True)
    )


def quoted(text: str) -> Cell:
    return Cell(entries=(Entry(text=text, address="P07:12"),), n=1)


def laid_out(
    rows: Sequence[str], columns: Sequence[str], cells: Sequence[Sequence[Cell]], **given: object
) -> Matrix:
    chosen: dict[str, object] = {
        "title": "Trial",
        "corner": "Case",
        "rows": heads(rows),
        "columns": heads(columns),
        "cells": tuple(map(tuple, cells)),
    }
    return Matrix(**{**chosen, **given})  # type: ignore[arg-type]


SENTENCES = " ".join(f"Sentence {number} says that the coaching went as planned." for number in range(340))
SCRIPTS = (
    *(
        "العمل في المكتب (الجديد) صعب، لكن 12:30 مع Office في ٢٠٢٤.",
        "He said العمل صعب and left.",
        "שלום (עולם)",
    ),
    *(
        "这个机构的工作非常困难，但是我们每天都在学习新的东西。",
        "カタカナ、ひらがな。한국어",
        "यह काम मुश्किल है।",
    ),
    *("ไทยไม่มีช่องว่างระหว่างคำในประโยคภาษาไทย", "Привет, мир", "λόγος α=β", "ḥadīth ʿilm ế q̃ → ✓ ≥"),
    *(
        "😀 👩\u200d🏫 ❤\ufe0f \U00020000",
        "\ue000 \U0001fffe \U000e0041 a\u200bb\u200c\u202ec\ufeff",
        "e\u0301 \u0301",
    ),
)


@pytest.fixture
def matrices() -> dict[str, Matrix]:
    """One matrix for each way of laying out."""
    numbers = [[Cell(value=row * column, n=row * column) for column in range(19)] for row in range(9)]
    numbers[3][4] = Cell(state="not asked")
    codes = [f"Penetapan komitmen awal {number}" for number in range(19)]
    families = ["Model"] * 4 + ["Tahapan strategi"] * 9 + ["Hasil"] * 6
    bands = ["high"] * 4 + ["low"] * 5
    cases = [f"Case {number}" for number in range(9)]
    phrase = quoted("It helped us, and at 50% & more we felt #1.")
    return {
        "quotations": laid_out(["A", "B"], ["x", "y", "z"], [[phrase] * 3, [Cell(state="none found")] * 3]),
        "counts": replace(
            laid_out(cases, codes, numbers, content="count"),
            rows=heads(cases, bands=bands),
            columns=heads(codes, bands=families),
        ),
        "long": laid_out(
            ["A", "B"], ["x", "y"], [[quoted(SENTENCES), phrase], [phrase, quoted("工作" * 800)]]
        ),
        "wide": laid_out(["A"], [f"column {number}" for number in range(20)], [[phrase] * 20]),
        "empty": laid_out([], ["x"], []),
        "without columns": laid_out(["A"], [], [()]),
        "noted": laid_out(["A"], ["x"], [[phrase]], notes=(SENTENCES,)),
        "scripts": laid_out(SCRIPTS, ["Gemischt", "العمل صعب"], [[quoted(text)] * 2 for text in SCRIPTS]),
    }
