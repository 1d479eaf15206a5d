"""The audit trail: writing codings in bulk and one by one, and verifying that the trail is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="study.verify_audit",
        unit="codings",
        sizes=(10_000, 100_000, 1_000_000) if full else (10_000, 30_000, 100_000),
        prepare=_verified,
    )
    yield Benchmark(
        topic="study.reduction.code, one at a time",
        unit="codings",
        sizes=(500, 1_000, 2_000) if full else (200, 500, 1_000),
        prepare=_coded,
        peers=(Peer(name="sqlite3 commits (WAL, FULL)", prepare=_committed),),
    )


@contextmanager
def _verified(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        yield study.verify_audit


@contextmanager
def _coded(codings: int) -> Iterator[Work]:
    with data.copied(data.uncoded(30, 500)) as path, data.opened(path) as study:
        source = study.sources["source"].iloc[0]

        def work() -> None:
            for number in range(codings):
                study.reduction.code(source, (number, number + 20), f"code {number % 100 + 1}")

        yield work


@contextmanager
def _committed(codings: int) -> Iterator[Work]:
    connection = sqlite3.connect(data.new_path("commits.db"), isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute('CREATE TABLE coding (source INTEGER, "start" INTEGER, "end" INTEGER, code INTEGER)')

    def work() -> None:
        for number in range(codings):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO coding VALUES (1, ?, ?, ?)", (number, number + 20, number % 100))
            connection.execute("COMMIT")

    yield work
    connection.close()
