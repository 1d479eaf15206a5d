"""Adding labelled transcripts, against reading the same files and storing their texts with no more."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit import Study


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="add transcripts of 10 kB",
        unit="files",
        sizes=(100, 300, 1_000) if full else (30, 100, 300),
        prepare=_added,
        peers=(Peer(name="pathlib + sqlite3 insert", prepare=_stored),),
    )


@contextmanager
def _added(files: int) -> Iterator[Work]:
    folder = data.files(files)
    with data.empty() as path:

        def work() -> None:
            with Study.open(path, coder=data.CODER) as study:
                study.collection.add(folder)

        yield work


@contextmanager
def _stored(files: int) -> Iterator[Work]:
    folder, path = data.files(files), data.new_path("texts.db")

    def work() -> None:
        texts = [(each.name, each.read_text(encoding="utf-8")) for each in sorted(folder.iterdir())]
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("CREATE TABLE source (name TEXT UNIQUE, text TEXT)")
            connection.executemany("INSERT INTO source VALUES (?, ?)", texts)
        connection.close()

    yield work
