from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_distances

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.themes import code_themes


def test_codes_on_the_same_passages_are_one_theme(codings: pd.DataFrame) -> None:
    found = code_themes(codings, k=3)
    assert found.frame["words"].tolist() == [["a", "b"], ["c", "d"], ["e"]]
    assert found.members["codings"].tolist() == [3, 2, 2, 2, 1]
    assert found.notes[0] == "Near no other code: e."


def test_a_theme_of_one_code_is_not_called_stable(codings: pd.DataFrame) -> None:
    verdicts = code_themes(codings, k=3).frame["verdict"].tolist()
    assert verdicts[2] == "a single code: nothing to be stable about"
    assert verdicts[0] == "stable"


def test_nearness_is_the_share_of_codings_that_overlap(codings: pd.DataFrame) -> None:
    found = code_themes(codings, k=3, stability=0)
    # 2 of 3 codings of a, and both of b, overlap with one of the other.
    assert found.links["distance"].min() == pytest.approx(0)
    assert found.members.set_index("code")["typicality"]["a"] == pytest.approx(4 / 5)


def test_codes_of_the_same_words_are_one_theme(codings: pd.DataFrame) -> None:
    found = code_themes(codings, by="wording", k=3, stability=0)
    assert [set(each) for each in found.frame["words"]] == [{"a", "b"}, {"c", "d"}, {"e"}]
    joined = codings.groupby("code")["text"].agg(" ".join)
    distances = cosine_distances(TfidfVectorizer(sublinear_tf=True).fit_transform(joined))
    assert found.links["distance"].iloc[0] == pytest.approx(min(distances[0, 1], distances[2, 3]))


def test_the_number_of_themes_is_chosen_and_codes_are_the_leaves(codings: pd.DataFrame) -> None:
    found = code_themes(codings)
    assert found.choice["chosen"].sum() == 1
    assert found.choice["k"].tolist() == [2, 3, 4]
    assert found.leaves["label"].tolist() == found.members["code"].tolist()
    assert len(found.links) == 4
    assert found.choice["stability"].notna().all()


def test_overlaps_count_within_a_source_only(codings: pd.DataFrame) -> None:
    apart = codings.assign(source=[f"P{row}" for row in range(len(codings))])
    with pytest.raises(InvalidInput, match=r"No two codes overlap.*by='wording'"):
        code_themes(apart)


def test_what_cannot_be_grouped_is_said(codings: pd.DataFrame) -> None:
    with pytest.raises(InvalidInput, match="with 2 codes"):
        code_themes(codings[codings["code"].isin(["a", "b"])])
    with pytest.raises(InvalidInput, match="by 'date'"):
        code_themes(codings, by="date")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="6 themes of 5"):
        code_themes(codings, k=6)
    with pytest.raises(NotFound, match="'text'"):
        code_themes(codings.drop(columns="text"), by="wording")


def test_codes_can_each_be_a_theme(codings: pd.DataFrame) -> None:
    found = code_themes(codings, k=5)
    assert found.frame["size"].tolist() == [1] * 5
    assert np.isnan(found.choice["silhouette"].iloc[0])
