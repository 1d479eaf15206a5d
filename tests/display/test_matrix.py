from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput, NotFound

LEAVES = ["komitmen", "pengawasan", "anggaran", "beban"]


def test_quotations_carry_address_coder_and_the_number_of_codings_behind_them(material: Material) -> None:
    cell = matrix(material).cell("Bapenda", "komitmen")
    assert cell.n == 5
    assert [entry.address for entry in cell.entries] == ["P01:2", "O01:1"]
    assert (cell.entries[0].text, cell.entries[0].coder, cell.entries[0].coding_id) == (
        "kutipan 0",
        "ana",
        "c0",
    )


def test_every_coding_behind_a_cell_is_listed_quoted_or_not(material: Material) -> None:
    behind = matrix(material, quotes=1).codings
    here = behind[(behind["row"] == "Bapenda") & (behind["column"] == "komitmen")]
    assert list(here["coding_id"]) == ["c0", "c1", "c2", "c3", "c7"]


def test_a_coding_of_two_cases_stands_in_both_rows_and_once_in_a_row_that_both_share(
    material: Material,
) -> None:
    counts = matrix(material, cells="count")
    assert counts.cell("Bapenda", "beban").value == counts.cell("Dikbud", "beban").value == 1
    both = replace(material, cases=material.cases.assign(bidang="sama"))
    assert matrix(both, rows="bidang", cells="count").cell("sama", "beban").value == 1
    assert matrix(both, rows="bidang", cells="cases").cell("sama", "beban").value == 2


def test_suggested_codings_do_not_count(material: Material) -> None:
    assert "c5" not in set(matrix(material).codings["coding_id"])


def test_the_four_reasons_of_an_empty_cell_are_told_apart(material: Material) -> None:
    shown = matrix(material, where={"kind": "interview"})
    assert shown.cell("Bapenda", "pengawasan").state == "none found"
    assert shown.cell("Dikbud", "anggaran").state == "not asked"
    assert shown.cell("RSUP", "anggaran").state == "not coded"
    assert shown.cell("Samsat", "anggaran").state == "no data"


def test_not_asked_needs_every_source_of_the_row_to_say_so(material: Material) -> None:
    assert matrix(material).cell("Dikbud", "anggaran").state == "none found"


def test_a_column_that_divides_sources_has_no_data_where_no_such_source_is(material: Material) -> None:
    shown = matrix(material, columns="kind", cells="count")
    assert shown.cell("RSUP", "observation").state == "no data"
    assert shown.cell("RSUP", "interview").state == "not coded"
    by_role = matrix(material, rows="source", columns="role", cells="count")
    assert by_role.cell("P01", "interviewer").state == "none found"
    assert by_role.cell("O01", "participant").state == "no data"


def test_a_count_of_none_found_is_zero_and_of_no_data_is_missing(material: Material) -> None:
    frame = matrix(material, cells="count").frame
    assert frame.loc["Bapenda", "Pengawasan"] == 0
    assert pd.isna(frame.loc["Samsat", "Pengawasan"])


def test_sources_and_cases_are_counted_once(material: Material) -> None:
    assert matrix(material, cells="sources").cell("Bapenda", "komitmen").value == 2
    assert (
        matrix(material, rows="family", columns="bidang", cells="cases").cell("Hambatan", "pajak").value == 1
    )


def test_a_rating_is_the_median_weight_with_the_name_of_the_scale(material: Material) -> None:
    shown = matrix(material, cells="rating")
    cell = shown.cell("Bapenda", "komitmen")
    assert (cell.value, cell.entries[0].text) == (2.0, "sedang")
    assert shown.cell("Dikbud", "pengawasan").entries == ()
    unweighted = shown.cell("Bapenda", "anggaran")
    assert (unweighted.state, unweighted.value, unweighted.n) == ("data", None, 1)


def test_summaries_show_and_link_the_codings_they_condense(material: Material) -> None:
    shown = matrix(material, cells="summary")
    assert shown.cell("Bapenda", "komitmen").entries[0].text.startswith("Kepala badan")
    assert shown.cell("Bapenda", "anggaran").n == 1
    assert shown.cell("Bapenda", "pengawasan").state == "none found"
    with pytest.raises(InvalidInput, match="case and a code"):
        matrix(material, rows="kind", cells="summary")


def test_a_family_name_brings_the_codes_below_it_in_codebook_order(material: Material) -> None:
    shown = matrix(material, codes="Hambatan")
    assert [column.key for column in shown.columns] == ["anggaran", "beban"]
    assert set(shown.codings["coding_id"]) == {"c4", "c8"}


def test_a_parent_code_has_a_column_only_if_it_was_put_on_a_span(make: Callable[..., Material]) -> None:
    row = ("P01", "Ani", 2, "Hambatan", "ana", 0, 9, None, "accepted")
    assert [column.key for column in matrix(make([row])).columns] == [
        "komitmen",
        "pengawasan",
        "Hambatan",
        *LEAVES[2:],
    ]


