"""Axes within axes, and the axes that codings share with conclusions, times and each other."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.errors import InvalidInput


def test_only_combinations_that_occur_are_rows_and_the_outer_axis_bands_them(material: Material) -> None:
    made = matrix(material, rows=["bidang", "case"], columns="family", cells="count")
    assert [(row.band, row.label) for row in made.rows] == [
        ("layanan", "Dikbud"),
        ("layanan", "RSUP"),
        ("pajak", "Bapenda"),
        ("pajak", "Samsat"),
    ]
    assert made.cell("pajak / Bapenda", "Dukungan").n == matrix(material).cell("Bapenda", "komitmen").n


def test_the_cells_of_a_nested_axis_are_those_of_the_filtered_matrices(material: Material) -> None:
    whole = matrix(material, rows="case", columns=["kind", "code"], cells="count")
    for kind in ("interview", "observation", "document"):
        part = matrix(material, rows="case", columns="code", cells="count", where={"kind": kind})
        for row in part.rows:
            for column in part.columns:
                there = whole.cell(row.key, f"{kind} / {column.key}")
                assert (there.state, there.n) == (
                    part.cell(row.key, column.key).state,
                    part.cell(row.key, column.key).n,
                )


def test_a_partition_is_an_outer_axis_of_the_rows(material: Material) -> None:
    parted = matrix(material, partition="bidang", cells="count", order="capaian")
    nested = matrix(material, rows=["bidang", "case"], cells="count", order="capaian")
    assert parted.frame.equals(nested.frame)
    assert [row.band for row in parted.rows] == ["layanan", "layanan", "pajak", "pajak"]


def test_rows_of_a_nested_axis_are_ordered_within_their_bands(material: Material) -> None:
    made = matrix(material, rows=["bidang", "case"], cells="count", order="capaian")
    assert [row.label for row in made.rows] == ["RSUP", "Dikbud", "Bapenda", "Samsat"]


def test_too_many_combinations_are_refused(make: Callable[..., Material]) -> None:
    turns = pd.DataFrame(
        {
            "source": "P01",
            "turn": range(1200),
            "speaker": [f"s{n}" for n in range(1200)],
            "role": "participant",
        }
    )
    with pytest.raises(InvalidInput, match="combinations"):
        matrix(make(turns=turns), rows=["speaker", "speaker"], cells="count")


def test_conclusions_and_their_questions_are_axes(make: Callable[..., Material]) -> None:
    known = make(
        conclusions=pd.DataFrame(
            {"conclusion_id": ["1", "2"], "conclusion": ["A", "B"], "question": ["How?", "How?"]}
        ),
        citations=pd.DataFrame(
            {
                "conclusion": ["A", "A", "B", "B"],
                "stance": ["supports", "qualifies", "supports", "contradicts"],
                "coding_id": ["c0", "c0", "c0", "c6"],
            }
        ),
    )
    by_claim = matrix(known, rows="conclusion", columns="code", cells="count")
    assert by_claim.frame["Komitmen"].tolist() == [1, 1]
    by_question = matrix(known, rows="question", columns="case", cells="count")
    assert by_question.cell("How?", "Bapenda").n == 1


def test_what_is_told_of_has_its_own_time(make: Callable[..., Material]) -> None:
    known = make()
    told = known.codings.assign(when=[None, "2023-01", "2023-04-02", *[None] * (len(known.codings) - 3)])
    made = matrix(make(codings=told), rows="code", columns="when", cells="count")
    assert [column.key for column in made.columns] == ["2023-Q1", "2023-Q2"]
    assert made.cell("komitmen", "2023-Q2").n == 1


def test_codes_by_codes_count_where_they_overlap(material: Material) -> None:
    made = matrix(material, rows="code", columns="code", cells="count")
    assert made.cell("komitmen", "anggaran").n == 1
    assert made.cell("anggaran", "komitmen").n == 1
    assert made.cell("pengawasan", "komitmen").n == 0
    assert made.cell("komitmen", "komitmen").n == 5


def test_codes_meet_codes_also_where_they_part_the_rows(material: Material) -> None:
    parted = matrix(material, rows="kind", columns="code", partition="code", cells="count")
    turned = matrix(material, rows=["kind", "code"], columns="code", cells="count")
    assert parted.cell("komitmen / interview", "anggaran").n == 1
    assert turned.cell("interview / komitmen", "anggaran").n == 1


def test_an_axis_without_keys_within_another_gives_an_empty_matrix(material: Material) -> None:
    assert matrix(material, columns=["kind", "when"], cells="count").columns == ()


def test_names_with_a_slash_are_told_apart(make: Callable[..., Material]) -> None:
    cases = make().cases.assign(bidang=["a", "a / b", "c", "c"], nilai=["b / x", "x", "x", "x"])
    made = matrix(make(cases=cases), rows=["bidang", "nilai"], columns="kind", cells="count")
    keys = [row.key for row in made.rows]
    assert keys == ["a / b // x", "a // b / x", "c / x"]
    assert made.cell("a // b / x", "interview").n == 1
    assert list(made.codings["row"].cat.categories) == keys


def test_bands_stand_within_the_outer_axis(material: Material) -> None:
    made = matrix(
        material, rows=["bidang", "case"], cells="count", order="capaian", bands={"met": 90, "missed": 0}
    )
    assert [(row.band, row.label) for row in made.rows] == [
        ("layanan · met", "RSUP"),
        ("layanan · missed", "Dikbud"),
        ("pajak · met", "Bapenda"),
        ("pajak · no data", "Samsat"),
    ]


def test_a_row_named_by_hand_stands_first_in_each_band(material: Material) -> None:
    made = matrix(material, rows=["kind", "case"], cells="count", order=["Dikbud"])
    first = {row.band: row.label for row in reversed(made.rows)}
    assert first == {"document": "Dikbud", "interview": "Dikbud", "observation": "Bapenda"}
