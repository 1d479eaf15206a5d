"""Displays that choose parts of their matrix themselves, and refuse what they cannot be."""

from __future__ import annotations

from typing import Any

import pytest

import qualkit as qk
from qualkit.display.catalogue.describing import clusters_below, thematic_conceptual_matrix
from qualkit.display.catalogue.explaining import variable_by_variable_matrix
from qualkit.display.catalogue.exploring import checklist_matrix, contrast_table
from qualkit.display.catalogue.ordering import case_ordered_descriptive_meta_matrix
from qualkit.display.catalogue.presets import preset
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound


@pytest.mark.parametrize("choice", [{"rows": "case"}, {"codes": "komitmen"}, {"cells": "count"}])
def test_what_a_display_chooses_itself_cannot_be_chosen_otherwise(
    material: Material, choice: dict[str, Any]
) -> None:
    with pytest.raises(InvalidInput, match=f"its own {next(iter(choice))}"):
        checklist_matrix(material, **choice)
    assert preset(material, {"cells": "count"}, rows="kind").content == "count"


def test_exemplary_cases_are_told_by_a_number(material: Material) -> None:
    assert [column.key for column in contrast_table(material, variable="capaian").columns] == [
        "RSUP",
        "Bapenda",
        "Dikbud",
    ]
    with pytest.raises(InvalidInput, match="'nilai' is not a number"):
        contrast_table(material, variable="nilai")
    with pytest.raises(NotFound, match="capain"):
        contrast_table(material, variable="capain")
    with pytest.raises(NotFound, match="capain"):
        case_ordered_descriptive_meta_matrix(material, outcome_by="capain")


def test_codes_of_one_label_are_headed_by_their_names(material: Material) -> None:
    material.codes.loc[material.codes["parent"] == "Dukungan", "label"] = "Sama"
    assert clusters_below(material, "Dukungan") == {"komitmen": "komitmen", "pengawasan": "pengawasan"}
    with pytest.raises(InvalidInput, match="the name of a code"):
        thematic_conceptual_matrix(material, issues=["Dukungan"])  # type: ignore[arg-type]


def test_a_choice_that_no_matrix_has_is_refused_by_name(tmp_path: Any) -> None:
    with qk.Study.create(tmp_path / "s.qualkit", title="T", coder="ana") as study:
        with pytest.raises(qk.NotFound, match="choice of checklist_matrix named 'sels'"):
            study.display.checklist_matrix(sels="count")
        with pytest.raises(qk.InvalidInput, match="language=5"):
            study.display.matrix(language=5)


def test_a_display_of_two_variables_needs_two_whatever_is_named(tmp_path: Any) -> None:
    with qk.Study.create(tmp_path / "s.qualkit", title="T", coder="ana") as study:
        for name in ("contrast_table", "case_ordered_effects_matrix"):
            with pytest.raises(qk.InvalidInput, match="cannot be made yet"):
                study.display.make(name, order="count")
        with pytest.raises(qk.InvalidInput, match="two attributes"):
            study.display.variable_by_variable_matrix(first="size")


def test_two_attributes_of_cases_are_crossed(material: Material) -> None:
    assert variable_by_variable_matrix(material, first="bidang", second="nilai").corner == "Bidang"
