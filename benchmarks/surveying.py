"""A survey of many respondents brought in at once, against reading its table and storing it with no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit import Study


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="add a survey (.csv)",
        unit="rows",
        sizes=(10_000, 30_000, 100_000) if full else (1_000, 3_000, 10_000),
        prepare=_added,
        peers=(Peer(name="pandas.read_csv + to_sql", prepare=_stored),),
    )


@contextmanager
def _added(rows: int) -> Iterator[Work]:
    table = data.survey(rows)
    with data.empty() as path:

        def work() -> None:
            with Study.open(path, coder=data.CODER) as study:
                study.collection.survey(table, text="answer", case="district", identifier="respondent")

        yield work


@contextmanager
def _stored(rows: int) -> Iterator[Work]:
    import pandas as pd

    table, path = data.survey(rows), data.new_path("survey.db")

    def work() -> None:
        with sqlite3.connect(path) as connection:
            pd.read_csv(table).to_sql("survey", connection, if_exists="replace")
        connection.close()

    yield work
