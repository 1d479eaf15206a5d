"""Themes of the composed corpus, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Study

Answer = Callable[[dict[str, object]], tuple[int, str]]


def test_an_adopted_theme_is_a_pattern_code_with_its_codings(coaching: Study) -> None:
    before = len(coaching.codings)
    found = coaching.reduction.themes(4, unit="turn")
    assert len(coaching.codings) == before
    identity = found.adopt(1, as_code="what it is about")
    code = coaching.codebook["what it is about"]
    assert code.kind == "pattern"
    made = coaching.codings[coaching.codings["code"] == "what it is about"]
    members = found.members[found.members["theme"] == 1]
    assert len(made) == len(members) == found.frame["size"].iloc[0]
    assert set(made["origin"]) == {"model"}
    assert set(zip(made["source"], made["start"], made["end"], strict=True)) == set(
        zip(members["source"], members["start"], members["end"], strict=True)
    )
    memo = coaching.memos[coaching.memos["about"] == "what it is about"].iloc[0]
    assert "seed: 0" in memo["text"]
    assert coaching.codes.set_index("code")["code_id"]["what it is about"] == identity
    assert coaching.verify_audit().empty
    coaching.undo()
    assert len(coaching.codings) == before
    assert "what it is about" not in coaching.codebook


def test_a_theme_can_be_adopted_into_a_code_for_review(coaching: Study) -> None:
    found = coaching.reduction.themes(3, unit="turn")
    coaching.reduction.define("theme")
    coaching.reduction.adopt(found, 2, as_code="THEME", status="suggested")
    made = coaching.codings[coaching.codings["code"] == "theme"]
    assert set(made["status"]) == {"suggested"}
    with pytest.raises(qk.NotFound):
        found.adopt(9, as_code="none")


def test_a_theme_of_codes_puts_them_below_a_pattern_code(coaching: Study) -> None:
    found = coaching.reduction.themes(3, unit="code", by="wording")
    codes = set(found.members.loc[found.members["theme"] == 1, "code"])
    found.adopt(1, as_code="together")
    assert set(coaching.codebook.children("together")) == codes
    assert coaching.verify_audit().empty


def test_themes_of_codings_and_saturation_use_what_was_accepted(coaching: Study) -> None:
    found = coaching.reduction.themes(3, unit="coding")
    accepted = coaching.codings[coaching.codings["status"] == "accepted"]
    assert len(found.members) == len(accepted)
    reached = coaching.reduction.saturation(draws=20)
    assert reached.frame["cumulative"].iloc[-1] == accepted["code"].nunique()
    assert reached.frame["source"].tolist()[0] in set(coaching.sources["source"])


def test_themes_of_chosen_segments_can_be_adopted(coaching: Study) -> None:
    segments = coaching.reduction.segments("turn")
    long = segments[segments["text"].str.len() > 100]
    found = coaching.reduction.themes(3, unit=long)
    assert len(found.members) == len(long)
    found.adopt(1, as_code="long talk", parent="goal", status="suggested")
    assert coaching.codebook["long talk"].parent == "goal"
    with pytest.raises(qk.InvalidInput, match="no status"):
        found.adopt(2, as_code="other", status="bogus")
    coaching.collection.remove(long["source"].iloc[0])
    with pytest.raises(qk.Conflict, match="no source"):
        found.adopt(int(found.members["theme"].iloc[0]), as_code="gone")


def test_a_code_never_comes_to_stand_below_itself(coaching: Study) -> None:
    found = coaching.reduction.themes(2, unit="code", by="wording")
    member = found.members.loc[found.members["theme"] == 1, "code"].iloc[0]
    before = coaching.codes
    with pytest.raises(qk.InvalidInput, match="own ancestor"):
        found.adopt(1, as_code="circle", parent=member)
    assert coaching.codes.equals(before)


def test_words_of_a_theme_are_pseudonymised_though_they_are_written_small(
    coaching: Study, tmp_path: Path
) -> None:
    found = coaching.reduction.themes(4, unit="turn")
    found.adopt(1, as_code="theme")
    word = found.frame["words"].iloc[0][0]
    name = word.capitalize()
    coaching.collection.pseudonymise({name: "[X]"}, key=tmp_path / "key", passphrase="long enough to hold")
    assert word not in coaching.codebook["theme"].definition
    assert word not in coaching.memos.loc[coaching.memos["about"] == "theme", "text"].iloc[0]


def test_themes_of_texts_from_nowhere_cannot_be_adopted(coaching: Study) -> None:
    texts = coaching.reduction.segments("turn")[["text"]]
    with pytest.raises(qk.InvalidInput, match="where they stand"):
        coaching.reduction.themes(3, unit=texts).adopt(1, as_code="none")
    assert "none" not in coaching.codebook
