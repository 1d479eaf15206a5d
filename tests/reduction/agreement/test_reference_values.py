"""Every published value of the reference cases, and an independent computation of each from the formulas."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from qualkit.reduction.agreement import (
    Agreement,
    benchmark,
    boundary_alpha,
    coefficient,
    gamma,
    ratings_of_counts,
    ratings_of_table,
    set_agreement,
    unitizing_alpha,
)
from qualkit.reduction.agreement.sets import nearness

Case = dict[str, Any]

CASES: list[Case] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))
VALUES = [(case, expected) for case in CASES for expected in case["expects"]]

MISPRINTED = {("K1995-limit", "B"), ("K1995-limit", "C")}
"""Of 1995, whose expected disagreement was corrected in 2004."""


def _ratings(case: Case) -> pd.DataFrame:
    data = case["data"]
    if case["kind"] == "table":
        return ratings_of_table(pd.DataFrame(data["table"], data["categories"], data["categories"]))
    if case["kind"] == "dist":
        return ratings_of_counts(pd.DataFrame(data["dist"], columns=data.get("categories")))
    return pd.DataFrame(data["units"], columns=data["coders"])


def _units(case: Case) -> pd.DataFrame:
    rows = [(coder, *unit) for coder, units in case["data"]["units"].items() for unit in units]
    return pd.DataFrame(rows, columns=["coder", "start", "end", "code"])


def _coefficient(case: Case, method: str, **params: Any) -> Agreement:
    categories = case["data"].get("categories")
    if isinstance(weights := params.get("weights"), list):
        params["weights"] = np.array(weights)
    elif str(weights).endswith("-by-index"):
        categories = case["data"]["categories_dropping_unused"]
        apart = np.abs(np.subtract.outer(range(len(categories)), range(len(categories))))
        power = 1 if weights.startswith("linear") else 2
        params["weights"] = 1 - (apart / apart.max()) ** power
    return coefficient(_ratings(case), method, categories=categories, interval="analytic", **params)


def _of(method: str) -> Callable[..., Agreement]:
    return lambda case, **params: _coefficient(case, method, **params)


def _percent(case: Case, definition: str = "") -> Agreement | float:
    if definition == "pair-weighted":
        return _coefficient(case, "krippendorff").observed
    return _coefficient(case, "percent")


def _of_category(case: Case, category: object) -> float:
    return coefficient(_ratings(case) == category, "fleiss").value


def _unitizing(kind: str) -> Callable[..., float]:
    return lambda case, category=None: _unitized(case, kind, category).value


def _unitized(case: Case, kind: Any, category: str | None = None) -> Agreement:
    data = case["data"]
    return unitizing_alpha(
        _units(case), length=data["L"], kind=kind, code=category, coders=list(data["units"])
    )


def _boundaries(case: Case, category: str | None = None) -> Agreement:
    data = case["data"]
    return boundary_alpha(_units(case), length=data["L"], code=category, coders=list(data["units"]))


def _disorder(case: Case, alpha: float = 1, beta: float = 1, **_: float) -> float:
    found = gamma(_units(case), alpha=alpha, beta=beta, samples=1, coders=list(case["data"]["units"]))
    return 1 - found.observed


def _alpha_by_dkpro(case: Case) -> float:
    """Another function of the same name: ``(1 - J)`` times 0, 1/3, 2/3 or 1."""
    ratings = _ratings(case).map(frozenset)
    sets = list(dict.fromkeys(ratings.to_numpy().ravel()))
    jaccard = 1 - nearness(sets, "jaccard")
    step = [
        [0 if a == b else 1 / 3 if a <= b or b <= a else 2 / 3 if a & b else 1 for a in sets] for b in sets
    ]
    return coefficient(ratings, "krippendorff", categories=sets, weights=1 - jaccard * np.array(step)).value


def _benchmarked(case: Case, scale: str) -> dict[str, float]:
    words = benchmark(case["data"]["coef"], se=case["data"]["se"], scale=scale.replace("landis.", "landis_"))
    return dict(zip(words["word"], words["certainty"], strict=True))


METRICS: dict[str, Callable[..., Any]] = {
    "percent_agreement": _percent,
    "cohen_kappa": _of("cohen"),
    "conger_kappa": _of("conger"),
    "scott_pi": _of("scott"),
    "fleiss_kappa": _of("fleiss"),
    "fleiss_kappa_category": _of_category,
    "brennan_prediger": _of("brennan_prediger"),
    "gwet_ac1": _of("gwet"),
    "gwet_ac2": _of("gwet"),
    "holsti": _of("holsti"),
    "krippendorff_alpha": _of("krippendorff"),
    "krippendorff_alpha_gwet": _of("krippendorff"),
    "krippendorff_expected_agreement": lambda case: _coefficient(case, "krippendorff").expected,
    "alpha_masi_passonneau2006": lambda case: set_agreement(_ratings(case)).value,
    "alpha_jaccard": lambda case: set_agreement(_ratings(case), distance="jaccard").value,
    "alpha_masi_dkpro": _alpha_by_dkpro,
    "masi_distance": lambda case, index: (
        1 - nearness([frozenset(each) for each in case["data"]["pairs"][index]], "masi")[0, 1]
    ),
    "u_alpha": _unitizing("u"),
    "bar_u_alpha": _unitizing("bar_u"),
    "cu_alpha": _unitizing("cu"),
    "ku_alpha": _unitizing("ku"),
    "cu_coverage": lambda case: _unitized(case, "cu").coverage,
    "alphaU": lambda case: _boundaries(case).value,
    "alphaU_category": lambda case, category: _boundaries(case, category).value,
    "alphaU_Do": lambda case, category: 1 - _boundaries(case, category).observed,
    "alphaU_De": lambda case, category: 1 - _boundaries(case, category).expected,
    "gamma": lambda case: gamma(_units(case)).value,
    "gamma_disorder": _disorder,
    "benchmark": _benchmarked,
}


def test_there_are_all_cases_and_values() -> None:
    assert (len(CASES), len(VALUES)) == (49, 208)
    assert {expected["metric"] for _, expected in VALUES} == set(METRICS)


@pytest.mark.parametrize(
    ("case", "expected"),
    VALUES,
    ids=[f"{case['id']}-{each['metric']}-{json.dumps(each['params'])}" for case, each in VALUES],
)
def test_a_reference_value_is_met(case: Case, expected: Case) -> None:
    made = METRICS[expected["metric"]](case, **expected["params"])
    value = made.value if isinstance(made, Agreement) else made
    if expected["metric"] == "benchmark":
        assert list(value.values()) == pytest.approx(list(expected["ref"].values()), abs=5e-6)
        return
    if "undefined" in expected.get("note", ""):
        assert np.isnan(value)
        return
    if expected["metric"] != "gamma":
        assert value == pytest.approx(expected["ref"], abs=1e-9)
    if "published" in expected and (case["id"], expected["params"].get("category")) not in MISPRINTED:
        assert value == pytest.approx(expected["published"], abs=expected.get("tol", 0.05))


@pytest.mark.parametrize(
    ("case", "expected"),
    [each for each in VALUES if "ref_se" in each[1]],
    ids=[f"{c['id']}-{e['metric']}-{json.dumps(e['params'])}" for c, e in VALUES if "ref_se" in e],
)
def test_a_reference_standard_error_is_met(case: Case, expected: Case) -> None:
    made = METRICS[expected["metric"]](case, **expected["params"])
    assert made.se == pytest.approx(expected["ref_se"], abs=1e-9)
    assert (made.low, made.high) == pytest.approx(expected["ref_ci"], abs=1e-9)


def test_agreement_and_chance_are_those_that_the_sources_print() -> None:
    by_id = {case["id"]: case for case in CASES}
    fleiss = _coefficient(by_id["Fleiss1971"], "fleiss")
    assert (fleiss.observed, fleiss.expected) == pytest.approx((0.5556, 0.2201), abs=2e-4)
    alpha = _coefficient(by_id["K1980-p139"], "krippendorff")
    assert (1 - alpha.observed, 1 - alpha.expected) == pytest.approx((0.259, 0.724), abs=5e-4)
    scaled = _coefficient(by_id["K2004-p230"], "krippendorff", level="interval")
    assert (16 * (1 - scaled.observed), 16 * (1 - scaled.expected)) == pytest.approx((0.433, 2.872), abs=5e-4)
