from __future__ import annotations

from collections.abc import Callable

import pytest

from qualkit.display.graphs.ratings import attributed, weighed
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_the_median_weight_is_rated_on_the_scale_of_the_code(made: Made) -> None:
    material = made([])
    assert weighed(material, ["komitmen", "beban"], case="Bapenda") == {"komitmen": "H"}
    assert weighed(material, ["komitmen", "beban"], case="Dikbud") == {"komitmen": "L"}


def test_attributes_rate_in_thirds_or_in_words(made: Made) -> None:
    material = made([])
    asked = {"beban": "beban_kerja"}
    rated = [attributed(material, asked, case=case) for case in ("Bapenda", "LHK", "Dikbud", "RSUP")]
    assert rated == [{"beban": "L"}, {"beban": "M"}, {"beban": "H"}, {}]
    worded = made([], cases=material.cases.assign(beban_kerja=["Tinggi", "low", "M", None]))
    assert attributed(worded, asked, case="Bapenda") == {"beban": "H"}
    with pytest.raises(InvalidInput, match="'pajak'"):
        attributed(material, {"beban": "bidang"}, case="Bapenda")
    with pytest.raises(NotFound):
        attributed(material, {"beban": "bdang"}, case="Bapenda")
