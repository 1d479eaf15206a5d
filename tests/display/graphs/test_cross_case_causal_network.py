from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import cross_case_causal_network
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_paths_and_edges_know_the_cases_in_which_they_hold(made: Made, causes: list[Any]) -> None:
    network = cross_case_causal_network(made(causes), outcome="naik")
    held = network.edges.set_index(["source", "target"])
    assert held.loc[("pengawasan", "naik"), "cases"] == ("Bapenda", "LHK")
    assert held.loc[("pengawasan", "naik"), "label"] == "+ leads to (2)"
    paths = network.paths[network.paths["holds"]]
    assert paths[["path", "case"]].values.tolist() == [["Komitmen → Pengawasan → Naik", "Bapenda"]]
    assert len(network.paths) == 4
    assert "Antecedents in every case with a path: Pengawasan." in network.notes
    assert "Without a path to the outcome: Dikbud, RSUP." in network.notes


def test_only_the_cases_asked_for_are_compared(made: Made, causes: list[Any]) -> None:
    network = cross_case_causal_network(made(causes), outcome="naik", cases=["LHK"])
    assert "Stream 1: Pengawasan → Naik (1 case: LHK)." in network.notes
    with pytest.raises(InvalidInput, match="leads to 'naik' in a case"):
        cross_case_causal_network(made(causes), outcome="naik", cases=["RSUP"])
    with pytest.raises(NotFound):
        cross_case_causal_network(made(causes), outcome="turun")
