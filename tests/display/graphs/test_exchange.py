from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest

from qualkit.display.graphs import causal_network, context_chart, decision_model
from qualkit.display.material import Material

Made = Callable[..., Material]
NASTY = [
    'say "end" [x]',
    "END",
    "a|b{c}",
    "`md` #35; <b>&",
    "日本 ملف",
    "back\\slash\nline",
    "1. x",
    "- y\x00",
]


def _nasty(made: Made, causes: list[Any]) -> Material:
    material = made(causes)
    return made(causes, codes=material.codes.assign(label=NASTY))


def test_graphml_keeps_every_attribute(made: Made, causes: list[Any], tmp_path: Path) -> None:
    network = causal_network(made(causes[:3]), case="Bapenda")
    read = networkx.read_graphml(network.to_graphml(tmp_path / "n.graphml"))
    assert isinstance(network.graph, networkx.DiGraph)
    assert read.nodes["komitmen"]["rating"] == "H"
    assert read.nodes["komitmen"]["n"] == 1
    edge = read.edges["pengawasan", "naik"]
    assert (edge["sign"], edge["evidence"], edge["n"], edge["cases"]) == ("+", "c1; c2", 2, "Bapenda")
    assert dict(read.nodes(data=True)) == dict(network.graph.nodes(data=True))


def test_graphml_is_whole_whatever_labels_hold(made: Made, causes: list[Any], tmp_path: Path) -> None:
    network = causal_network(_nasty(made, causes), case="Bapenda")
    read = networkx.read_graphml(network.to_graphml(tmp_path / "n.graphml"))
    assert read.nodes["komitmen"]["label"] == "END"


def test_mermaid_gets_no_character_that_its_grammar_knows(made: Made, causes: list[Any]) -> None:
    network = causal_network(_nasty(made, causes), case="Bapenda")
    text = str(network.to_mermaid())
    assert text.startswith("flowchart LR\n")
    assert '  n0["#69;#78;#68;<br/>H"]\n' in text
    assert '  n1["a#124;b#123;c#125;"]\n' in text
    assert '  n0 -->|"(1) #43;"| n1\n' in text


def test_mermaid_has_shapes_and_dashes(made: Made, answers: list[Any], tmp_path: Path) -> None:
    text = decision_model(made(answers)).to_mermaid(tmp_path / "m.mmd").read_text(encoding="utf-8")  # type: ignore[union-attr]
    assert 'n0{"Komitmen"}' in text
    assert '("Naik")' in text
    chart = context_chart(made([("Bapenda", "LHK", "avoids", "-")], kind="case"))
    assert '-.->|"− avoids"|' in str(chart.to_mermaid())


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_graphviz_reads_what_is_written_for_it(made: Made, causes: list[Any], tmp_path: Path) -> None:
    network = causal_network(_nasty(made, causes), case="Bapenda")
    path = network.to_dot(tmp_path / "n.dot")
    drawn = subprocess.run(["dot", "-Tsvg", str(path)], capture_output=True, text=True, check=True)
    assert drawn.stderr == ""
    assert drawn.stdout.count('class="node"') == len(network.nodes)
    assert drawn.stdout.count('class="edge"') == len(network.edges)
