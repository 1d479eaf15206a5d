from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
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


def test_what_a_coder_wrote_on_the_coding_of_a_pattern_labels_the_incident(charted: Material) -> None:
    memos = ["pattern: target", "Rapat dengan gubernur"]
    found = charted.codings.assign(
        origin="pattern", memo=[*memos, *charted.codings["memo"][2:]], text="kata yang dikode"
    )
    frame = critical_incidents(replace(charted, codings=found), codes=["komitmen", "anggaran"]).frame
    assert frame["label"].tolist()[:2] == ["kata yang dikode", "Rapat dengan gubernur"]


def test_an_event_outside_the_time_of_a_gradient_stands_at_its_foot(charted: Material) -> None:
    late = charted.codings.assign(when=["2022-11-05", "2023-02-15", "2023-05", *charted.codings["when"][3:]])
    late.loc[late["code"] == "anggaran", "when"] = ["2022-01-01", "2023-07-01"]
    plot = growth_gradient(replace(charted, codings=late), level="komitmen", events="anggaran")
    (axes,) = plot.draw(titled=False).axes
    dots = [
        line.get_ydata()[0] for line in axes.lines if line.get_marker() == "o" and len(line.get_xdata()) == 1
    ]
    assert dots == [axes.get_ylim()[0]] * 2


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


def test_a_change_is_named_in_the_title_and_attributes_without_underscores(charted: Material) -> None:
    cases = charted.cases.rename(columns={"sebelum": "capaian_awal", "capaian": "capaian_akhir"})
    plot = scatter(
        replace(charted, cases=cases),
        x="nilai",
        x_levels=("C", "B", "A"),
        y="capaian_awal",
        y_after="capaian_akhir",
        language="en",
    )
    assert plot.title == "Capaian awal → capaian akhir by nilai"
    rated = replace(charted, sources=charted.sources.assign(skor_akhir=[1, 3, 2, None, 9]))
    assert growth_gradient(rated, level="skor_akhir", language="en").title == "skor akhir over time"


def test_no_arrow_runs_through_a_label(charted: Material) -> None:
    places = np.random.default_rng(5).uniform(0, 100, (9, 4))
    cases = pd.DataFrame(places, columns=pd.Index(["a", "b", "c", "d"])).assign(
        case=[f"Dinas {number}" for number in range(9)]
    )
    plot = scatter(replace(charted, cases=cases), x="a", y="b", x_after="c", y_after="d")
    figure = plot.draw(titled=False)
    figure.canvas.draw()
    (axes,) = figure.axes
    names = [text for text in axes.texts if text.get_text().startswith("Dinas")]
    ways = np.linspace(places[:, :2], places[:, 2:], 500)
    along = axes.transData.transform(ways.reshape(-1, 2))
    boxes = [name.get_window_extent() for name in names]
    within = [((along > (box.x0, box.y0)) & (along < (box.x1, box.y1))).all(axis=1).any() for box in boxes]
    assert len(within) == 9
    assert not any(within)
