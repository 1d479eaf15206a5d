"""Graphs: displays of typed, signed edges that have their evidence, one module for each."""

from qualkit.display.graphs.causal_chain import causal_chain
from qualkit.display.graphs.causal_network import causal_network
from qualkit.display.graphs.code_map import code_map
from qualkit.display.graphs.cognitive_map import cognitive_map
from qualkit.display.graphs.composite_sequence import composite_sequence
from qualkit.display.graphs.context_chart import context_chart
from qualkit.display.graphs.cross_case_causal_network import cross_case_causal_network
from qualkit.display.graphs.decision_model import decision_model
from qualkit.display.graphs.event_state_network import event_state_network
from qualkit.display.graphs.folk_taxonomy import folk_taxonomy
from qualkit.display.graphs.graph import Graph

__all__ = [
    "Graph",
    "causal_chain",
    "causal_network",
    "code_map",
    "cognitive_map",
    "composite_sequence",
    "context_chart",
    "cross_case_causal_network",
    "decision_model",
    "event_state_network",
    "folk_taxonomy",
]
