from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import causal_network
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Made = Callable[..., Material]


def test_the_story_of_a_case_is_told_in_numbered_sentences(made: Made, causes: list[Any]) -> None:
    network = causal_network(made(causes[:4]), case="Bapenda")
    assert network.narrative == (
        "1. Komitmen leads to Pengawasan (+; 1 coding: B1:2). Signed in public.",
        "2. Pengawasan leads to Naik (+; 2 codings: B1:4; B1:6).",
    )
    assert network.edges["label"].tolist() == ["(1) +", "(2) +"]
    assert "Every arrow: “leads to”." in network.notes
    assert "Stream 1: Komitmen → Pengawasan → Naik (sentences 1, 2)." in network.notes


def test_the_variables_are_rated(made: Made, causes: list[Any]) -> None:
    material = made(causes, language="id")
    network = causal_network(material, case="Bapenda", ratings={"pengawasan": "beban_kerja"})
    assert network.nodes["rating"].fillna("").tolist() == ["H", "L", ""]
    assert network.nodes["detail"].fillna("").tolist() == ["T", "R", ""]
    assert "Peringkat dari atribut kasus: beban_kerja." in network.notes


def test_opposed_signs_stay_two_arrows(made: Made) -> None:
    links = [("beban", "naik", "leads to", sign, "LHK", None, ("c7",)) for sign in "+-"]
    network = causal_network(made(links), case="LHK")
    assert network.edges["sign"].tolist() == ["+", "-"]
    assert network.graph.is_multigraph()


def test_a_case_without_relations_says_how_to_record_one(made: Made, causes: list[Any]) -> None:
    with pytest.raises(InvalidInput, match=r"'RSUP' is recorded[.] Record one"):
        causal_network(made(causes), case="RSUP")
