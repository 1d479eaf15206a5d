from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from qualkit.display.charting import (
    agreement_by_code,
    code_dendrogram,
    crosstab,
    sankey,
    saturation_curve,
    word_frequencies,
)
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput, NotFound

from .conftest import AGREEMENT


def test_a_crosstab_counts_what_the_matrix_counts(charted: Material) -> None:
    frame = crosstab(charted, rows="code", columns="kind").frame
    counted = matrix(charted, rows="code", columns="kind", cells="count")
    for row, column, count in frame[["row", "column", "count"]].itertuples(index=False):
        assert counted.cell(row, column).n == count
    assert frame.groupby("row")["row_percent"].sum().round(6).eq(100).all()
    assert frame["total_percent"].sum() == pytest.approx(100)
    assert set(frame["row"]) == {"komitmen", "pengawasan", "anggaran", "beban"}


def test_a_crosstab_prints_its_test_in_the_words_of_the_language(charted: Material) -> None:
    english, indonesian = (
        crosstab(charted, rows="code", columns="kind", language=language).notes for language in ("en", "id")
    )
    assert english[0].startswith("χ²(6, n = 9) = ")
    assert "p = ." in english[0]
    assert "p = 0," in indonesian[0]
    assert "random tables" in english[1]


def test_a_crosstab_of_one_column_is_not_tested(charted: Material) -> None:
    plot = crosstab(charted, rows="code", columns="kind", where={"kind": "document"})
    assert plot.notes == ("There is one row or one column, so that nothing can be tested.",)


def test_a_crosstab_needs_two_axes_and_a_figure_to_show(charted: Material) -> None:
    with pytest.raises(InvalidInput, match="two different axes"):
        crosstab(charted, rows="code", columns="code")
    with pytest.raises(InvalidInput, match="row_percent"):
        crosstab(charted, rows="code", columns="kind", show="share")  # type: ignore[arg-type]


def test_what_a_crosstab_does_not_draw_is_still_tested(charted: Material) -> None:
    whole, cut = (crosstab(charted, rows="code", columns="kind", top=top) for top in (25, 2))
    assert cut.notes == (
        *whole.notes,
        "Not drawn, for want of room: 2 rows and 1 columns with the fewest codings.",
    )
    assert cut.frame.equals(whole.frame)


def test_the_flow_of_a_sankey_is_every_coding(charted: Material) -> None:
    frame = sankey(charted, rows="kind", columns="code").frame
    assert frame["count"].sum() == len(charted.codings)
    assert (frame["count"] > 0).all()


def test_words_are_those_of_participants_without_stop_words(charted: Material) -> None:
    frame = word_frequencies(charted, words="id").frame
    assert frame.loc[0, ["term", "count"]].tolist() == ["target", 3]
    assert "yang" not in set(frame["term"])


def test_words_can_be_those_of_a_case_or_of_the_interviewer(charted: Material) -> None:
    dikbud = word_frequencies(charted, words="id", where={"case": "Dikbud"}).frame
    asked = word_frequencies(charted, words="id", where={"role": "interviewer"}).frame
    assert set(dikbud["term"]) == {"pengawasan", "minggu"}
    assert "mengawasi" in set(asked["term"])


def test_saturation_says_in_the_language_whether_its_rule_was_met(charted: Material) -> None:
    met = saturation_curve(charted, base=1, stop=(1, 0.5), language="en")
    missed = saturation_curve(charted, base=4, language="id")
    assert met.notes[0].startswith("With P02, 1 sources in a row")
    assert missed.notes[0].startswith("Tidak ada 3 sumber berturut-turut")
    assert met.frame["cumulative"].tolist()[-1] == 4


def test_agreement_is_in_order_and_what_is_undefined_comes_last(charted: Material) -> None:
    plot = agreement_by_code(charted, agreement=AGREEMENT, language="en")
    assert plot.frame["code"].tolist() == ["komitmen", "anggaran", "beban"]
    assert "Anggaran \u22120.10" in plot.alternative
    assert "Beban –" in plot.alternative
    with pytest.raises(NotFound, match="value"):
        agreement_by_code(charted, agreement=AGREEMENT.drop(columns="value"))


def test_agreement_names_its_coefficient_and_has_no_negative_zero(charted: Material) -> None:
    small = AGREEMENT.assign(value=[0.7, -0.004, float("nan"), -0.1])
    for language, name, zero in (("en", "Krippendorff's alpha", "0.00"), ("id", "Alfa Krippendorff", "0,00")):
        plot = agreement_by_code(charted, agreement=small, language=language)
        (axes,) = plot.draw(titled=False).axes
        texts = [text.get_text() for text in axes.texts]
        assert axes.get_xlabel() == name
        assert zero in texts
        assert f"−{zero}" not in texts


def test_agreement_without_codes_says_so(charted: Material) -> None:
    pooled = AGREEMENT[AGREEMENT["scope"] == "pooled"]
    assert agreement_by_code(charted, agreement=pooled).alternative == "No code was compared between coders."


def test_a_tree_has_a_merge_less_than_codes(charted: Material) -> None:
    plot = code_dendrogram(charted)
    assert len(plot.frame) == len(plot.detail["leaves"]) - 1


def test_too_few_codes_for_a_tree_are_refused(charted: Material) -> None:
    two = replace(charted, codings=charted.codings[charted.codings["code"].isin(["beban", "anggaran"])])
    with pytest.raises(InvalidInput, match="three or more"):
        code_dendrogram(two)


def test_a_cut_list_says_what_was_cut(charted: Material) -> None:
    many = pd.concat([AGREEMENT.assign(code=f"kode {n}") for n in range(30)], ignore_index=True)
    plot = agreement_by_code(charted, agreement=many, top=10)
    assert plot.notes == ("The 10 codes with the lowest agreement of 90.",)
