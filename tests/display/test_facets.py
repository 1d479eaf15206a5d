from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from qualkit.display.facets import facet, periods_between
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import NotFound


def test_a_name_is_found_among_entities_case_attributes_and_source_attributes(material: Material) -> None:
    assert facet(material, "case").itself
    assert facet(material, "bidang").entity == "case"
    assert facet(material, "kind").entity == "source"
    assert facet(material, "family").values[1] == "Dukungan"


def test_a_date_without_a_month_has_no_month(material: Material) -> None:
    assert facet(material, "period:month").values == ("2024-01", "2024-05", "2024-08", "2024-08", None)
    assert facet(material, "period:year").values[3] == "2024"


def test_bookkeeping_columns_are_no_axes(material: Material) -> None:
    with pytest.raises(NotFound):
        facet(material, "not_asked")


def test_periods_run_over_the_end_of_a_year() -> None:
    assert periods_between("2023-11", "2024-02") == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert periods_between("2022", "2024") == ["2022", "2023", "2024"]


def test_the_kind_of_a_source_is_not_hidden_by_an_attribute_of_cases(material: Material) -> None:
    named = replace(material, cases=material.cases.assign(kind="dinas", site="Makassar"))
    assert facet(named, "kind").entity == "source"
    shown = matrix(named, rows="kind", where={"kind": "interview"}, cells="count")
    assert [row.key for row in shown.rows] == ["interview"]
    assert facet(named, "site").entity == "source"
    unsaid = replace(named, sources=named.sources.assign(site=None))
    assert facet(unsaid, "site").entity == "case"


@pytest.mark.parametrize(
    ("dates", "periods"),
    [
        (["2023", "2023-05"], ["2023", "2023"]),
        (["2023", "2023"], ["2023", "2023"]),
        (["2023", "2023-05", "2023-11"], ["2023", "2023", "2023"]),
        (["2023-05-01", "2023-05-09"], ["2023", "2023"]),
        (["2023-04", "2023-05"], ["2023-04", "2023-05"]),
        (["2023-01", "2023-05"], ["2023-Q1", "2023-Q2"]),
        (["2022", "2023-05", None], ["2022", "2023", None]),
        (["2023-13", "2023-00", "2023-05"], [None, None, "2023"]),
    ],
)
def test_the_period_is_the_coarsest_that_tells_sources_apart_and_loses_none(
    material: Material, dates: list[str | None], periods: list[str | None]
) -> None:
    sources = material.sources.iloc[: len(dates)].assign(date=pd.Series(dates, dtype=object))
    assert list(facet(replace(material, sources=sources), "period").values) == periods


def test_an_impossible_month_is_in_no_period(material: Material) -> None:
    sources = material.sources.assign(date="2023-13")
    assert matrix(replace(material, sources=sources), rows="period:month", cells="count").rows == ()
