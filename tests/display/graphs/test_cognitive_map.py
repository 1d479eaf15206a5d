from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs import cognitive_map
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_it_has_what_one_case_or_source_says(made: Made, causes: list[Any]) -> None:
    of_case = cognitive_map(made(causes), case="LHK")
    assert of_case.edges[["source", "target"]].values.tolist() == [["pengawasan", "naik"]]
    of_source = cognitive_map(made(causes), source="K1")
    assert of_source.edges[["source", "target", "evidence"]].values.tolist() == [
        ["beban", "pengawasan", ("c5",)]
    ]
    assert of_source.title == "Cognitive map: K1"


def test_relations_are_not_invented(made: Made, causes: list[Any]) -> None:
    with pytest.raises(InvalidInput, match=r"in what 'RSUP' said is recorded[.] Record one: study"):
        cognitive_map(made(causes), case="RSUP")
    with pytest.raises(NotFound):
        cognitive_map(made(causes), case="RSU")
    with pytest.raises(InvalidInput, match="not both"):
        cognitive_map(made(causes))
