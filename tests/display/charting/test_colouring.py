from __future__ import annotations

from qualkit.display.charting.colouring import code_colours
from qualkit.display.material import Material
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
