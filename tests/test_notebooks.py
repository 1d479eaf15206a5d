"""Every notebook runs from a clean checkout, and shows nothing of the machine it ran on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(r"(?<![\w.<~-])/(?:home|tmp|root|work|var|usr|opt|mnt|Users|private)/|\b[A-Z]:\\\w")
LARGEST = 3_000_000

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def code(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: Any) -> list[str]:
    """All text that a cell put out, images left aside."""
    texts = []
    for output in cell.outputs:
        texts += [output[name] for name in ("text", "evalue") if name in output]
        texts += [str(value) for name, value in output.get("data", {}).items() if name != "image/png"]
    return texts


def broken_events(notebook: Any) -> str:
    """What the notebook's last look at its audit trail showed."""
    looked = [cell for cell in code(notebook) if cell.source.strip() == "len(study.verify_audit())"]
    return looked[-1].outputs[0]["data"]["text/plain"]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@each_notebook
def test_it_runs(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    for cell in code(notebook):
        cell.outputs = []
    nbclient.NotebookClient(
        notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert [output for output in outputs if output.output_type == "error"] == []
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []
    assert broken_events(notebook) == "0"
    assert list(tmp_path.iterdir()) == []


@each_notebook
def test_its_outputs_are_stored(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    assert [cell.execution_count for cell in code(notebook)] == [*range(1, len(code(notebook)) + 1)]
    assert notebook.metadata.kernelspec.name == "python3"
    assert broken_events(notebook) == "0"
    assert path.stat().st_size < LARGEST


@each_notebook
def test_its_outputs_name_no_path_of_a_machine(path: Path) -> None:
    texts = [text for cell in code(nbformat.read(path, as_version=4)) for text in shown(cell)]
    assert [found.group() for text in texts for found in MACHINE.finditer(text)] == []
