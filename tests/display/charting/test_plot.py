from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest

from qualkit.display.charting import Plot, code_line, crosstab
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound
from qualkit.figures import image, new_figure

from .conftest import BUILDERS, charted_with

_ARABIC = "التزام القيادة في المؤسسة"
_NEEDY = {"code dendrogram", "code map", "critical incidents", "growth gradient"}
_LONG = "A very long label of a code, of a researcher who names codes by whole sentences, $x_1 & <b>, 100 %"


def boxes(figure: Any) -> list[Any]:
    """Where each upright text of a figure is; ticks beyond the axes are not drawn."""
    figure.canvas.draw()
    (axes,) = figure.axes
    texts = [*figure.texts, *axes.texts, axes.xaxis.label, axes.yaxis.label]
    if axes.get_legend():
        texts += axes.get_legend().get_texts()
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        texts += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    shown = [each for each in texts if each.get_text().strip() and not each.get_rotation() % 90]
    return [each.get_window_extent() for each in shown]


def crossing(figure: Any) -> list[tuple[Any, Any]]:
    """Pairs of texts that cover each other by more than a hair."""
    return [
        (one, other)
        for one, other in combinations(boxes(figure), 2)
        if min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    ]


@pytest.fixture(params=BUILDERS)
def build(request: pytest.FixtureRequest) -> Callable[..., Plot]:
    found: Callable[..., Plot] = BUILDERS[request.param]
    return found


@pytest.mark.parametrize("language", ["en", "id"])
def test_every_chart_fits_a_page_and_no_text_covers_another(
    charted: Material, build: Callable[..., Plot], language: str
) -> None:
    figure = build(charted, language=language).draw(titled=True)
    assert figure.get_size_inches()[0] <= 16.2 / 2.54
    page = figure.bbox
    assert all(box.x0 >= -2 and box.y0 >= -2 for box in boxes(figure))
    assert all(box.x1 <= page.x1 + 2 and box.y1 <= page.y1 + 2 for box in boxes(figure))
    assert crossing(figure) == []


def test_every_chart_draws_on_axes_it_is_given(charted: Material, build: Callable[..., Plot]) -> None:
    axes = new_figure(8, 6).add_subplot()
    assert build(charted).draw_on(axes) is axes
    assert axes.has_data() or axes.texts or axes.patches


def test_every_chart_says_in_words_what_it_shows(charted: Material, build: Callable[..., Plot]) -> None:
    english, indonesian = (build(charted, language=language) for language in ("en", "id"))
    assert len(english.alternative) > len(english.title)
    assert english.title != indonesian.title
    assert english.version == charted.version
    assert english.titled("Another").title == "Another"


def test_every_chart_knows_codings_that_exist(charted: Material, build: Callable[..., Plot]) -> None:
    codings = build(charted).codings
    assert list(codings.columns) == ["row", "column", "coding_id"]
    assert set(codings["coding_id"]) <= set(charted.codings["coding_id"])


def test_every_chart_is_drawn_in_lines_and_always_the_same(
    charted: Material, build: Callable[..., Plot]
) -> None:
    drawn = [image(build(charted).draw(titled=True), kind="svg") for _ in range(2)]
    assert drawn[0] == drawn[1]
    assert b"<image" not in drawn[0]


@pytest.mark.parametrize("label", [_ARABIC, _LONG, "Обязательство", "δέσμευση"])
def test_labels_of_any_script_and_length_have_room(
    charted: Material, build: Callable[..., Plot], label: str
) -> None:
    named = replace(charted, codes=charted.codes.assign(label=[f"{label} {n}" for n in range(6)]))
    figure = build(named).draw(titled=False)
    assert figure.get_size_inches()[0] <= 16.2 / 2.54
    assert crossing(figure) == []


@pytest.mark.parametrize("name", sorted(set(BUILDERS) - _NEEDY))
@pytest.mark.parametrize("rows", [[], [("P01", 2, "komitmen", 31, 60, 3.0, "2022-11-05", None)]])
def test_no_coding_and_one_coding_are_drawn(
    make: Callable[..., Material], name: str, rows: list[tuple[Any, ...]]
) -> None:
    plot = BUILDERS[name](charted_with(make, rows))
    assert image(plot.draw(titled=True)).startswith(b"\x89PNG")


@pytest.mark.parametrize("name", sorted(_NEEDY))
def test_what_cannot_be_drawn_without_codings_says_what_it_needs(
    make: Callable[..., Material], name: str
) -> None:
    with pytest.raises(InvalidInput, match=r"give its codings|three or more"):
        BUILDERS[name](charted_with(make, []))


def _crowded(material: Material, count: int) -> Material:
    """The study with so many codes, each used once on the first source."""
    names = [f"kode {number}" for number in range(count)]
    codes = pd.DataFrame({"code": names, "label": names, "parent": None, "family": names, "colour": None})
    one = material.codings.iloc[[0]]
    codings = pd.concat([one] * count, ignore_index=True).assign(
        code=names, coding_id=[f"k{number}" for number in range(count)], start=np.arange(count) % 60
    )
    codings["end"] = codings["start"] + 10
    links = pd.DataFrame({"coding_id": codings["coding_id"], "case": "Bapenda"})
    return replace(material, codes=codes, codings=codings, links=links)


@pytest.mark.parametrize(
    "name",
    ["chord", "co-occurrence matrix", "code dendrogram", "code line", "code map", "crosstab", "sankey"],
)
def test_of_five_thousand_codes_the_most_used_are_drawn_and_the_rest_counted(
    charted: Material, name: str
) -> None:
    plot = BUILDERS[name](_crowded(charted, 5000), language="en")
    assert image(plot.draw(titled=True)).startswith(b"\x89PNG")
    assert any("left out" in note or "Not drawn" in note for note in plot.notes)


def test_an_empty_chart_is_a_sentence(make: Callable[..., Material]) -> None:
    plot = crosstab(charted_with(make, []), rows="code", columns="case", language="id")
    assert plot.alternative == "Tidak ada pengodean."
    assert plot.frame.empty


def test_unknown_names_are_refused_with_the_nearest(charted: Material) -> None:
    with pytest.raises(NotFound, match="P01"):
        code_line(charted, source="P011")
