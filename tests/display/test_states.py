"""Why cells are empty, compared with what is declared of each source and case by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from qualkit.display.material import Material
from qualkit.display.matrix import matrix


def test_what_was_not_asked_is_said_wherever_the_codes_stand_on_an_axis(material: Material) -> None:
    for rows in (["case", "code"], ["code", "case"]):
        shown = matrix(material, rows=rows, columns="kind", cells="count")
        key = " / ".join({"case": "Dikbud", "code": "anggaran"}[name] for name in rows)
        assert shown.cell(key, "interview").state == "not asked"


def test_two_codes_that_meet_need_both_to_be_asked(make: Callable[..., Material]) -> None:
    sources = make().sources.assign(not_asked="anggaran")
    shown = matrix(make(sources=sources), rows="code", columns="code", cells="count")
    assert shown.cell("pengawasan", "anggaran").state == "not asked"
    assert shown.cell("anggaran", "pengawasan").state == "not asked"
    assert shown.cell("pengawasan", "beban").state == "none found"


def test_what_does_not_apply_to_a_case_does_not_apply_to_its_sources(material: Material) -> None:
    cases = material.cases.assign(not_applicable=["pengawasan", None, None, None])
    shown = matrix(replace(material, cases=cases), rows="source", cells="count")
    assert shown.cell("P01", "pengawasan").state == "not applicable"
    assert shown.cell("D01", "pengawasan").state == "none found"


def test_a_source_without_a_case_keeps_its_state(material: Material) -> None:
    alone = replace(material, source_links=material.source_links.iloc[:0])
    assert matrix(alone, rows="source", cells="count").cell("P10", "beban").state == "not coded"


def test_a_heading_without_codes_in_scope_is_not_said_to_be_not_asked(material: Material) -> None:
    clusters = {"support": "Dukungan", "obstacles": "Hambatan"}
    shown = matrix(material, columns=clusters, codes="Dukungan", cells="count")
    assert shown.cell("Dikbud", "obstacles").state == "none found"


def test_codes_below_those_that_were_not_asked_were_not_asked(make: Callable[..., Material]) -> None:
    sources = make().sources.assign(not_asked=pd.Series([["Hambatan", "?"]] * 5))
    shown = matrix(make(sources=sources), where={"kind": "interview"}, cells="count")
    assert {shown.cell("Dikbud", code).state for code in ("anggaran", "beban")} == {"not asked"}
