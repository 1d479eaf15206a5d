from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score, silhouette_score
from threadpoolctl import threadpool_limits

from qualkit import Study
from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.segments import segments
from qualkit.reduction.themes import themes

TAX = ["tax office target", "tax target revenue", "tax revenue office"]
SCHOOL = ["school teachers lesson", "teachers in the school", "lesson of the teachers"]


def frame(*texts: Any) -> pd.DataFrame:
    return pd.DataFrame({"text": [*texts]})


@pytest.mark.parametrize(
    ("method", "least"), [("kmeans", 0.85), ("hdbscan", 0.85), ("ward", 0.75), ("nmf", 0.55)]
)
def test_every_method_finds_planted_topics(planted: Any, method: Any, least: float) -> None:
    texts, topics = planted(1_500, 10)
    found = themes(texts, k=None if method == "hdbscan" else 10, method=method, stability=0)
    assert adjusted_rand_score(topics, found.members["theme"].fillna(0)) > least


def test_many_segments_are_parted_better_than_by_batches_of_k_means_alone(planted: Any) -> None:
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    texts, topics = planted(10_500, 30, share=0.35)
    reduced = TruncatedSVD(100, random_state=0).fit_transform(TfidfVectorizer().fit_transform(texts["text"]))
    alone = MiniBatchKMeans(30, random_state=0, n_init=3).fit_predict(normalize(reduced))
    found = themes(texts, k=30, stability=0).members["theme"]
    agreement = adjusted_rand_score(topics, found)
    assert agreement > max(0.83, adjusted_rand_score(topics, alone) + 0.05)


def test_dense_groups_of_many_segments_are_found_in_a_sample(planted: Any) -> None:
    texts, topics = planted(10_500, 10, share=0.6)
    found = themes(texts, method="hdbscan", stability=0)
    assert adjusted_rand_score(topics, found.members["theme"].fillna(0)) > 0.8


def test_the_number_of_planted_topics_is_chosen(planted: Any) -> None:
    texts, _ = planted(800, 6, share=0.6)
    found = themes(texts, k=range(3, 10), stability=5)
    chosen = found.choice[found.choice["chosen"]]
    assert chosen["k"].tolist() == [6]
    assert chosen["stability"].iloc[0] > 0.9
    assert found.frame["verdict"].eq("stable").all()


def test_threads_and_repetition_change_nothing(planted: Any) -> None:
    texts, _ = planted(1_200, 8, share=0.3)
    once = themes(texts, k=8, stability=3)
    with threadpool_limits(2):
        again = themes(texts, k=8, stability=3)
    pd.testing.assert_frame_equal(once.members, again.members, check_exact=True)
    pd.testing.assert_frame_equal(once.frame, again.frame, check_exact=True)
    pd.testing.assert_frame_equal(once.choice, again.choice, check_exact=True)


def test_material_without_themes_is_called_unstable(planted: Any) -> None:
    texts, _ = planted(400, 2, share=0.0)
    found = themes(texts, k=6, stability=5)
    assert found.choice["stability"].iloc[0] < 0.3
    assert found.frame["verdict"].eq("unstable").all()
    assert any("read their members" in each for each in found.notes)


def test_silhouette_is_that_of_scikit_learn_on_an_encoders_vectors() -> None:
    points = np.random.default_rng(0).normal(size=(40, 4)) + np.repeat(
        [[9, 0, 0, 0], [0, 9, 0, 0]], 20, axis=0
    )
    texts = frame(*(f"{'tax' if row < 20 else 'school'} office" for row in range(40)))
    found = themes(texts, k=2, encoder=lambda _: points, stability=2)
    labels = np.repeat([1, 2], 20)
    assert found.members["theme"].tolist() == labels.tolist()
    assert found.choice["silhouette"].iloc[0] == pytest.approx(
        silhouette_score(points, labels, metric="cosine")
    )


def test_members_keep_their_columns_and_pass_over_what_has_no_words() -> None:
    texts = frame(*TAX, "", None, "and the", *SCHOOL).assign(speaker=list("abcdefghi"))
    found = themes(texts, k=2)
    assert found.members["speaker"].tolist() == list("abcfghi")
    assert found.members["theme"].isna().tolist() == [False] * 3 + [True] + [False] * 3
    assert found.members["typicality"].isna().sum() == 1
    assert "3 of 9 segments have no words" in found.notes[0]
    assert found.frame["size"].sum() == 6


def test_a_dense_groups_outsiders_have_no_theme() -> None:
    random = np.random.default_rng(0)
    points = np.concatenate([random.normal([20, 0, 0], 1, (40, 3)), random.normal([0, 20, 0], 1, (40, 3))])
    points = np.concatenate([points, [[0, 0, 30], [-30, 0, 1], [0, -30, 2]]])
    texts = frame(*(f"word{'abc'[row // 40]} office" for row in range(83)))
    found = themes(texts, method="hdbscan", encoder=lambda _: points, stability=0)
    assert found.members["theme"].iloc[:80].notna().all()
    assert set(found.frame["theme"]) == set(found.members["theme"].dropna())


