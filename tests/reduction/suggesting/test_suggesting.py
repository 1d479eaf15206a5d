"""Suggestions are learned from what people coded, and say how far they can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.feature_extraction.text import TfidfVectorizer

from qualkit import Study
from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.segments import segments
from qualkit.reduction.suggesting import Suggestions, suggest

TOPICS = {"weather": "rain cloud wind storm", "money": "coin bank loan price"}
BOOK = Codebook((Code(name="weather"), Code(name="money"), Code(name="rare")))


def talk(sources: int = 12, turns: int = 12) -> pd.DataFrame:
    """Turns of sources in which every third is of the weather and every third of money."""
    rng = np.random.default_rng(0)
    filler = ["well", "then", "so", "perhaps", "they", "said", "it", "always", "like", "that", "us", "here"]
    rows = []
    for source in range(sources):
        end = 0
        for turn in range(turns):
            topic = ["", *TOPICS][turn % 3]
            of_topic = rng.choice(TOPICS[topic].split(), 2) if topic else []
            words = [*rng.choice(filler, 6, replace=False), *of_topic]
            text = " ".join(rng.permutation(words))
            rows.append((f"P{source:02}", turn, end, end + len(text), text, topic))
            end += len(text) + 1
    return pd.DataFrame(rows, columns=["source", "turn", "start", "end", "text", "topic"])


def coded(segments: pd.DataFrame, *, status: str = "accepted") -> pd.DataFrame:
    """Codings of whole segments by their topics."""
    topical = segments[segments["topic"] != ""]
    return topical[["source", "start", "end"]].assign(code=topical["topic"], status=status)


@pytest.fixture(scope="module")
def all_talk() -> pd.DataFrame:
    return talk()


@pytest.fixture(scope="module")
def half(all_talk: pd.DataFrame) -> Suggestions:
    """What is suggested when half of the sources are coded."""
    return suggest(all_talk, coded(all_talk[all_talk["source"] < "P06"]), BOOK)


def test_sources_that_nobody_coded_get_the_codes_that_the_coded_ones_taught(
    half: Suggestions, all_talk: pd.DataFrame
) -> None:
    new = half.frame[half.frame["source"] >= "P06"]
    found = set(zip(new["source"], new["start"], new["code"], strict=True))
    rest = coded(all_talk[all_talk["source"] >= "P06"])
    assert found == set(zip(rest["source"], rest["start"], rest["code"], strict=True))
    assert half.frame["confidence"].between(0.5, 1).all()


def test_the_words_that_weighed_are_those_of_the_code(half: Suggestions) -> None:
    weather = half.frame[half.frame["code"] == "weather"]
    assert all(why and why[0][0] in TOPICS["weather"].split() for why in weather["why"])
    assert all(weight > 0 for why in weather["why"] for _, weight in why)


def test_suggestions_stand_in_the_order_of_the_texts(half: Suggestions) -> None:
    ordered = half.frame.sort_values(["source", "start"], kind="stable", ignore_index=True)
    pd.testing.assert_frame_equal(half.frame, ordered)


def test_what_was_accepted_or_rejected_is_not_suggested_again(all_talk: pd.DataFrame) -> None:
    known = all_talk[all_talk["source"] < "P06"]
    refused = coded(
        all_talk[(all_talk["source"] == "P07") & (all_talk["topic"] == "money")], status="rejected"
    )
    found = suggest(all_talk, pd.concat([coded(known), refused]), BOOK).frame
    money = found[found["code"] == "money"]
    assert not money["source"].isin([*known["source"], "P07"]).any()
    assert "P08" in set(money["source"])


def test_codings_that_are_only_suggested_teach_nothing(half: Suggestions, all_talk: pd.DataFrame) -> None:
    known = coded(all_talk[all_talk["source"] < "P06"])
    wrong = known.assign(code=known["code"].map({"weather": "money", "money": "weather"}), status="suggested")
    again = suggest(all_talk, pd.concat([known, wrong]), BOOK)
    pd.testing.assert_frame_equal(again.frame, half.frame)


def test_the_same_seed_gives_the_same_suggestions_in_any_order_of_rows(
    half: Suggestions, all_talk: pd.DataFrame
) -> None:
    known = coded(all_talk[all_talk["source"] < "P06"]).iloc[::-1]
    again = suggest(all_talk.sample(frac=1, random_state=1), known, BOOK)
    pd.testing.assert_frame_equal(again.frame, half.frame)
    pd.testing.assert_frame_equal(again.quality, half.quality)


def test_quality_is_of_folds_of_whole_sources_where_there_are_enough(
    half: Suggestions, all_talk: pd.DataFrame
) -> None:
    assert half.quality["code"].tolist() == ["weather", "money"]
    assert half.quality["positives"].tolist() == [24, 24]
    assert half.quality["support"].tolist() == [72, 72]
    assert (half.quality["f1"] > 0.9).all()
    assert set(half.quality["validation"]) == {"5 folds of whole sources"}
    few = suggest(all_talk, coded(all_talk[all_talk["source"] < "P02"]), BOOK)
    assert few.quality["validation"].str.startswith("5 folds of segments").all()


def test_uncertain_segments_are_ranked_by_turns_over_the_codes(half: Suggestions) -> None:
    ranked = half.ranked("uncertainty")
    assert set(ranked["code"].iloc[:2]) == set(ranked["code"].iloc[2:4]) == {"weather", "money"}
    for _, of_code in ranked.groupby("code"):
        assert (of_code["confidence"] - 0.5).abs().is_monotonic_increasing
    assert half.ranked()["confidence"].is_monotonic_decreasing
    assert list(ranked.columns) == list(half.frame.columns)


def test_an_unknown_order_is_refused(half: Suggestions) -> None:
    with pytest.raises(InvalidInput, match="confidence or uncertainty"):
        half.ranked("alphabet")  # type: ignore[arg-type]


def test_a_code_with_few_segments_is_left_out_with_the_reason(all_talk: pd.DataFrame) -> None:
    known = coded(all_talk[all_talk["source"] < "P06"])
    rare = known.head(3).assign(code="rare")
    found = suggest(all_talk, pd.concat([known, rare]), BOOK)
    assert found.left_out["code"].tolist() == ["rare"]
    assert found.left_out["segments"].tolist() == [3]
    assert "At least 5 are needed" in found.left_out["reason"].iloc[0]
    assert "rare" not in set(found.quality["code"])


def test_a_retired_code_is_left_out(all_talk: pd.DataFrame) -> None:
    book = Codebook((Code(name="weather"), Code(name="money", retired=True)))
    found = suggest(all_talk, coded(all_talk), book)
    assert found.left_out["code"].tolist() == ["money"]
    assert "retired" in found.left_out["reason"].iloc[0]


def test_a_code_that_every_judged_segment_has_cannot_be_learned(all_talk: pd.DataFrame) -> None:
    everywhere = all_talk[["source", "start", "end"]].assign(code="weather", status="accepted")
    with pytest.raises(InvalidInput, match="weather: Hardly a judged segment lacks it"):
        suggest(all_talk, everywhere, BOOK)


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_without_an_accepted_coding_there_is_nothing_to_learn(all_talk: pd.DataFrame, status: str) -> None:
    with pytest.raises(InvalidInput, match="nothing to learn from"):
        suggest(all_talk, coded(all_talk, status=status), BOOK)


def test_texts_without_a_common_word_are_refused(all_talk: pd.DataFrame) -> None:
    strange = all_talk.assign(text=[f"x{place}" for place in range(len(all_talk))])
    with pytest.raises(InvalidInput, match="No word stands in two of the segments"):
        suggest(strange, coded(all_talk), BOOK)


def test_unknown_codes_and_columns_are_not_found(all_talk: pd.DataFrame) -> None:
    with pytest.raises(NotFound, match="'weather'"):
        suggest(all_talk, coded(all_talk), BOOK, codes="wether")
    with pytest.raises(NotFound, match="'turn'"):
        suggest(all_talk.drop(columns="turn"), coded(all_talk), BOOK)


@pytest.mark.parametrize("setting", [{"least": 1}, {"folds": 1}, {"confidence": 1.0}])
def test_settings_out_of_range_are_refused(all_talk: pd.DataFrame, setting: dict[str, int]) -> None:
    with pytest.raises(InvalidInput, match="at least 2"):
        suggest(all_talk, coded(all_talk), BOOK, **setting)  # type: ignore[arg-type]


def test_missing_texts_are_passed_over(half: Suggestions, all_talk: pd.DataFrame) -> None:
    missing = all_talk.iloc[[0]].assign(source="Z", text=None)
    again = suggest(pd.concat([missing, all_talk]), coded(all_talk[all_talk["source"] < "P06"]), BOOK)
    pd.testing.assert_frame_equal(again.frame, half.frame, check_dtype=False)


def test_an_encoder_replaces_the_words_and_still_tells_which_weighed(all_talk: pd.DataFrame) -> None:
    vectorizer = TfidfVectorizer().fit(all_talk["text"])

    def encode(texts: Sequence[str]) -> np.ndarray:
        dense: np.ndarray = vectorizer.transform(texts).toarray()
        return dense

    found = suggest(all_talk, coded(all_talk[all_talk["source"] < "P06"]), BOOK, encoder=encode)
    assert "encode" in found.provenance["representation"]
    money = found.frame[found.frame["code"] == "money"]
    assert all(why[0][0] in TOPICS["money"].split() for why in money["why"])


def test_an_encoder_that_makes_no_rows_of_numbers_is_refused(all_talk: pd.DataFrame) -> None:
    with pytest.raises(InvalidInput, match=r"shape \(3,\)"):
        suggest(all_talk, coded(all_talk), BOOK, encoder=lambda _: np.ones(3))


def test_provenance_says_what_made_the_suggestions(half: Suggestions) -> None:
    assert half.provenance["segments"] == 144
    assert half.provenance["read"] == 72
    assert half.provenance["seed"] == 0


def test_a_display_shows_the_quality_of_each_code_and_the_surest_suggestions(half: Suggestions) -> None:
    assert "average_precision" in half._repr_html_()
    head, *first = repr(half).split("\n")
    assert head == f"<Suggestions: {len(half.frame)} for 2 codes; 0 codes left out>"
    assert len(first) == 5
    surest = half.ranked().iloc[0]
    for shown in (first[0], half._repr_html_()):
        assert surest["code"] in shown
        assert f"{surest['source']}:{surest['turn']}" in shown
        assert " ".join(surest["text"].split()[:3]) in shown
        assert ", ".join(word for word, _ in surest["why"]) in shown
    assert "<script>" not in replace(half, frame=half.frame.assign(text="<script>"))._repr_html_()
    assert repr(half.narrowed("P99")).endswith("left out>")
    assert set(half.narrowed("P07").frame["source"]) == {"P07"}


def test_in_the_composed_study_most_suggestions_of_uncoded_sources_are_right(
    corpus: Path, tmp_path: Path
) -> None:
    """The patterns of the codebook code all sources; from half of them the model learns the rest."""
    with Study.create(tmp_path / "s.qualkit", title="Coaching", language="id", coder="ana") as study:
        study.collection.add(corpus)
        study.reduction.use_codebook(corpus.parents[1] / "codebooks" / "coaching-opd.yaml")
        study.reduction.autocode()
        codings, book, sentences = study.codings, study.codebook, _sentences(study.turns)
    known = codings[codings["source"].isin(sorted(codings["source"].unique())[::2])]
    found = suggest(sentences, known, book)
    new = found.frame[~found.frame["source"].isin(known["source"])]
    rest = codings[~codings["source"].isin(known["source"]) & codings["code"].isin(found.quality["code"])]
    right = new.merge(rest, on=["source", "start", "end", "code"])
    assert len(right) > 0.75 * len(new)
    assert len(right) > 0.6 * len(rest)


def _sentences(turns: pd.DataFrame) -> pd.DataFrame:
    heard = turns[turns["role"] != "interviewer"]
    rows = [
        (source, turn, offset + start, offset + end, text[start:end])
        for source, turn, offset, text in heard[["source", "turn", "start", "text"]].itertuples(index=False)
        for start, end in segments(text, "sentence", language="id")
    ]
    return pd.DataFrame(rows, columns=["source", "turn", "start", "end", "text"])


def test_confidence_can_be_believed_in_real_documents(shared: Path) -> None:
    """Lines of a real project's research reports, coded by the section that they stand under."""
    lines, codings, book = _reports(shared / "corpora" / "tanf" / "docs")
    found = suggest(lines, codings, book)
    by_chance = found.quality["positives"] / found.quality["support"]
    assert (found.quality["average_precision"] > 1.3 * by_chance).all()
    bins = found.reliability
    gap = (bins["confidence"] - bins["share"]).abs()
    assert (gap * bins["segments"]).sum() / bins["segments"].sum() < 0.03


def _reports(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, Codebook]:
    names = ("what we learned", "who we talked to", "what we did", "what we tested")
    lines, codings = [], []
    for path in sorted(folder.glob("User-Experience/Research-Syntheses/*.md")):
        end, section, depth = 0, "", 0
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(keepends=True)):
            start, end = end, end + len(line)
            if line.startswith("#"):
                heading, level = line.strip("#*: \n").lower(), len(line) - len(line.lstrip("#"))
                if heading in names or level <= depth:
                    section, depth = heading if heading in names else "", level
            elif line.strip():
                lines.append((path.stem, number, start, end, line))
                codings += [(path.stem, start, end, section, "accepted")] * bool(section)
    return (
        pd.DataFrame(lines, columns=["source", "turn", "start", "end", "text"]),
        pd.DataFrame(codings, columns=["source", "start", "end", "code", "status"]),
        Codebook(tuple(Code(name=name) for name in names)),
    )
