from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import event_state_network
from qualkit.display.graphs.graph import Graph
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Made = Callable[..., Material]


def _events(graph: Graph) -> set[str]:
    return set(graph.nodes.loc[graph.nodes["kind"] == "event", "node"])


def test_processes_are_events_and_all_else_is_a_state(made: Made, causes: list[Any]) -> None:
    network = event_state_network(made(causes))
    assert _events(network) == {"komitmen", "pengawasan"}
    assert set(network.nodes["kind"]) == {"event", "state"}


def test_events_or_states_can_be_named(made: Made, causes: list[Any]) -> None:
    material = made(causes)
    assert _events(event_state_network(material, states=["hambatan"])) == {"komitmen", "pengawasan", "naik"}
    assert _events(event_state_network(material, events="hambatan")) == {"beban"}
    both = event_state_network(material, events="tahapan", states="hasil")
    assert set(both.nodes["node"]) == {"komitmen", "pengawasan", "naik"}
    with pytest.raises(InvalidInput, match="between events and states"):
        event_state_network(material, case="RSUP")
