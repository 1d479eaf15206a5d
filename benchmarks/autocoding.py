"""Coding by literal patterns: the whole verb, the pure function, and other ways to find the words."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pandas as pd

from benchmarks import data
from benchmarks.timing import Benchmark, Peer, Prepare, Work
from qualkit import Study
from qualkit.model import Code
from qualkit.reduction import Codebook, autocode

_HITS = """CREATE TABLE coding (
    key INTEGER PRIMARY KEY, source INTEGER, code TEXT, "start" INTEGER, "end" INTEGER, pattern TEXT,
    UNIQUE (source, "start", "end", code)
)"""
_ALL_ROLES = ("participant", "interviewer", None)


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    sizes = (200, 600, 2_000) if full else (20, 60, 200)
    for patterns in (500, 5_000):
        yield Benchmark(
            topic=f"study.reduction.autocode, {patterns:,} patterns",
            unit="texts of 10 kB",
            sizes=sizes,
            prepare=partial(_coded, patterns=patterns),
            peers=(Peer(name="match, bare sqlite3 insert", prepare=partial(_inserted, patterns=patterns)),),
        )
        yield Benchmark(
            topic=f"qualkit.reduction.autocode, {patterns:,} patterns",
            unit="texts of 10 kB",
            sizes=sizes,
            prepare=partial(_matched, patterns=patterns),
            peers=_peers(patterns),
        )
    for written in ("{} NEAR/5 {}", "{} UNLESS/3 {}", "{} EXCEPT {}", "lemma:{} | {}"):
        yield Benchmark(
            topic=f"qualkit.reduction.autocode, 250 patterns {written.format('A', 'B')}",
            unit="texts of 10 kB",
            sizes=sizes,
            prepare=partial(_combined, written=written),
        )


def _peers(patterns: int) -> tuple[Peer, ...]:
    few = 3 if patterns > 1_000 else 20
    alternation: Prepare = partial(_alternated, patterns=patterns)
    phrases: Prepare = partial(_phrase_matched, patterns=patterns)
    tokenised: Prepare = partial(_tokenised_matched, patterns=patterns)
    return (
        Peer(
            name="re alternation", prepare=alternation, most=few, remark=partial(_missed, patterns=patterns)
        ),
        Peer(name="spaCy PhraseMatcher", prepare=phrases, most=30),
        Peer(name="spaCy PhraseMatcher, texts already tokenised", prepare=tokenised, most=30),
    )


@contextmanager
def _coded(texts: int, *, patterns: int) -> Iterator[Work]:
    with data.copied(data.uncoded(texts, patterns)) as path:

        def work() -> None:
            with Study.open(path, coder=data.CODER) as study:
                study.reduction.autocode(roles=_ALL_ROLES)

        yield work


@contextmanager
def _matched(texts: int, *, patterns: int) -> Iterator[Callable[[], pd.DataFrame]]:
    frame = pd.DataFrame({"text": data.transcripts(texts)})
    book = data.codebook(patterns)
    yield lambda: autocode(frame, book)


@contextmanager
def _combined(texts: int, *, written: str) -> Iterator[Work]:
    frame = pd.DataFrame({"text": data.transcripts(texts)})
    words = data.patterns(500)
    pairs = zip(words[::2], words[1::2], strict=True)
    book = Codebook((Code(name="code", patterns=tuple(written.format(*pair) for pair in pairs)),))
    yield lambda: autocode(frame, book, language="en")


@contextmanager
def _inserted(texts: int, *, patterns: int) -> Iterator[Work]:
    with _matched(texts, patterns=patterns) as match:
        path = data.new_path("hits.db")

        def work() -> None:
            with sqlite3.connect(path) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(_HITS)
                hits = match().itertuples(index=False)
                connection.executemany("INSERT INTO coding VALUES (NULL, ?, ?, ?, ?, ?)", hits)
            connection.close()

        yield work


@contextmanager
def _alternated(texts: int, *, patterns: int) -> Iterator[Work]:
    material, found = data.transcripts(texts), _alternation(patterns)
    yield lambda: [match.span() for text in material for match in found.finditer(text)]


@contextmanager
def _phrase_matched(texts: int, *, patterns: int) -> Iterator[Work]:
    language, matcher = _phrase_matcher(patterns)
    material = data.transcripts(texts)
    yield lambda: [matcher(document) for document in language.pipe(material)]


@contextmanager
def _tokenised_matched(texts: int, *, patterns: int) -> Iterator[Work]:
    language, matcher = _phrase_matcher(patterns)
    documents = list(language.pipe(data.transcripts(texts)))
    yield lambda: [matcher(document) for document in documents]


def _phrase_matcher(patterns: int) -> tuple[Any, Any]:
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("xx")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("pattern", list(language.pipe(data.patterns(patterns))))
    return language, matcher


def _missed(texts: int, *, patterns: int) -> str:
    material = data.transcripts(texts)
    found = sum(1 for text in material for _ in _alternation(patterns).finditer(text))
    hits = len(autocode(pd.DataFrame({"text": material}), data.codebook(patterns)))
    return f"misses {1 - found / hits:.0%} of the hits"


def _alternation(patterns: int) -> re.Pattern[str]:
    longest_first = sorted(data.patterns(patterns), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
