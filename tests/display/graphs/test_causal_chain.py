from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import causal_chain
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_causes_stand_left_of_their_effects_and_feedback_is_named(made: Made, causes: list[Any]) -> None:
    chain = causal_chain(made(causes), outcome="naik")
    place = dict(zip(chain.nodes["node"], chain.nodes["place"], strict=True))
    assert place == {"komitmen": 0, "beban": 0, "pengawasan": 1, "naik": 2}
    assert "Feedback: Komitmen → Pengawasan → Naik → Komitmen." in chain.notes
    assert chain.edges["n"].tolist() == [1, 1, 3, 1]


def test_a_start_leaves_out_what_comes_before(made: Made, causes: list[Any]) -> None:
    chain = causal_chain(made(causes[:4]), start="komitmen")
    assert chain.nodes["node"].tolist() == ["komitmen", "pengawasan", "naik"]
    with pytest.raises(InvalidInput, match="chain"):
        causal_chain(made(causes[:4]), start="naik")
    with pytest.raises(NotFound, match="komitmen"):
        causal_chain(made(causes), start="komitmn")
    with pytest.raises(InvalidInput, match=r"study[.]reduction[.]link"):
        causal_chain(made([]))
