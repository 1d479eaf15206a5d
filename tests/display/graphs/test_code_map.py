from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import code_map
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Made = Callable[..., Material]


def test_it_has_the_codebook_its_counts_and_its_relations(made: Made, causes: list[Any]) -> None:
    found = code_map(made(causes))
    assert found.nodes["place"].tolist() == [0, 1, 1, 0, 1, 0, 1, 1]
    assert found.nodes.loc[found.nodes["node"] == "komitmen", "n"].tolist() == [2]
    assert sum(found.edges["relation"] == "belongs to") == 5
    assert sorted(label for label in found.edges["label"] if label) == [
        "(1) + leads to",
        "(2) + leads to",
        "(3) − hinders",
        "(4) + leads to",
    ]
    assert len(found.narrative) == 4


def test_parts_of_the_codebook_hang_from_what_is_shown(made: Made) -> None:
    found = code_map(made([]), codes=["komitmen", "beban"])
    assert found.nodes["node"].tolist() == ["komitmen", "beban"]
    assert found.edges.empty
    retired = made([]).codes.assign(retired=True)
    assert "tahapan" not in set(code_map(made([], codes=retired)).nodes["node"])
    with pytest.raises(InvalidInput, match=r"study[.]reduction[.]define"):
        code_map(made([], codes=retired[:0]))
