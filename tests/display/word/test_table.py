from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn

from qualkit.display.word import Style, style
from qualkit.display.word.paper import Paper, new_paper
from qualkit.display.word.table import add_table
from qualkit.errors import InvalidInput

from .conftest import body_of


def plain(**changes: Any) -> Paper:
    return new_paper(style="plain", **changes)


def widths_of(table: Any) -> list[int]:
    return [int(each.get(qn("w:w"))) for each in table._tbl.iter(qn("w:gridCol"))]


def test_a_row_of_long_quotations_may_break_across_pages() -> None:
    paper = plain()
    add_table(paper, ["a"], [["x" * 5000], ["short"]])
    long, short = body_of(paper.document).findall(f".//{qn('w:tr')}")[1:]
    assert long.find(f".//{qn('w:cantSplit')}") is None
    assert short.find(f".//{qn('w:cantSplit')}") is not None


def test_a_small_table_of_figures_stays_on_one_page_and_a_large_one_need_not() -> None:
    for rows, kept in ((5, 4), (50, 0)):
        paper = plain()
        add_table(paper, ["a", "b"], [["x", "1"]] * rows, centred=True)
        lines = body_of(paper.document).findall(f".//{qn('w:tr')}")[1:]
        assert sum(line.find(f".//{qn('w:keepNext')}") is not None for line in lines) == kept


def test_the_last_row_stays_with_a_caption_below() -> None:
    paper = new_paper(style=Style(table_caption="below"))
    add_table(paper, ["a"], [["x"]] * 3)
    lines = body_of(paper.document).findall(f".//{qn('w:tr')}")[1:]
    assert [line.find(f".//{qn('w:keepNext')}") is not None for line in lines] == [False, False, True]


def test_a_table_with_a_row_too_short_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Row 1 of the table has 1 cells"):
        add_table(plain(), ["a", "b"], [["1", "2"], ["3"]])


def test_a_column_is_as_wide_as_the_longest_word_of_its_heading() -> None:
    header, row = ["id", "PRESTAMOS", "text"], ["1", "2", "x " * 500]
    table = add_table(plain(), header, [row], widths=[1, 0.1, 20])
    widths = widths_of(table)
    assert widths[1] > 1200  # twips of nine bold capitals of 8.5 points, and the margins of a cell
    assert abs(sum(widths) - 16 * 567) < 4
    stub = widths_of(add_table(plain(), ["", "b"], [["PRESTAMOS", "x"]], widths=[0.1, 20]))
    assert stub[0] > 1200
    given = widths_of(add_table(plain(), ["a", "b"], [["1", "2"]], widths=[1, 3]))
    assert abs(given[1] - 3 * given[0]) < 4
    larger = add_table(new_paper(style="apa7"), header, [row], widths=[1, 0.1, 20])
    assert widths_of(larger)[1] > widths[1]


def test_widths_stay_as_given_where_the_page_is_too_narrow_for_the_words() -> None:
    header = ["a" * 60, "a-very-" + "b" * 60]
    widths = widths_of(add_table(plain(), header, [["1", "2"]], widths=[1, 1]))
    assert widths[0] == widths[1]


@pytest.mark.parametrize("rules", [("top",), ("rows", "columns", "sides"), ("top", "header", "bottom")])
def test_a_table_has_the_lines_that_its_style_asks_for(rules: Any) -> None:
    paper = new_paper(style=Style(rules=rules))
    table = add_table(paper, ["a"], [["b"]])
    drawn = {each.tag for each in table.style.element.find(f".//{qn('w:tblBorders')}")}
    sides = {"rows": ("insideH",), "columns": ("insideV",), "sides": ("left", "right"), "header": ()}
    assert drawn == {qn(f"w:{side}") for rule in rules for side in sides.get(rule, (rule,))}
    assert (table._tbl.find(f".//{qn('w:tcBorders')}") is not None) == ("header" in rules)


def test_bands_are_grey_where_the_style_asks() -> None:
    for named, shaded in ((style("plain"), True), (style("apa7"), False)):
        table = add_table(new_paper(style=named), ["a"], [["b"]], bands={0: "High"})
        assert (table._tbl.find(f".//{qn('w:shd')}") is not None) is shaded
