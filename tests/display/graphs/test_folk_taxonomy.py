from __future__ import annotations

from collections.abc import Callable

import pytest

from qualkit.display.graphs import folk_taxonomy
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_the_codebook_is_the_taxonomy_where_no_sorts_are_recorded(made: Made) -> None:
    tree = folk_taxonomy(made([]), contrast="kind")
    assert tree.notes[0] == "The tree follows the codebook's hierarchy."
    assert ("komitmen", "tahapan") in set(zip(tree.edges["source"], tree.edges["target"], strict=True))
    assert tree.nodes.loc[tree.nodes["node"] == "komitmen", ["place", "detail"]].values.tolist() == [
        [1, "process"]
    ]
    assert tree.narrative == ()


def test_codes_in_vivo_stand_with_those_above_them(made: Made) -> None:
    material = made([])
    codes = material.codes.assign(
        kind=["in vivo" if code == "beban" else "values" for code in material.codes["code"]]
    )
    tree = folk_taxonomy(made([], codes=codes))
    assert tree.nodes["node"].tolist() == ["hambatan", "beban"]


def test_recorded_sorts_come_first_and_have_evidence(made: Made) -> None:
    tree = folk_taxonomy(made([("beban", "tetap", "is a kind of", None, None, None, ("c5",))]))
    assert tree.edges[["source", "target", "n"]].values.tolist() == [["beban", "tetap", 1]]
    assert tree.codings.values.tolist() == [["beban", "tetap", "c5"]]
    assert tree.narrative == ("1. Beban is a kind of Tetap (1 coding: K1:3).",)


def test_circles_and_strangers_are_refused(made: Made) -> None:
    links = [("beban", "naik", "is a kind of", None), ("naik", "beban", "is a kind of", None)]
    with pytest.raises(InvalidInput, match="beban → naik → beban"):
        folk_taxonomy(made(links))
    with pytest.raises(InvalidInput, match="is a kind of"):
        folk_taxonomy(made([]), codes=["komitmen"])
    with pytest.raises(NotFound):
        folk_taxonomy(made([]), contrast="breif")
