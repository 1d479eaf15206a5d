from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import chi2, chi2_contingency, norm

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.vocabulary import keyness
from qualkit.reduction.vocabulary.keyness import _Counts, _log_likelihood

SAID = {
    "a": {"trust": 30, "money": 12, "letter": 1, "the": 40},
    "b": {"trust": 9, "money": 25, "plan": 7, "the": 60},
}
TURNS = pd.DataFrame(
    [(group, word) for group, words in SAID.items() for word, count in words.items() for _ in range(count)],
    columns=["group", "text"],
)


def compared(**options: Any) -> pd.DataFrame:
    return keyness(TURNS, by="group", one="a", **options).set_index("term")


@pytest.mark.parametrize(
    ("cells", "score"),
    [
        ((110, 2442, 111, 29114), 270.72),
        ((29, 13, 123, 31612), 263.90),
        ((31, 23, 139, 31584), 256.84),
        ((10, 0, 3, 31764), 167.23),
        ((76, 104, 2476, 29121), 157.21),
    ],
)
def test_log_likelihood_is_that_of_dunning_1993_table_1(
    cells: tuple[int, int, int, int], score: float
) -> None:
    both, first, second, neither = cells
    one = _Counts(np.array([both]), both + first)
    other = _Counts(np.array([second]), second + neither)
    assert round(float(_log_likelihood(one, other)[0][0]), 2) == score


def test_log_likelihood_is_scipys() -> None:
    found = compared()
    totals = {group: sum(words.values()) for group, words in SAID.items()}
    for term, row in found.iterrows():
        table = [[SAID[each].get(str(term), 0) for each in SAID]]
        table.append([totals[each] - count for each, count in zip(SAID, table[0], strict=True)])
        peer = chi2_contingency(table, correction=False, lambda_="log-likelihood")
        assert row["score"] == pytest.approx(peer.statistic)
        assert row["p"] == pytest.approx(peer.pvalue)
        assert row["p"] == pytest.approx(chi2.sf(row["score"], df=1))


def test_log_odds_are_those_of_monroe_and_others_2008() -> None:
    found = compared(measure="log-odds")
    totals = {group: sum(words.values()) for group, words in SAID.items()}
    prior_total = sum(totals.values())
    for term, row in found.iterrows():
        one, other = (SAID[each].get(str(term), 0) for each in SAID)
        prior = one + other
        odds_one = (one + prior) / (totals["a"] + prior_total - one - prior)
        odds_other = (other + prior) / (totals["b"] + prior_total - other - prior)
        delta = math.log(odds_one) - math.log(odds_other)
        z = delta / math.sqrt(1 / (one + prior) + 1 / (other + prior))
        assert row["effect"] == pytest.approx(delta)
        assert row["score"] == pytest.approx(z)
        assert row["p"] == pytest.approx(2 * norm.sf(abs(z)))


def test_terms_run_from_those_of_the_one_group_to_those_of_the_other() -> None:
    found = compared()
    assert found.index.tolist() == ["trust", "letter", "the", "money", "plan"]
    assert found.loc["trust", ["count_one", "count_other"]].tolist() == [30, 9]
    assert found.loc["trust", "share_one"] == 30 / 83
    assert found.loc["trust", "effect"] == pytest.approx(math.log2((30 / 83) / (9 / 101)))
    assert found.loc["plan", "effect"] == pytest.approx(math.log2((0.5 / 83) / (7 / 101)))


def test_stop_words_are_left_out_but_counted_among_all() -> None:
    found = compared(language="en")
    assert "the" not in found.index
    assert found.loc["trust", "share_one"] == 30 / 83


def test_a_term_must_be_said_often_enough_by_both_together() -> None:
    assert compared(least=8).index.tolist() == ["trust", "the", "money"]


def test_a_group_is_compared_with_one_other_or_all_others() -> None:
    more = pd.concat([TURNS, pd.DataFrame({"group": ["c", None], "text": ["plan", "trust"]})])
    assert keyness(more, by="group", one="a", other="b")["count_other"].sum() == 101
    assert keyness(more, by="group", one="a")["count_other"].sum() == 102


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"one": "A group"}, NotFound, "There are: a, b"),
        ({"one": "a", "by": "groups"}, NotFound, "Did you mean 'group'"),
        ({"one": "a", "other": "a"}, InvalidInput, "'a' says nothing"),
        ({"one": "a", "measure": "chi2"}, InvalidInput, "Take log-likelihood or log-odds"),
    ],
)
def test_what_cannot_be_compared_is_refused(options: dict[str, Any], error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        keyness(TURNS, **{"by": "group", **options})


def test_groups_that_say_one_word_have_no_odds() -> None:
    frame = pd.DataFrame({"group": ["a", "b"], "text": ["ya", "ya ya"]})
    with pytest.raises(InvalidInput, match="no odds to compare"):
        keyness(frame, by="group", one="a", measure="log-odds")
    assert keyness(frame, by="group", one="a")["score"].tolist() == [0]
