from __future__ import annotations

import pytest
from matplotlib.text import Text

from qualkit.display.content import Run
from qualkit.display.sheet_of_paper import Box, SheetOfPaper
from qualkit.display.typesetting import lettering

LETTERS = lettering([], size=8)


def box(text: str, start: float, end: float, *, centred: bool = False) -> Box:
    return Box(start, end, ((Run(text),),), centred=centred)


def test_a_row_is_as_tall_as_its_longest_text() -> None:
    short, tall = SheetOfPaper(2.0), SheetOfPaper(2.0)
    short.row([box("kata", 0, 1), box("kata", 1, 2)], LETTERS)
    tall.row([box("kata", 0, 1), box("kata " * 20, 1, 2)], LETTERS)
    assert tall.height > short.height + 3 * LETTERS.height


def test_texts_that_end_together_stand_on_one_line() -> None:
    paper = SheetOfPaper(2.0)
    paper.row([box("satu", 0, 1), box("dua tiga empat lima enam", 1, 2)], LETTERS, at_foot=True)
    one, *_, last = paper.painted().findobj(Text)
    assert one.get_position()[1] == pytest.approx(last.get_position()[1])


def test_a_centred_text_has_as_much_room_on_either_side() -> None:
    paper = SheetOfPaper(2.0)
    paper.row([box("12", 0, 2, centred=True)], LETTERS)
    figure = paper.painted()
    drawn = figure.findobj(Text)[0].get_window_extent()
    assert (drawn.x0 + drawn.x1) / 2 == pytest.approx(figure.dpi, abs=2)


def test_a_turned_text_stands_between_the_rules_around_it() -> None:
    paper = SheetOfPaper(2.0)
    paper.rule(0, 2, 0.5)
    paper.turned([box("kasus", 0, 1), box("Kesepakatan pencapaian", 1, 2)], LETTERS, 1.5)
    paper.rule(0, 2, 0.5)
    figure = paper.painted()
    drawn = figure.findobj(Text)[0].get_window_extent()
    assert drawn.height > drawn.width
    assert 0 <= drawn.y0 < drawn.y1 <= paper.height * figure.dpi
