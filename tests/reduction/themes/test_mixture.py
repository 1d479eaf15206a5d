from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.metrics import adjusted_rand_score

from qualkit.reduction.themes.mixture import settle
from qualkit.reduction.themes.words import count_words


def test_segments_put_in_wrong_themes_find_theirs(planted: Any) -> None:
    texts, topics = planted(600, 5)
    counts = count_words(texts["text"].tolist(), stop=frozenset()).counts
    random = np.random.default_rng(0)
    wrong = np.where(random.random(600) < 0.4, random.integers(5, size=600), topics)
    assert adjusted_rand_score(topics, wrong) < 0.5
    assert adjusted_rand_score(topics, settle(counts, wrong)) > 0.95


def test_no_theme_is_emptied() -> None:
    counts = count_words([*["tax rain"] * 20, *["rain"] * 20, *["tax"] * 3], stop=frozenset()).counts
    labels = np.repeat([0, 1, 2], [20, 20, 3])
    assert set(settle(counts, labels)) == {0, 1, 2}
