from __future__ import annotations

from collections.abc import Callable

import pytest

from qualkit.display.graphs import composite_sequence
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Made = Callable[..., Material]


def test_cases_are_laid_over_each_other_in_the_order_of_what_happened(made: Made) -> None:
    sequence = composite_sequence(made([]))
    paths = dict(zip(sequence.paths["case"], sequence.paths["path"], strict=True))
    assert paths == {
        "Bapenda": "Komitmen → Pengawasan → Naik",
        "Dikbud": "Beban → Komitmen → Tetap",
        "LHK": "Pengawasan → Naik",
        "RSUP": "Beban",
    }
    shared = sequence.edges[sequence.edges["n"] == 2]
    assert shared[["source", "target", "cases"]].values.tolist() == [
        ["(start)", "beban", ("Dikbud", "RSUP")],
        ["pengawasan", "naik", ("Bapenda", "LHK")],
        ["naik", "(end)", ("Bapenda", "LHK")],
    ]
    assert shared["evidence"].tolist()[1] == ("c1", "c2", "c7", "c8")
    assert "Codings without a date, put last: 1." in sequence.notes


def test_stages_of_a_move_never_stand_on_one_step(made: Made) -> None:
    sequence = composite_sequence(made([]))
    place = dict(zip(sequence.nodes["node"], sequence.nodes["place"], strict=True))
    assert all(place[edge.source] != place[edge.target] for edge in sequence.edges.itertuples())
    assert min(place, key=lambda node: place[node]) == "(start)"
    assert max(place, key=lambda node: place[node]) == "(end)"


def test_cases_without_a_stage_are_said_or_refused(made: Made) -> None:
    sequence = composite_sequence(made([]), codes="tahapan", cases=["LHK", "RSUP"])
    assert "No stage is coded in: RSUP." in sequence.notes
    with pytest.raises(InvalidInput, match="No stage is coded"):
        composite_sequence(made([]), codes="tahapan", cases=["RSUP"])
