from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from qualkit.display.charting import (
    code_line,
    critical_incidents,
    document_portrait,
    growth_gradient,
    scatter,
)
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

from .conftest import charted_with


def test_a_gradient_has_the_median_weight_of_each_period_in_order(charted: Material) -> None:
    plot = growth_gradient(charted, level="komitmen", events="anggaran")
    assert plot.frame["when"].tolist() == ["2022-11", "2023-02", "2023-05"]
    assert plot.frame["level"].tolist() == [3.0, 5.0, 4.0]
    by_year = growth_gradient(charted, level="komitmen", step="year").frame
    assert by_year["level"].tolist() == [3.0, 4.5]
    assert set(plot.codings["row"]) == {"Komitmen (median weight)", "anggaran"}


def test_a_gradient_can_follow_an_attribute_or_a_frame(charted: Material) -> None:
    rated = replace(charted, sources=charted.sources.assign(score=[1, 3, 2, None, 9]))
    assert growth_gradient(rated, level="score").frame["level"].tolist() == [1.0, 3.0, 2.0]
    frame = pd.DataFrame({"when": ["2023", "2021"], "level": [2, 1]})
    assert growth_gradient(charted, level=frame).frame["when"].tolist() == ["2021", "2023"]


def test_a_gradient_without_weights_says_what_to_add(charted: Material) -> None:
    with pytest.raises(InvalidInput, match="weight"):
        growth_gradient(charted, level="beban")
    with pytest.raises(InvalidInput, match="when"):
        growth_gradient(charted, level="komitmen", events="pengawasan")
    with pytest.raises(InvalidInput, match="not numbers"):
        growth_gradient(charted, level="site")
    with pytest.raises(NotFound, match="komitmen"):
        growth_gradient(charted, level="komitmenn")
    with pytest.raises(NotFound, match="month"):
        growth_gradient(charted, level="komitmen", step="months")


def test_incidents_are_in_order_of_time_with_memo_or_words(charted: Material) -> None:
    frame = critical_incidents(charted, codes=["komitmen", "beban"]).frame
    assert frame["when"].tolist() == ["2022-11-05", "2023-02", "2023-05-14", "2023"]
    assert frame["label"].tolist()[0] == "Target ditandatangani"
    assert frame["label"].tolist()[-1] == "kutipan 3"


def test_the_heaviest_incidents_are_kept_and_the_rest_counted(charted: Material) -> None:
    plot = critical_incidents(charted, codes=["komitmen", "beban"], top=2, language="en")
    assert plot.frame["when"].tolist() == ["2023-02", "2023-05-14"]
    assert plot.notes == ("1 codings do not say when, and are not drawn.", "2 lighter events are left out.")


def test_a_portrait_has_the_share_of_text_with_each_code(make: Callable[..., Material]) -> None:
    rows = [
        ("P01", 2, "komitmen", 0, 50, None, None, None),
        ("P01", 2, "komitmen", 40, 60, None, None, None),
        ("P01", 2, "beban", 50, 60, None, None, None),
    ]
    plot = document_portrait(charted_with(make, rows), source="P01", language="en")
    assert plot.frame["code"].fillna("").tolist() == ["komitmen"] * 3 + [""] * 2
    assert plot.frame["second"].fillna("").tolist() == ["", "", "beban", "", ""]
    assert plot.frame["share"].tolist() == [1, 1, 1, 0, 0]
    assert "1 Komitmen (60%); 2 Beban (10%)" in plot.alternative


def test_a_portrait_never_has_more_squares_than_asked(charted: Material) -> None:
    assert len(document_portrait(charted, source="P01", squares=3).frame) == 3


def test_a_code_line_has_a_bar_for_each_coding(charted: Material) -> None:
    frame = code_line(charted, source="P01").frame
    assert frame["code"].tolist() == ["komitmen", "anggaran", "komitmen", "beban"]
    assert frame["start"].tolist() == [31, 50, 71, 80]


def test_a_scatter_places_numbers_and_levels_and_names_who_is_missing(charted: Material) -> None:
    plot = scatter(charted, x="nilai", x_levels=("C", "B", "A"), y="capaian", language="en")
    assert plot.frame["case"].tolist() == ["Bapenda", "Dikbud", "RSUP"]
    assert plot.notes == ("Not drawn, because a value is missing: Samsat.",)


def test_a_scatter_refuses_what_it_cannot_place(charted: Material) -> None:
    with pytest.raises(InvalidInput, match="not numbers"):
        scatter(charted, x="nilai", y="capaian")
    with pytest.raises(InvalidInput, match="not among the levels"):
        scatter(charted, x="nilai", x_levels=("B", "A"), y="capaian")
    with pytest.raises(NotFound):
        scatter(charted, x="nilay", y="capaian")


def test_cases_on_one_place_share_a_label(charted: Material) -> None:
    same = replace(charted, cases=charted.cases.assign(capaian=80.0, sebelum=60.0))
    (axes,) = scatter(same, x="sebelum", y="capaian").draw(titled=False).axes
    assert [text.get_text().replace("\n", " ") for text in axes.texts] == ["Bapenda, Dikbud, RSUP, Samsat"]


def test_sixty_one_cases_are_not_named(charted: Material) -> None:
    many = pd.DataFrame({"case": [f"K{n}" for n in range(61)], "a": range(61), "b": range(61)})
    plot = scatter(replace(charted, cases=many), x="a", y="b", language="en")
    (axes,) = plot.draw(titled=False).axes
    assert plot.notes == ("61 cases are too many to name each.",)
    assert len(axes.texts) == 0


def test_an_axis_with_a_change_is_called_by_both_attributes(charted: Material) -> None:
    plot = scatter(charted, x="nilai", x_levels=("C", "B", "A"), y="sebelum", y_after="capaian")
    (axes,) = plot.draw(titled=False).axes
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("nilai", "sebelum → capaian")
