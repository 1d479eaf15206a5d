from __future__ import annotations

from matplotlib.colors import to_hex

from qualkit.display.charting.colouring import code_colours
from qualkit.display.charts import code_frequency
from qualkit.display.graphs.nodes import code_nodes
from qualkit.display.material import Material
from qualkit.display.network import cooccurrence_network
from qualkit.figures import PALETTE


def test_a_code_has_its_own_colour_or_a_tint_of_the_one_above(charted: Material) -> None:
    colours = code_colours(charted, charted.codes["code"])
    assert colours["Dukungan"] == colours["komitmen"] == "#4477aa"
    assert colours["pengawasan"] == "#cc3311"
    assert colours["anggaran"].startswith("#")


def test_codes_without_any_colour_are_told_apart_by_family_and_tint(material: Material) -> None:
    colours = code_colours(material, material.codes["code"])
    assert colours["Dukungan"] == PALETTE[0]
    assert colours["Hambatan"] == PALETTE[1] or colours["anggaran"] == PALETTE[1]
    assert len(set(colours.values())) == len(colours)


def test_a_word_that_is_no_colour_is_passed_over(charted: Material) -> None:
    assert "not a colour" not in code_colours(charted, charted.codes["code"]).values()


def test_a_code_has_the_same_colour_whatever_else_is_drawn(charted: Material) -> None:
    everywhere = code_colours(charted, charted.codes["code"])
    assert code_colours(charted, ["beban"]) == {"beban": everywhere["beban"]}
    chart = code_frequency(charted, codes=["beban", "komitmen"])
    assert chart.detail["colours"] == {code: everywhere[code] for code in ("komitmen", "beban")}
    bars = [bar.get_facecolor() for bar in chart.draw(titled=False).axes[0].patches]
    assert [to_hex(colour) for colour in bars] == [everywhere["komitmen"], everywhere["beban"]]
    nodes = cooccurrence_network(charted).nodes
    assert dict(zip(nodes["code"], nodes["colour"], strict=True)).items() <= everywhere.items()
    assert {node.key: node.colour for node in code_nodes(charted, everywhere)} == everywhere
