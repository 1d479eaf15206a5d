from __future__ import annotations

from typing import Any

import pytest

from qualkit.display.choices import check
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput


@pytest.mark.parametrize(
    "wrong",
    [
        {"order": 5},
        {"order": [5]},
        {"codes": 5},
        {"quotes": "2"},
        {"quotes": True},
        {"title": 5},
        {"rows": 5},
        {"columns": 5},
        {"cells": ["quotes"]},
        {"where": "interview"},
        {"bands": 2.5},
        {"bands": {"high": "90"}},
        {"language": 5},
    ],
)
def test_a_choice_of_another_sort_is_refused_by_name(material: Material, wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(InvalidInput, match=f"^{name}=.* cannot be used; give "):
        matrix(material, **wrong)


def test_what_is_expected_passes() -> None:
    check(rows="case", columns=("a", "b"), order=["x"], codes=None, quotes=2, title=None)
    check(bands={"high": 90, "low": 0.5}, where={"kind": ["interview"]})
