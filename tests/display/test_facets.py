from __future__ import annotations

import pytest

from qualkit.display.facets import facet, periods_between
from qualkit.display.material import Material
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
