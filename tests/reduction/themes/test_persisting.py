from __future__ import annotations

from typing import Any

import pandas as pd

from qualkit.reduction.themes import themes


def test_themes_that_persist_keep_number_and_label_when_sources_come_in(planted: Any) -> None:
    texts, topics = planted(900, 6, share=0.6)
    first = texts[topics != topics[0]][:500]
    before = themes(first, k=5, stability=0)
    before = before.named({int(theme): f"Theme of {theme}" for theme in before.frame["theme"]})
    after = themes(texts, k=6, stability=0, before=before)
    assert set(before.frame["label"]) < set(after.frame["label"])
    old = before.members["theme"]
    assert (after.members.loc[old.index, "theme"] == old).mean() > 0.95
    (new,) = set(after.frame["theme"]) - set(before.frame["theme"])
    assert new == 6
    assert "5 of the 5 earlier themes persist" in after.notes[-1]


def test_a_theme_that_dissolved_leaves_its_number_unused(planted: Any) -> None:
    texts, _ = planted(600, 4, share=0.6)
    before = themes(texts, k=4, stability=0)
    gone = before.members["theme"] == 2
    after = themes(texts[~gone], k=3, stability=0, before=before)
    assert sorted(after.frame["theme"]) == [1, 3, 4]
    assert "theme 2 did not" in after.notes[-1]


def test_without_common_segments_themes_are_matched_by_their_words() -> None:
    first = ["tax office target", "target of tax office", "school teacher lesson", "lesson teacher school"]
    later = [
        "office tax target now",
        "tax target office then",
        "teacher school lesson now",
        "school lesson teacher",
    ]
    before = themes(pd.DataFrame({"text": first}), k=2).named({1: "Revenue"})
    after = themes(pd.DataFrame({"text": later}), k=2, before=before)
    assert after.frame.set_index("label")["words"]["Revenue"][0] in {"tax", "office", "target"}
