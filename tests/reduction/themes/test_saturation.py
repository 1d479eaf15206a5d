from __future__ import annotations

from math import comb
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.themes import saturation


def coded(*sources: str) -> pd.DataFrame:
    """A source for each word, with a code for each of its letters."""
    rows = [(f"P{place}", code) for place, word in enumerate(sources, 1) for code in word]
    return pd.DataFrame(rows, columns=["source", "code"])


def test_new_codes_are_counted_in_order() -> None:
    found = saturation(coded("ab", "bc", "c", "d", "a", "ab", "c"))
    assert found.frame["new"].tolist() == [2, 1, 0, 1, 0, 0, 0]
    assert found.frame["cumulative"].tolist() == [2, 3, 3, 4, 4, 4, 4]
    assert found.reached == "P7"


def test_random_orders_have_the_mean_of_the_accumulation_curve() -> None:
    found = saturation(coded("ab", "bc", "c", "d", "a", "ab", "cd", "e"), draws=4_000).frame
    with_code = {"a": 3, "b": 3, "c": 3, "d": 2, "e": 1}
    expected = [
        sum(1 - comb(8 - n, drawn) / comb(8, drawn) for n in with_code.values()) for drawn in range(1, 9)
    ]
    assert np.allclose(found["mean"], expected, atol=0.05)
    assert (found["low"] <= found["mean"]).all()
    assert (found["mean"] <= found["high"]).all()
    assert found[["mean", "low", "high"]].iloc[-1].tolist() == [5, 5, 5]


def test_the_rule_compares_a_run_with_the_base() -> None:
    sources = ["abcdefghij", "klmnopqrst", "a", "b", "u", "a", "b", "c"]
    assert saturation(coded(*sources), stop=(2, 0.05)).reached == "P6"
    strict = saturation(coded(*sources), stop=(2, 0.0))
    assert strict.reached == "P7"
    assert "Sources 6 to 7 added 0 new codes to the 20 of the first 4" in strict.reason


def test_codes_that_came_after_the_rule_was_met_are_not_hidden() -> None:
    found = saturation(coded("a", "a", "a", "a", "a", "a", "a", "bc"))
    assert found.reached == "P7"
    assert "2 more came after" in found.reason


def test_no_saturation_has_a_reason() -> None:
    assert "needs 7 sources" in saturation(coded("a")).reason
    assert "No 3 sources in a row brought so few" in saturation(coded(*"abcdefgh")).reason
    assert "the last 3 sources brought 3 together" in saturation(coded(*"abcdefgh")).reason
    late = saturation(coded("", "", "", "", "ab"), order=[f"P{place}" for place in range(1, 9)])
    assert late.reached is None
    assert "no base" in late.reason
    assert "All codes appear in one source, P5" in late.reason


def test_the_last_source_with_a_new_code_is_named() -> None:
    found = saturation(coded("a", "b", "ab", "c", "a"))
    assert found.reason.endswith("The last source with a new code is P4, number 4 of 5.")
    assert "P4, number 4 of 5" in repr(found)


def test_sources_are_in_the_order_given_or_of_their_dates() -> None:
    codings = coded("ab", "bc", "d")
    dated = codings.assign(
        date=pd.to_datetime(codings["source"].map({"P1": "2023-03-01", "P2": "2023-01-01"}))
    )
    assert saturation(dated).frame["source"].tolist() == ["P2", "P1", "P3"]
    ordered = saturation(codings, order=["P3", "P0", "P2", "P1"]).frame
    assert ordered["new"].tolist() == [1, 0, 2, 1]


def test_orders_and_rules_that_cannot_be_are_refused() -> None:
    with pytest.raises(InvalidInput, match="leaves out sources with codings: P2"):
        saturation(coded("a", "b"), order=["P1"])
    with pytest.raises(InvalidInput, match="twice: P1"):
        saturation(coded("a"), order=["P1", "P1"])
    with pytest.raises(InvalidInput, match="no coding"):
        saturation(coded())
    with pytest.raises(InvalidInput, match="at least 1 source"):
        saturation(coded("a"), stop=(0, 0.0))
    with pytest.raises(NotFound, match="'code'"):
        saturation(pd.DataFrame({"source": ["P1"]}))


def test_the_same_seed_gives_the_same_band() -> None:
    codings = coded("ab", "bc", "c", "d", "a")
    pd.testing.assert_frame_equal(saturation(codings, seed=4).frame, saturation(codings, seed=4).frame)


def test_the_figure_says_where_the_rule_is_met(tmp_path: Path) -> None:
    found = saturation(coded("ab", "c", "c", "d", "a", "ab", "c"), language="id")
    legend = found.figure().axes[0].get_legend()
    assert [each.get_text() for each in legend.get_texts()][-1] == "aturan terpenuhi: P7"
    assert found.to_image(tmp_path / "saturation.png").read_bytes().startswith(b"\x89PNG")
