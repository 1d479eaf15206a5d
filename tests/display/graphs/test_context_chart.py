from __future__ import annotations

from collections.abc import Callable

import pytest

from qualkit.display.graphs import context_chart
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]
LINKS = [
    ("Bapenda", "Dikbud", "works with", "+"),
    ("Bapenda", "Dikbud", "works with", "-"),
    ("Dikbud", "LHK", "reports to", "-"),
    ("LHK", "RSUP", "works with", "+"),
]


def test_good_and_strained_are_mixed_together(made: Made) -> None:
    chart = context_chart(made(LINKS, kind="case"), kind="bidang")
    assert chart.edges[["source", "target", "sign", "label"]].to_numpy().tolist() == [
        ["Bapenda", "Dikbud", "±", "± works with"],
        ["Dikbud", "LHK", "-", "− reports to"],
        ["LHK", "RSUP", "+", "+ works with"],
    ]
    assert dict(zip(chart.nodes["node"], chart.nodes["kind"], strict=True))["LHK"] == "not recorded"


def test_the_focus_shows_those_around_it_only(made: Made) -> None:
    chart = context_chart(made(LINKS, kind="case"), focus="Bapenda")
    assert chart.nodes.loc[chart.nodes["emphasis"], "node"].tolist() == ["Bapenda"]
    assert set(chart.nodes["node"]) == {"Bapenda", "Dikbud"}
    with pytest.raises(NotFound, match="Bapenda"):
        context_chart(made(LINKS, kind="case"), focus="Bapend")


def test_sources_of_one_role_are_one_node_and_what_has_none_is_said(made: Made) -> None:
    links = [
        ("B1", "L1", "supervises", "-"),
        ("K1", "L1", "supervises", "-"),
        ("R1", "B1", "supervises", None),
    ]
    chart = context_chart(made(links, kind="source"), between="position")
    assert chart.edges[["source", "target", "sign"]].to_numpy().tolist() == [["pimpinan", "coach", "-"]]
    assert chart.notes == ("Not drawn, without a recorded position: R1.",)


def test_what_cannot_be_drawn_is_refused(made: Made) -> None:
    with pytest.raises(InvalidInput, match="No relation between cases is recorded"):
        context_chart(made([]))
    with pytest.raises(InvalidInput, match="not between each 'role'"):
        context_chart(made([]), between="role")
    with pytest.raises(InvalidInput, match="no kind of its own"):
        context_chart(made([("B1", "K1", "x", None)], kind="source"), between="position", kind="site")
