"""Projects of REFI-QDA in and out, against a library that maps the same file to objects."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit import Study


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    sizes = (10_000, 30_000, 100_000) if full else (1_000, 3_000, 10_000)
    peer = Peer(name="pyrefiqda, load alone", prepare=_loaded)
    yield Benchmark(
        topic="export a project (.qdpx)", unit="codings", sizes=sizes, prepare=_exported, peers=(peer,)
    )
    yield Benchmark(
        topic="make a study of a project (.qdpx)",
        unit="codings",
        sizes=sizes,
        prepare=_imported,
        peers=(peer,),
    )


@contextmanager
def _exported(codings: int) -> Iterator[Work]:
    with data.opened(data.coded(codings)) as study:
        target = data.new_path("export.qdpx")
        yield lambda: study.export(target)


@contextmanager
def _imported(codings: int) -> Iterator[Work]:
    project = _project(codings)

    def work() -> None:
        Study.from_file(project, data.new_path("import.qualkit"), coder=data.CODER).close()

    yield work


@contextmanager
def _loaded(codings: int) -> Iterator[Work]:
    from pyrefiqda import RefiProject

    project = _project(codings)
    yield lambda: RefiProject.load(str(project), str(data.new_path("unpacked")))


def _project(codings: int) -> Path:
    path = data.new_path("project.qdpx")
    with data.opened(data.coded(codings)) as study:
        return study.export(path)
