"""Every display of the catalogue, from the composed corpus, in every format that it can be written in."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from docx import Document

import qualkit as qk
from qualkit.demonstration import collect, conclude, reduce
from qualkit.demonstration_relations import relate, second_coder
from qualkit.display.catalogue import CATALOGUE
from qualkit.display.forms import Form
from qualkit.display.grid import Matrix

from ..conftest import ROOT

SAID = ROOT / "corpus" / "coaching-opd-relations.yaml"
NAMES = [entry.name for entry in CATALOGUE]
CHOICES: dict[str, dict[str, Any]] = {
    "contact_summary_form": {"source": "bapenda-wawancara-1"},
    "document_summary_form": {"source": "bapenda-dokumen-1"},
    "case_analysis_meeting_form": {"case": "Bapenda"},
    "interim_case_summary": {"case": "Bapenda"},
    "pre_structured_case_outline": {"case": "Bapenda"},
    "sequential_analyses": {"displays": ["matriks kasus", "jaringan sebab-akibat"]},
    "vignette": {"case": "Bapenda"},
    "poetic_display": {"case": "RSUP"},
    "prediction_form": {"prediction": "PAD"},
    "cognitive_map": {"case": "Bapenda"},
    "causal_network": {"case": "Bapenda"},
    "cross_case_causal_network": {"outcome": "capaian naik"},
    "growth_gradient": {"level": "capaian naik", "events": "sebab lain"},
    "activity_record": {"source": "bapenda-observasi-1"},
    "scatter": {"x": "sebelum", "y": "sesudah"},
    "slope": {"before": "sebelum", "after": "sesudah"},
    "document_portrait": {"source": "bapenda-wawancara-1"},
    "code_line": {"source": "bapenda-wawancara-1"},
    "role_ordered_matrix": {"codes": ["capaian naik", "perubahan pribadi"]},
    "content_analytic_summary_table": {"codes": ["hasil"], "quotes": 2},
    "contrast_table": {"codes": ["hasil", "masalah"]},
    "two_variable_case_ordered_matrix": {"codes": ["hasil", "masalah"], "cells": "count"},
    "case_ordered_descriptive_meta_matrix": {"codes": ["hasil"]},
    "conceptually_clustered_matrix": {"codes": ["hasil", "masalah"]},
    "time_ordered_matrix": {"codes": ["hasil"]},
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qk.Study]:
    """The composed corpus, coded by two, with all that displays need."""
    where = tmp_path_factory.mktemp("gallery") / "coaching.qualkit"
    with qk.Study.create(where, title="Coaching OPD (teks susunan)", language="id", coder="demo") as made:
        collect(made)
        reduce(made)
        relate(made, SAID)
        conclude(made)
    with qk.Study.open(where, coder="rekan", blind=True) as blind:
        second_coder(blind, SAID)
    with qk.Study.open(where, coder="demo") as opened:
        yield opened


@pytest.fixture(scope="module")
def made(study: qk.Study) -> Callable[[str], Any]:
    kept: dict[str, Any] = {}

    def make(name: str) -> Any:
        if name not in kept:
            kept[name] = getattr(study.display, name)(**CHOICES.get(name, {}))
        return kept[name]

    return make


def test_the_catalogue_says_that_this_study_has_the_data_for_every_display(study: qk.Study) -> None:
    listed = study.display.catalogue()
    assert listed["name"].is_unique
    assert listed.loc[~listed["ready"], ["name", "missing"]].to_numpy().tolist() == []


def test_an_empty_study_is_told_what_every_display_needs(tmp_path: Path) -> None:
    with qk.Study.create(tmp_path / "s.qualkit", title="T", language="en", coder="ana") as empty:
        listed = empty.display.catalogue().set_index("name")
        assert listed.index[listed["ready"]].tolist() == ["sequential_analyses"]
        for name in listed.index[~listed["ready"]].drop("prediction_form"):  # a prediction needs no data
            with pytest.raises(qk.QualkitError):
                getattr(empty.display, name)(**CHOICES.get(name, {}))


@pytest.mark.parametrize("name", NAMES)
def test_every_display_renders_in_every_format(
    name: str, made: Callable[[str], Any], tmp_path: Path, browser: Any
) -> None:
    display = made(name)
    assert display.title
    assert len(display.frame.columns) > 0
    assert list(display.codings.columns) == ["row", "column", "coding_id"]
    _check_word(display, display.to_docx(tmp_path / f"{name}.docx"))
    _check_page(browser, display, Path(display.to_html(tmp_path / f"{name}.html")))
    assert display.title.split(":")[0].split()[0] in display.to_markdown(tmp_path / f"{name}.md").read_text(
        "utf-8"
    )
    if isinstance(display, Form):
        return
    book = openpyxl.load_workbook(display.to_xlsx(tmp_path / f"{name}.xlsx"))
    assert len(book.worksheets) >= 3
    assert display.to_image(tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")
    assert display.to_image(tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    ElementTree.parse(display.to_image(tmp_path / f"{name}.svg"))


def _check_word(display: Any, path: Path) -> None:
    document = Document(str(path))
    written = "\n".join(each.text for each in document.paragraphs)
    assert display.title in written
    assert bool(document.tables) or not isinstance(display, Matrix)


def _check_page(browser: Any, display: Any, path: Path) -> None:
    tab = browser.new_page()
    asked: list[str] = []
    errors: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(path.as_uri())
    assert display.title in " ".join(tab.inner_text("body").split())
    assert tab.locator("table, svg, section, p").count() > 0
    assert asked == [path.as_uri()]
    assert errors == []
    tab.close()


def test_word_files_open_in_libreoffice(made: Callable[[str], Any], tmp_path: Path, soffice: str) -> None:
    for name in NAMES:
        made(name).to_docx(tmp_path / f"{name}.docx")
    command = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True)
    assert sorted(each.stem for each in tmp_path.glob("*.pdf")) == sorted(NAMES)


@pytest.mark.parametrize("engine", ["pdflatex", "xelatex", "lualatex"])
def test_every_display_compiles_as_latex(
    engine: str, made: Callable[[str], Any], tmp_path: Path, tex: Callable[[str], str]
) -> None:
    program = tex(engine)
    (tmp_path / "pictures").mkdir()
    for name in NAMES:
        made(name).to_latex(tmp_path / f"{name}.tex")
    from qualkit.display import latex

    fragments = [(tmp_path / f"{name}.tex").read_text("utf-8") for name in NAMES]
    (tmp_path / "paper.tex").write_text(latex.document(fragments, language="id"), encoding="utf-8")
    command = [program, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "paper.tex"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    assert (tmp_path / "paper.pdf").stat().st_size > 50_000


def test_critical_incidents_say_how_many_events_they_leave_out(made: Callable[[str], Any]) -> None:
    shown = made("critical_incidents")
    assert len(shown.frame) == 4
    assert shown.notes[0].startswith("13 peristiwa")
