from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.patheffects import withStroke

from qualkit.display.material import Material
from qualkit.display.network import cooccurrence_network
from qualkit.errors import InvalidInput, NotFound

Make = Callable[..., Material]


def test_an_edge_knows_the_pairs_of_codings_behind_it(material: Material) -> None:
    network = cooccurrence_network(material)
    assert network.edges.values.tolist() == [["komitmen", "anggaran", 1, (("c2", "c4"),)]]
    assert network.codings.values.tolist() == [["komitmen", "anggaran", "c2"], ["komitmen", "anggaran", "c4"]]
    assert network.notes == ("Without a link: Pengawasan, Beban.",)


def test_the_same_turn_is_enough_where_asked(make: Make) -> None:
    rows = [
        ("P01", "Ani", 2, "komitmen", "ana", 0, 5, None, "accepted"),
        ("P01", "Ani", 2, "beban", "ana", 5, 9, None, "accepted"),
        ("P02", "Ani", 2, "anggaran", "ana", 5, 9, None, "accepted"),
        ("D01", None, None, "anggaran", "ana", 5, 9, None, "accepted"),
    ]
    assert cooccurrence_network(make(rows)).edges.empty
    network = cooccurrence_network(make(rows), unit="turn")
    assert network.edges["codings"].tolist() == [(("c0", "c1"),)]


def test_light_edges_are_left_out_and_wrong_requests_refused(material: Material) -> None:
    assert cooccurrence_network(material, minimum=2).edges.empty
    with pytest.raises(InvalidInput):
        cooccurrence_network(material, unit="paragraph")
    with pytest.raises(NotFound):
        cooccurrence_network(material, codes=["komitmn"])


spans = st.lists(
    st.tuples(
        st.sampled_from(["P01", "P02", "O01"]),
        st.just("Ani"),
        st.integers(1, 3),
        st.sampled_from(["komitmen", "pengawasan", "anggaran", "beban"]),
        st.sampled_from(["ana", "budi"]),
        st.integers(0, 30),
        st.integers(31, 60),
        st.none(),
        st.just("accepted"),
    ).map(lambda row: (*row[:6], row[5] + row[6] % 12 + 1, *row[7:])),
    max_size=30,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(rows=spans, unit=st.sampled_from(["overlap", "turn"]))
def test_pairs_agree_with_comparing_each_with_each(make: Make, rows: list[Any], unit: str) -> None:
    material = make(rows)
    once = material.codings.drop_duplicates(["source", "start", "end", "code"])
    expected = set()
    for one, other in combinations(once.to_dict("records"), 2):
        near = one["turn"] == other["turn"]
        if unit == "overlap":
            near = one["start"] < other["end"] and other["start"] < one["end"]
        if one["source"] == other["source"] and one["code"] != other["code"] and near:
            expected.add(frozenset((one["coding_id"], other["coding_id"])))
    network = cooccurrence_network(material, unit=unit)
    pairs = [frozenset(pair) for held in network.edges["codings"] for pair in held]
    assert len(pairs) == len(set(pairs)) == network.edges["weight"].sum()
    assert set(pairs) == expected


def test_it_is_written_for_other_programs_and_drawn_always_the_same(
    material: Material, tmp_path: Path
) -> None:
    network = cooccurrence_network(material)
    read = networkx.read_graphml(network.to_graphml(tmp_path / "n.graphml"))
    assert read.edges["komitmen", "anggaran"]["weight"] == 1
    assert read.nodes["komitmen"]["count"] == 4
    assert network._repr_png_() == cooccurrence_network(material)._repr_png_()
    assert network.to_image(tmp_path / "n.svg").read_bytes().startswith(b"<?xml")
    assert network.to_docx(tmp_path / "n.docx").stat().st_size > 10_000


def test_a_network_without_edges_still_draws(make: Make) -> None:
    assert cooccurrence_network(make([]))._repr_png_().startswith(b"\x89PNG")


def test_no_edge_is_seen_between_the_letters_of_a_label(material: Material) -> None:
    (axes,) = cooccurrence_network(material).draw(titled=False).axes
    edge = max(line.get_zorder() for line in axes.lines)
    for text in axes.texts:
        (halo,) = [each for each in text.get_path_effects() if isinstance(each, withStroke)]
        assert text.get_zorder() > edge
        assert halo._gc == {"linewidth": 4, "foreground": "white"}
