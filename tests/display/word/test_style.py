from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from qualkit.display.word import Style, style
from qualkit.errors import InvalidInput, NotFound


def test_apa_is_the_default_and_a_style_is_itself() -> None:
    assert style() == style("apa7") == Style()
    assert style(style("plain")) is style("plain")


def test_an_unknown_style_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean 'apa7'"):
        style("apa")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"table_size": 0}, "table_size is 0; it can be 5 to 40 points"),
        ({"margin": 11}, "margin is 11; it can be 0.5 to 7 centimetres"),
        ({"rules": ("top", "middle")}, "no rule 'middle'"),
    ],
)
def test_what_no_page_can_have_is_refused(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        replace(style(), **wrong)


def test_larger_and_wider_letters_need_more_room() -> None:
    small, large = Style(table_size=8.5), Style(table_size=17)
    assert (small.scale, large.scale) == (1, 2)
    assert Style(font="Verdana").scale > Style().scale