def test_periods_without_sources_are_shown(material: Material) -> None:
    shown = matrix(material, columns="period:quarter", cells="count")
    assert [column.key for column in shown.columns] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert [c.key for c in matrix(material, columns="period").columns] == ["2024-Q1", "2024-Q2", "2024-Q3"]
    assert len(matrix(material, columns="period:month").columns) == 8


def test_rows_are_ordered_naturally_unless_asked(material: Material) -> None:
    assert [row.key for row in matrix(material, rows="source").rows] == ["D01", "O01", "P01", "P02", "P10"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"order": "capaian"}, ["RSUP", "Bapenda", "Dikbud", "Samsat"]),
        ({"order": "capaian", "descending": False}, ["Dikbud", "Bapenda", "RSUP", "Samsat"]),
        ({"order": "nilai"}, ["Samsat", "Dikbud", "RSUP", "Bapenda"]),
        ({"order": "count"}, ["Bapenda", "Dikbud", "RSUP", "Samsat"]),
        ({"order": ["RSUP", "Dikbud"]}, ["RSUP", "Dikbud", "Bapenda", "Samsat"]),
    ],
)
def test_rows_can_be_ordered(material: Material, wish: dict[str, Any], expected: list[str]) -> None:
    shown = matrix(material, cells="count", **wish)
    assert [row.key for row in shown.rows] == expected
    assert shown.cell("Bapenda", "komitmen").value == 5
    assert {row.key: row.n for row in shown.rows} == {"Bapenda": 7, "Dikbud": 2, "RSUP": 0, "Samsat": 0}


def test_bands_are_contiguous_and_say_their_limits(material: Material) -> None:
    thirds = matrix(material, order="capaian", bands=3)
    assert [row.band for row in thirds.rows] == ["high", "middle", "low", "no data"]
    assert any("high ≥ 97; middle ≥ 85.33; low ≥ 75" in rule for rule in thirds.rules)
    named = matrix(material, order="capaian", bands={"met": 90, "missed": 0})
    assert [row.band for row in named.rows] == ["met", "met", "missed", "no data"]
    by_value = matrix(material, order="capaian", bands="bidang")
    assert [row.key for row in by_value.rows] == ["RSUP", "Dikbud", "Bapenda", "Samsat"]


def test_rows_that_are_an_attribute_can_be_banded_by_another_that_they_share(material: Material) -> None:
    shown = matrix(material, rows="site", bands="kind", cells="count")
    bands = {row.key: row.band for row in shown.rows}
    assert bands == {"desa": "interview", "kota": "interview"}


def test_attributes_are_laid_out_with_what_is_missing(material: Material) -> None:
    shown = matrix(material, columns=["bidang", "capaian"], cells="attribute", order="capaian")
    assert shown.frame.iloc[0].tolist() == ["layanan", 110]
    assert shown.cell("Samsat", "capaian").state == "no data"


def test_the_legend_explains_the_states_that_occur_and_no_others(material: Material) -> None:
    legend = " ".join(matrix(material, where={"kind": "interview", "case": "Bapenda"}).legend)
    assert "none found" in legend
    assert "not asked" not in legend