@pytest.mark.parametrize(
    ("texts", "options", "message"),
    [
        ([], {}, "holds no text"),
        (["tax office", None], {}, "holds one text"),
        (["and the", "of it"], {}, "only stop words"),
        (["12", "34 %"], {}, "No words are left"),
        (TAX, {"k": 5}, "cannot be 5 themes of 3"),
        (TAX, {"k": 1}, "must be 2 or more"),
        (["tax office"] * 5, {"k": 2}, "alike"),
        (TAX, {"method": "lda"}, "no method 'lda'"),
        (TAX, {"method": "hdbscan", "k": 2}, "Leave k out"),
        (TAX, {"method": "hdbscan"}, "no dense group"),
        (TAX, {"method": "nmf", "k": 2, "encoder": len}, "NMF works on words"),
        (TAX, {"encoder": lambda found: np.ones(len(found))}, r"shape \(3,\) of 3 texts"),
        (
            TAX,
            {"encoder": lambda found: np.full((len(found), 2), np.nan)},
            "no finite numbers for 'tax office",
        ),
        ([f"tax{letter} office" for letter in "ab"] * 5_001, {"method": "ward", "k": 2}, "too many for it"),
    ],
)
def test_what_cannot_be_themed_is_said_in_a_sentence(texts: list[Any], options: Any, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        themes(frame(*texts), **options)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(NotFound, match="'words'"):
        themes(frame(*TAX), text="words")


@pytest.mark.parametrize("method", ["kmeans", "ward", "nmf"])
def test_a_handful_of_segments_will_do(method: Any) -> None:
    found = themes(frame(*TAX, *SCHOOL), k=2, method=method)
    assert adjusted_rand_score([0, 0, 0, 1, 1, 1], found.members["theme"]) == 1
    assert len(themes(frame(*TAX, *SCHOOL), k=6, method=method).frame) == 6


def test_fewer_kinds_of_texts_than_themes_are_said() -> None:
    found = themes(frame(*["tax office"] * 6, *["school"] * 4), k=3)
    assert found.frame["size"].tolist() == [6, 4]
    assert any("2 themes could be told apart, not 3" in each for each in found.notes)


def test_a_language_without_stop_words_is_said() -> None:
    assert "'tlh'" in themes(frame(*TAX, *SCHOOL), k=2, language="tlh").notes[0]


def test_statistics_that_are_missing_have_a_reason() -> None:
    found = themes(frame(*TAX), k=3, stability=0)
    assert found.choice[["silhouette", "stability"]].isna().all(axis=None)
    assert sum("silhouette" in each or "stability" in each for each in found.notes) == 2


def test_the_provenance_says_what_made_the_themes() -> None:
    made = themes(frame(*TAX, *SCHOOL), k=2, seed=3).provenance
    assert (made["method"], made["k"], made["seed"], made["segments"]) == ("kmeans", 2, 3, 6)
    assert made["encoder"] == "TF-IDF + SVD"
    assert {"scikit-learn", "scipy", "numpy"} <= set(made["versions"])


def test_themes_of_the_coaching_corpus_are_the_agencies_matters(corpus: Path, tmp_path: Path) -> None:
    with Study.create(tmp_path / "study.qualkit", title="Coaching", language="id", coder="ana") as study:
        study.collection.add(corpus)
        turns = study.turns
    found = themes(turns[turns["text"].str.split().str.len() > 5], k=17, language="id", stability=0)
    together = [{"sampah", "bank", "tps"}, {"pasien", "dokter"}, {"kabupaten", "kota"}, {"samsat", "upt"}]
    for words in together:
        assert any(words <= set(each) for each in found.frame["words"])
    assert not {"nya", "yang", "kan", "sih", "ya", "nggak"} & set(found.frame["words"].explode())


def test_themes_of_a_real_project_part_its_minutes_from_its_research(shared: Path) -> None:
    rows = [
        (path.parent.name, text[start:end])
        for path in sorted((shared / "corpora" / "tanf" / "docs").rglob("*.md"))
        for text in [path.read_text(encoding="utf-8")]
        for start, end in segments(text, "paragraph")
        if len(text[start:end].split()) > 5
    ]
    texts = pd.DataFrame(rows, columns=["folder", "text"])
    found = themes(texts, k=4, stability=3)
    counts = pd.crosstab(found.members["theme"], found.members["folder"])
    research = counts["Research-Syntheses"] / counts.sum(axis=1)
    assert research.max() > 0.5
    assert research.min() < 0.1
    assert "github" not in set(found.frame["words"].str[0])


def test_a_theme_of_one_segment_is_not_called_stable() -> None:
    texts = frame("tax office budget", "tax budget office", "river forest rain")
    verdicts = themes(texts, k=2, language="en").frame["verdict"]
    assert verdicts.iloc[1] == "a single segment: nothing to be stable about"
