from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pandas as pd
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.themes import Themes, themes


@pytest.fixture(scope="module")
def found() -> Themes:
    said = ["tax office target", "tax target", "tax <b>target", "school teachers", "teachers in the school"]
    return themes(pd.DataFrame({"text": said}), k=2)


def test_a_theme_is_known_by_number_and_by_label(found: Themes) -> None:
    label = found.frame["label"].iloc[0]
    assert found.number(label) == found.number(1) == 1
    with pytest.raises(NotFound, match="There are: 1, 2"):
        found.number(7)


def test_representatives_are_the_most_typical_first(found: Themes) -> None:
    three = found.representative(1, 3)
    assert len(three) == 3
    assert three["typicality"].is_monotonic_decreasing
    assert found.frame["representative"].iloc[0] == three["text"].iloc[0]


def test_naming_gives_new_themes_and_leaves_the_old(found: Themes) -> None:
    named = found.named({1: "Revenue"})
    assert named.frame["label"].iloc[0] == named.leaves["label"].iloc[0] == "Revenue"
    assert found.frame["label"].iloc[0] != "Revenue"
    with pytest.raises(FrozenInstanceError):
        found.notes = ()  # type: ignore[misc]


def test_adopting_calls_the_study_with_the_theme_and_the_code(found: Themes) -> None:
    with pytest.raises(InvalidInput, match=r"study\.reduction\.themes"):
        found.adopt(1, as_code="revenue")
    of_study = replace(found, adopter=lambda mine, theme, as_code: (len(mine.frame), theme, as_code))
    assert of_study.adopt(found.frame["label"].iloc[1], as_code="school") == (2, 2, "school")


def test_html_shows_every_theme_and_escapes(found: Themes) -> None:
    html = found.named({2: "<i>School</i>"})._repr_html_()
    assert "&lt;i&gt;School" in html
    assert "<b>" not in html
    assert repr(found) == "<Themes: 2 themes of 5 segments>"
