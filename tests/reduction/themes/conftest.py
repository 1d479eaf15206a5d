"""Texts with planted topics, and codings."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

Plant = Callable[..., tuple[pd.DataFrame, npt.NDArray[np.int64]]]


def _planted(
    segments: int, topics: int, *, share: float = 0.5, seed: int = 1
) -> tuple[pd.DataFrame, npt.NDArray[np.int64]]:
    """Segments of 20 words, a share of them from 25 words of the topic, the others anybody's."""
    random = np.random.default_rng(seed)
    alphabet = list("abcdefghijklmnopqrstuvwxyz")
    words = np.array(["".join(random.choice(alphabet, 7)) for _ in range(2_000)])
    common = 1 / np.arange(1, 2_001)
    topic = random.choice(topics, segments, p=(sizes := random.uniform(1, 4, topics)) / sizes.sum())
    own = random.permutation(2_000)[: topics * 25].reshape(topics, 25)
    anybody = random.choice(2_000, (segments, 20), p=common / common.sum())
    mine = own[topic[:, None], random.integers(25, size=(segments, 20))]
    chosen = np.where(random.random((segments, 20)) < share, mine, anybody)
    texts = [" ".join(words[each]) for each in chosen]
    frame = pd.DataFrame({"source": [f"P{place % 9}" for place in range(segments)], "text": texts})
    return frame.assign(start=range(segments), end=range(1, segments + 1)), topic


@pytest.fixture(scope="session")
def planted() -> Plant:
    return _planted


@pytest.fixture
def codings() -> pd.DataFrame:
    """Codes a and b on the same passages, c and d on the same others, e alone."""
    rows = [
        ("P01", "a", 0, 10, "tax revenue target"),
        ("P01", "b", 2, 8, "tax revenue office"),
        ("P01", "c", 20, 30, "school teacher pupil"),
        ("P01", "d", 25, 35, "teacher pupil lesson"),
        ("P02", "a", 0, 10, "revenue target"),
        ("P02", "b", 9, 12, "tax target"),
        ("P02", "e", 40, 50, "rain cloud"),
        ("P03", "c", 0, 5, "school pupil"),
        ("P03", "d", 4, 9, "school lesson"),
        ("P03", "a", 50, 60, "tax target"),
    ]
    return pd.DataFrame(rows, columns=["source", "code", "start", "end", "text"])
