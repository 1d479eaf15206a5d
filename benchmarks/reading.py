"""Reading transcripts in other formats, against the library that each format is usually read with, bare."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Work
from qualkit.collection.reading import read_source

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    yield Benchmark(
        topic="read captions (.vtt) of 2 kB",
        unit="files",
        sizes=(1_000, 3_000, 10_000) if full else (100, 300, 1_000),
        prepare=partial(_each, data.captions, _read),
        peers=(Peer(name="webvtt-py", prepare=partial(_each, data.captions, _webvtt)),),
    )
    yield Benchmark(
        topic="read Word transcripts of 20 pages",
        unit="files",
        sizes=(100, 300, 1_000) if full else (10, 30, 100),
        prepare=partial(_each, data.word_files, _read),
        peers=(
            Peer(name="lxml over the words, bare", prepare=partial(_each, data.word_files, _iterparse)),
            Peer(name="python-docx paragraphs", prepare=partial(_each, data.word_files, _docx), most=30),
        ),
    )


@contextmanager
def _each(make: Callable[[int], Path], read: Callable[[Path], object], files: int) -> Iterator[Work]:
    paths = sorted(make(files).iterdir())[:files]

    def work() -> None:
        for path in paths:
            read(path)

    yield work


def _read(path: Path) -> object:
    return read_source(path.read_bytes(), path=str(path))


def _webvtt(path: Path) -> object:
    import webvtt

    return [(caption.start_in_seconds, caption.voice, caption.text) for caption in webvtt.read(str(path))]


def _iterparse(path: Path) -> object:
    from lxml import etree

    with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as document:
        return [element.text for _, element in etree.iterparse(document, tag=_WORDS)]


def _docx(path: Path) -> object:
    from docx import Document

    return [paragraph.text for paragraph in Document(str(path)).paragraphs]
