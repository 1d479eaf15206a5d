"""Themes of segments with planted topics: how long, and how far the topics are found again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from benchmarks.timing import Benchmark, Peer, Work
from qualkit.reduction.themes import themes

TOPICS = 60
_VOCABULARY = 20_000
_OWN = 60  # words that a topic has of its own or shares with two others
_SHARED = 15


def benchmarks(*, full: bool) -> Iterator[Benchmark]:
    sizes = (10_000, 30_000, 100_000) if full else (1_000, 3_000, 10_000)
    for draws in (0, 20):
        yield Benchmark(
            topic=f"themes, {TOPICS} of them, {draws} refits ({_found(sizes[-1]):.2f} of the plant)",
            unit="segments",
            sizes=sizes,
            prepare=partial(_themes, draws=draws),
            peers=(
                Peer(
                    name="TF-IDF + SVD + MiniBatchKMeans",
                    prepare=_bare,
                    remark=lambda size: f"{_found_bare(size):.2f} of the plant",
                ),
            ),
        )


@cache
def planted(segments: int) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Texts of 15 to 40 made-up words, and the topic of each; about half of the words are the topic's.

    Topics are of very unequal sizes and share a quarter of their words; the other words are everybody's, as
    frequent as Zipf's law has it.
    """
    random = np.random.default_rng(7)
    names = _names(random)
    own = random.permutation(np.arange(100, 8_000))[: TOPICS * _OWN].reshape(TOPICS, _OWN)
    for topic in range(TOPICS):
        others = own[random.choice(np.delete(np.arange(TOPICS), topic), 2, replace=False)]
        own[topic, _OWN - _SHARED :] = random.choice(others.ravel(), _SHARED, replace=False)
    sizes = np.maximum(random.dirichlet(np.full(TOPICS, 1.4)), 0.2 / TOPICS)
    topics = random.choice(TOPICS, segments, p=sizes / sizes.sum())
    lengths = random.integers(15, 41, segments)
    segment = np.repeat(np.arange(segments), lengths)
    share = random.beta(4, 4, segments)[segment]
    word = np.where(
        random.random(len(segment)) < share,
        own[topics[segment], _ranks(random, len(segment), _OWN, power=0.8)],
        _ranks(random, len(segment), _VOCABULARY, power=1.05),
    )
    bounds = np.cumsum([0, *lengths])
    texts = [" ".join(names[word[start:end]]) for start, end in pairwise(bounds)]
    return texts, topics


def _names(random: np.random.Generator) -> npt.NDArray[np.str_]:
    syllables = [consonant + vowel for consonant in "bcdfghjklmnprstvwyz" for vowel in "aeiou"]
    names: dict[str, None] = {}
    while len(names) < _VOCABULARY:
        names["".join(random.choice(syllables, random.integers(2, 5)))] = None
    return random.permutation(np.array(list(names)))


def _ranks(random: np.random.Generator, count: int, most: int, *, power: float) -> npt.NDArray[np.intp]:
    """Ranks from 0, each as frequent as 1 / rank ** power."""
    heap = np.cumsum(1 / np.arange(1, most + 1) ** power)
    return np.searchsorted(heap, random.random(count) * heap[-1])


@contextmanager
def _themes(segments: int, *, draws: int) -> Iterator[Work]:
    frame = pd.DataFrame({"text": planted(segments)[0]})
    yield lambda: themes(frame, k=TOPICS, stability=draws)


@contextmanager
def _bare(segments: int) -> Iterator[Callable[[], npt.NDArray[np.int32]]]:
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    texts = planted(segments)[0]

    def work() -> npt.NDArray[np.int32]:
        weighted = TfidfVectorizer().fit_transform(texts)
        reduced = TruncatedSVD(100, random_state=0).fit_transform(weighted)
        found: npt.NDArray[np.int32] = MiniBatchKMeans(TOPICS, random_state=0).fit_predict(normalize(reduced))
        return found

    yield work


@cache
def _found(segments: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    texts, topics = planted(segments)
    members = themes(pd.DataFrame({"text": texts}), k=TOPICS, stability=0).members
    return float(adjusted_rand_score(topics, members["theme"].fillna(0)))


def _found_bare(segments: int) -> float:
    from sklearn.metrics import adjusted_rand_score

    with _bare(segments) as work:
        return float(adjusted_rand_score(planted(segments)[1], work()))
