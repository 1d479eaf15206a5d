from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
from lxml import html

from qualkit.display.html import page, pages

from .conftest import Bars


def test_a_figure_is_drawn_in_the_page_and_said_in_words(figure: Bars) -> None:
    picture = html.fromstring(page(figure)).find(".//svg")
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == figure.alternative


def test_its_data_are_a_table_with_the_words_and_numbers_of_the_language(figure: Bars) -> None:
    table = html.fromstring(page(figure)).find(".//details//table")
    assert [each.text_content() for each in table.findall("thead//th")] == ["kode", "count", "codings"]
    first, second = table.findall("tbody/tr")
    assert [cell.text for cell in first] == ["komitmen", "3.000,5", "c0; c1; c2; c3; c4; … (seluruhnya 7)"]
    assert first[1].get("data-value") == "3000.5"
    assert [cell.text for cell in second] == ["beban", None, "c8"]
    assert second[1].get("data-value") is None


def test_an_index_with_names_is_part_of_the_data() -> None:
    class Crossed(Bars):
        @property
        def frame(self) -> pd.DataFrame:
            return pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="case"))

    table = html.fromstring(page(Crossed())).find(".//details//table")
    assert [each.text_content() for each in table.iter("th")] == ["kasus", "a", "x"]


def test_very_many_rows_of_data_are_not_all_shown() -> None:
    class Long(Bars):
        @property
        def frame(self) -> pd.DataFrame:
            return pd.DataFrame({"code": range(1_200)})

    shown = html.fromstring(page(Long()))
    assert len(shown.findall(".//tbody/tr")) == 1_000
    assert "1000 baris pertama dari 1200 baris." in shown.text_content()


def test_two_figures_in_a_page_share_no_ids_and_each_refers_to_its_own(figure: Bars) -> None:
    other = replace(figure, title="Lain")
    shown = html.fromstring(pages([figure, other], title="Dua", language="id"))
    ids = shown.xpath("//@id")
    assert len(set(ids)) == len(ids)
    for picture in shown.findall(".//svg"):
        written = html.tostring(picture, encoding="unicode")
        wanted = re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", written)
        assert wanted
        assert {one or two for one, two in wanted} <= set(picture.xpath(".//@id"))
