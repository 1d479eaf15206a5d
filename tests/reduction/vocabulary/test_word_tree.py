from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.vocabulary import word_tree

TURNS = pd.DataFrame({"text": ["We set the target. We set a plan", None, "We met, we set the plan."]})


def branches(word: str, **options: Any) -> dict[str, int]:
    """The words from the root to each node, and how often they are said."""
    tree = word_tree(TURNS, word, **options)
    path: dict[int, str] = {}
    for row in tree.itertuples():
        path[row.node] = row.word if pd.isna(row.parent) else f"{path[row.parent]} {row.word}"
    return dict(zip(path.values(), tree["count"].tolist(), strict=True))


def test_branches_follow_the_word_to_the_end_of_its_sentence() -> None:
    assert branches("we", depth=3) == {
        "we": 4,
        "we set": 3,
        "we met": 1,
        "we set the": 2,
        "we set a": 1,
        "we met we": 1,
        "we set the plan": 1,
        "we set the target": 1,
        "we set a plan": 1,
        "we met we set": 1,
    }


def test_a_tree_can_grow_to_the_left_of_a_phrase() -> None:
    assert branches("THE plan", side="left", depth=2) == {
        "the plan": 1,
        "the plan set": 1,
        "the plan set we": 1,
    }


def test_rare_branches_can_be_left_out() -> None:
    assert branches("we", least=2) == {"we": 4, "we set": 3, "we set the": 2}


def test_nodes_are_numbered_with_parents_before_children() -> None:
    tree = word_tree(TURNS, "we")
    assert tree.columns.tolist() == ["node", "parent", "word", "count", "depth"]
    assert tree["node"].tolist() == list(range(len(tree)))
    assert pd.isna(tree.loc[0, "parent"])
    assert (tree["parent"] < tree["node"])[1:].all()


@pytest.mark.parametrize("word", ["budget", "the we", "we budget", "...", ""])
def test_a_word_that_nobody_says_is_not_found(word: str) -> None:
    with pytest.raises(NotFound, match="No text holds"):
        word_tree(TURNS, word)


@pytest.mark.parametrize("options", [{"side": "up"}, {"depth": 0}])
def test_a_tree_needs_a_side_and_a_depth(options: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="A word tree"):
        word_tree(TURNS, "we", **options)


def test_counts_of_a_real_text_are_those_of_a_regular_expression(shared: Path) -> None:
    files = sorted((shared / "corpora" / "tanf").rglob("*.md"))[:60]
    texts = [each.read_text(encoding="utf-8", errors="replace") for each in files]
    tree = word_tree(pd.DataFrame({"text": texts}), "the", depth=1)
    folded = " ".join(" | ".join(texts).lower().replace("’", "'").split())
    pattern = r"(?<![\w'‑-])the(?![\w'‑-])[^\w.!?…;:]+(?<!\|)(?<!\| )(\w+(?:['‑-]\w+)*)"
    expected = Counter(re.findall(pattern, folded))
    found = tree[tree["depth"] == 1]
    assert len(found) > 100
    assert dict(zip(found["word"], found["count"], strict=True)) == dict(expected)
