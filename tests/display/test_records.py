"""Codings of no case, which are counted wherever cases do not matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualkit.display.counting import counted
from qualkit.display.material import Material
from qualkit.display.matrix import matrix


@pytest.fixture
def alone(material: Material) -> Material:
    """The study before anybody said what belongs to which case."""
    return replace(material, links=material.links.iloc[:0], source_links=material.source_links.iloc[:0])


def test_numbers_in_a_sentence_count_codings_of_no_case(alone: Material) -> None:
    assert counted(alone, {"what": "n", "code": "komitmen"}) == "5"
    assert counted(alone, {"what": "sources", "code": "komitmen"}) == "2"
    assert counted(alone, {"what": "cases", "code": "komitmen"}) == "0"


def test_codings_of_no_case_are_left_out_of_rows_of_cases_and_that_is_said(alone: Material) -> None:
    shown = matrix(alone, rows="case", cells="count")
    assert "8 codings belong to no row or column and are left out." in shown.rules
    assert shown.codings.empty


def test_cells_that_tell_cases_say_that_there_is_none(alone: Material) -> None:
    assert matrix(alone, rows="kind", cells="cases").cell("interview", "komitmen").value == 0
    names = matrix(alone, rows="kind", cells="names").cell("interview", "komitmen")
    assert (names.n, [entry.text for entry in names.entries]) == (4, ["0 cases"])


def test_a_filter_on_cases_leaves_codings_of_none_out(material: Material) -> None:
    part = replace(material, links=material.links[material.links["coding_id"] != "c0"])
    shown = matrix(part, rows="kind", cells="count", where={"case": "Bapenda"})
    assert "c0" not in set(shown.codings["coding_id"])
    assert shown.cell("interview", "komitmen").value == 3
