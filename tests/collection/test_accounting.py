from __future__ import annotations

import pandas as pd
import pytest

from qualkit import InvalidInput, NotFound
from qualkit.collection.accounting import account

SOURCES = pd.DataFrame(
    [
        # case, kind, topics, coded, date, status
        (["North"], "interview", ["Q1", "Q2"], True, "2023-02-01", None),
        (["North"], "interview", ["Q1"], True, "2023-01-05", "done"),
        (["South"], "interview", "Q2", False, None, None),
        (["South", "North"], "document", None, True, "2023-03-01", "Sebagian"),
        (None, "observation", [], True, "2023-04-01", None),
    ],
    columns=["case", "kind", "topics", "coded", "date", "status"],
)


def _states(log: pd.DataFrame) -> dict[tuple[str, str], str]:
    return {(row, column): state for row, column, state in log.iloc[:, :3].itertuples(index=False, name=None)}


def test_every_row_is_to_have_every_column_that_there_is() -> None:
    assert _states(account(SOURCES, rows="case", columns="kind")) == {
        ("North", "interview"): "done",
        ("North", "document"): "partial",
        ("North", "observation"): "missing",
        ("South", "interview"): "partial",
        ("South", "document"): "partial",
        ("South", "observation"): "missing",
        ("not recorded", "observation"): "done",
    }


def test_a_cell_counts_its_sources_and_says_their_first_and_last_date() -> None:
    log = account(SOURCES, rows="case", columns="kind").set_index(["row", "column"])
    assert log.loc[("North", "interview"), ["sources", "date"]].tolist() == [2, "2023-01-05 – 2023-02-01"]
    assert log.loc[("North", "document"), ["sources", "date"]].tolist() == [1, "2023-03-01"]
    assert log.loc[("South", "interview"), "sources"] == 1
    assert pd.isna(log.loc[("South", "interview"), "date"])


def test_what_is_planned_and_not_there_is_missing_and_nothing_else_is() -> None:
    wanted = {"South": ["wawancara", "observation"], "West": ["interview"]}
    states = _states(account(SOURCES, rows="case", columns="kind", wanted=wanted))
    missing = [cell for cell, state in states.items() if state == "missing"]
    assert missing == [("South", "observation"), ("West", "interview")]
    assert states["South", "interview"] == "partial"


def test_a_plan_can_be_a_frame() -> None:
    plan = pd.DataFrame({"row": ["West", "North"], "column": ["interview", "observation"]})
    as_mapping = {"West": ["interview"], "North": ["observation"]}
    log = account(SOURCES, rows="case", columns="kind", wanted=plan)
    pd.testing.assert_frame_equal(log, account(SOURCES, rows="case", columns="kind", wanted=as_mapping))


def test_a_source_on_several_questions_counts_for_each() -> None:
    log = account(SOURCES, rows="case", columns="topics").pivot(
        index="row", columns="column", values="sources"
    )
    assert log.loc["North", ["Q1", "Q2", "not recorded"]].tolist() == [2, 1, 1]


def test_there_is_a_log_before_there_is_data() -> None:
    empty = SOURCES.iloc[:0]
    assert account(empty, rows="case", columns="kind").empty
    log = account(empty, rows="case", columns="kind", wanted={"West": ["interview"]})
    assert log["state"].tolist() == ["missing"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"North": ["blog"]}, "no kind of source"),
        ({"North": "interview"}, r"must be a list, such as \['interview'\]"),
        (pd.DataFrame({"case": ["North"]}), "'row' and 'column'"),
    ],
)
def test_a_plan_of_another_form_is_refused(wanted: object, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        account(SOURCES, rows="case", columns="kind", wanted=wanted)  # type: ignore[arg-type]


def test_a_column_that_sources_do_not_have_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean 'topics'"):
        account(SOURCES, rows="case", columns="topic")
