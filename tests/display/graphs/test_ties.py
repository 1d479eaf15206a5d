from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualkit.display.graphs.ties import causal, leading_to, recorded, within
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, NotFound

Made = Callable[..., Material]


def test_a_relation_without_a_case_holds_in_the_cases_of_its_evidence(made: Made) -> None:
    material = made([("beban", "naik", "hinders", "-", None, None, ("c5", "c0"))])
    (tie,) = recorded(material, "code").held
    assert tie.cases == ("Bapenda", "Dikbud")
    (there,) = within(material, recorded(material, "code"), "Dikbud").held
    assert (there.evidence, there.cases) == (("c5",), ("Dikbud",))
    assert not within(material, recorded(material, "code"), "LHK").held


def test_evidence_that_is_no_longer_accepted_is_left_out_and_said(made: Made) -> None:
    ties = recorded(made([("beban", "naik", "hinders", "-", None, None, ("c3", "c5", "gone"))]), "code")
    assert ties.held[0].evidence == ("c5",)
    assert ties.notes == ("Codings cited as evidence that are no longer accepted, left out: 2.",)


def test_what_is_recorded_twice_is_one_tie_with_the_evidence_of_both(made: Made, causes: list[Any]) -> None:
    merged = recorded(made(causes), "code").merged().held
    twice = next(tie for tie in merged if (tie.source, tie.target) == ("pengawasan", "naik"))
    assert (twice.evidence, twice.cases) == (("c1", "c2", "c7"), ("Bapenda", "LHK"))


def test_a_relation_with_itself_is_left_out_and_said(made: Made) -> None:
    ties = recorded(made([("naik", "naik", "leads to", "+")]), "code")
    assert not ties.held
    assert ties.notes == ("Relations of something with itself, left out: 1.",)


def test_answers_and_sorts_are_causal_only_where_they_are_named(made: Made, answers: list[Any]) -> None:
    material = made([*answers, ("beban", "hambatan", "Is a kind of", None)])
    assert not causal(material).held
    assert len(causal(material, relations="YA").held) == 2


def test_only_what_leads_to_an_outcome_is_kept(made: Made, causes: list[Any]) -> None:
    ties = recorded(made([*causes, ("naik", "tetap", "leads to", None)]), "code")
    assert len(leading_to(ties, "naik").held) == 5
    assert not leading_to(ties, "hambatan").held


def test_an_unknown_relation_and_none_at_all_are_said_with_what_to_do(made: Made, causes: list[Any]) -> None:
    with pytest.raises(NotFound, match="leads to"):
        recorded(made(causes), "code", relations="leads too")
    with pytest.raises(InvalidInput, match=r"Record one: study[.]reduction[.]link"):
        recorded(made([]), "code").required("relation between codes", "code")