def test_what_was_left_out_is_recorded(material: Material) -> None:
    assert any("2 codings belong to no row or column" in r for r in matrix(material, rows="speaker").rules)


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": "cose"},
        {"codes": ["komitmn"]},
        {"where": {"kind": "interviw"}},
        {"where": {"colour": "red"}},
        {"order": "capain"},
        {"order": ["Bapendaa"]},
        {"columns": "period:week"},
        {"columns": ["capain"], "cells": "attribute"},
    ],
)
def test_names_that_do_not_exist_are_refused_with_the_nearest(
    material: Material, wrong: dict[str, Any]
) -> None:
    with pytest.raises(NotFound, match="named"):
        matrix(material, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"cells": "quotation"},
        {"quotes": 0},
        {"columns": []},
        {"share": "cell"},
        {"share": "row", "cells": "sources"},
        {"together": "page"},
        {"descending": "no"},
        {"choice": "best"},
        {"order": "nilai", "bands": 2},
        {"order": "capaian", "bands": {"high": 100}},
        {"order": "capaian", "bands": 1},
        {"rows": "speaker", "order": "capaian"},
        {"rows": "kind", "order": "site"},
        {"rows": "code", "columns": "kind", "cells": "attribute"},
        {"where": {"kind": []}},
    ],
)
def test_what_cannot_be_laid_out_is_refused(material: Material, wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        matrix(material, **wrong)


def test_a_study_without_codings_or_cases_still_gives_a_matrix(make: Callable[..., Material]) -> None:
    empty = make([])
    assert {cell.state for row in matrix(empty).cells for cell in row} <= {
        "not coded",
        "no data",
        "not asked",
    }
    bare = replace(empty, cases=empty.cases.iloc[:0], source_links=empty.source_links.iloc[:0])
    assert matrix(bare).cells == ()


def test_the_same_material_gives_the_same_matrix_in_any_order_of_links(material: Material) -> None:
    shuffled = replace(material, links=material.links.iloc[::-1])
    assert matrix(material).cells == matrix(shuffled).cells


codings = st.lists(
    st.tuples(
        st.sampled_from(["P01", "P02", "P10", "O01", "D01"]),
        st.sampled_from(["Ani", "Budi", None]),
        st.integers(1, 4),
        st.sampled_from(LEAVES),
        st.sampled_from(["ana", "budi"]),
        st.integers(0, 50),
        st.integers(51, 90),
        st.sampled_from([1.0, 2.0, None]),
        st.sampled_from(["accepted", "accepted", "rejected"]),
    ),
    max_size=40,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(rows=codings, axes=st.permutations(["case", "code", "bidang", "kind", "coder", "family", "source"]))
def test_counts_agree_with_a_count_by_hand(
    make: Callable[..., Material], rows: list[tuple[object, ...]], axes: list[str]
) -> None:
    material = make(rows)
    counted = matrix(material, rows=axes[0], columns=axes[1], cells="count")
    joined = material.codings[material.codings["status"] == "accepted"].drop(columns="case")
    joined = joined.merge(material.links, on="coding_id").merge(material.cases, on="case")
    joined = joined.merge(material.codes[["code", "family"]], on="code")
    expected = joined.drop_duplicates(["coding_id", axes[0], axes[1]]).groupby(axes[:2]).size().to_dict()
    found = {
        (row.key, column.key): cell.n
        for row, cells in zip(counted.rows, counted.cells, strict=True)
        for column, cell in zip(counted.columns, cells, strict=True)
        if cell.n
    }
    assert found == expected
    assert len(counted.codings) == sum(expected.values())


def test_identifiers_that_differ_in_their_last_digit_have_rows_of_their_own(material: Material) -> None:
    nip = [196512311990031001, 196512311990031002, 196512311990031004, 196512311990031003]
    named = replace(material, cases=material.cases.assign(nip=nip))
    assert [row.label for row in matrix(named, rows="nip").rows] == [str(each) for each in sorted(nip)]
    ordered = matrix(named, order="nip", cells="count")
    assert [row.note for row in ordered.rows] == [f"nip: {each}" for each in sorted(nip, reverse=True)]


def test_attributes_are_printed_with_their_own_digits_in_every_format(material: Material) -> None:
    cases = material.cases.assign(tahun=2023, laju=0.001)
    shown = matrix(
        replace(material, cases=cases), columns=["tahun", "laju"], cells="attribute", language="id"
    )
    for text in (str(shown.to_markdown()), str(shown.to_html())):
        assert "2023" in text
        assert "0,001" in text
    labels = matrix(replace(material, cases=cases), rows="laju", language="id").rows
    assert [(row.key, row.label) for row in labels] == [("0.001", "0,001")]
    assert matrix(replace(material, cases=cases), rows="laju", where={"laju": 0.001}).cells


def test_limits_that_were_given_are_printed_as_given_and_computed_ones_rounded(material: Material) -> None:
    years = replace(material, cases=material.cases.assign(tahun=[2021, 2022, 2023, 2024]))
    given = matrix(years, order="tahun", bands={"new": 2023, "old": 1999.125})
    assert any("new ≥ 2023; old ≥ 1999.125" in rule for rule in given.rules)
    small = replace(material, cases=material.cases.assign(laju=[0.001, 0.002, 0.003, 0.004]))
    assert any("high ≥ 0.0025; low ≥ 0.001" in r for r in matrix(small, order="laju", bands=2).rules)


def test_what_is_true_or_false_can_be_an_axis_an_order_and_a_band(material: Material) -> None:
    asked = replace(material, cases=material.cases.assign(urban=[True, False, True, False]))
    assert [row.label for row in matrix(asked, rows="urban").rows] == ["False", "True"]
    assert [row.key for row in matrix(asked, order="urban").rows] == ["Dikbud", "Samsat", "Bapenda", "RSUP"]
    assert {row.band for row in matrix(asked, bands="urban").rows} == {"True", "False"}
    assert matrix(asked, columns=["urban"], cells="attribute").cell("RSUP", "urban").value == "True"


def test_a_source_that_names_nothing_as_not_asked_is_read_as_if_it_said_nothing(material: Material) -> None:
    odd = replace(material, sources=material.sources.assign(not_asked=True))
    assert matrix(odd).cell("Dikbud", "anggaran").state == "none found"


def test_no_more_bands_than_rows(material: Material) -> None:
    assert len(matrix(material, order="capaian", bands=4).rows) == 4
    with pytest.raises(InvalidInput, match="no more than there are rows"):
        matrix(material, order="capaian", bands=99999999999)


def test_a_retired_code_has_a_column_only_while_it_has_codings(material: Material) -> None:
    retired = replace(material, codes=material.codes.assign(retired=material.codes["parent"] == "Hambatan"))
    assert "beban" in [column.key for column in matrix(retired).columns]
    unused = replace(retired, codings=material.codings[material.codings["code"] != "beban"])
    assert "beban" not in [column.key for column in matrix(unused).columns]
