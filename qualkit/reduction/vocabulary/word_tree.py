"""The word tree: how the sentences go on after a word, or lead up to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.vocabulary.words import words

Side = Literal["right", "left"]


def word_tree(
    frame: pd.DataFrame,
    word: str,
    *,
    side: Side = "right",
    depth: int = 5,
    text: str = "text",
    least: int = 1,
) -> pd.DataFrame:
    """Lay out what is said after a word or phrase, or before it, as a tree.

    Parameters
    ----------
    frame
        Any frame with a column of texts; missing texts are passed over.
    word
        The word or phrase at the root, in any case.
    side
        ``right``: what follows; ``left``: what comes before, from the word backwards.
    depth
        The number of words to go; no branch runs over the end of a sentence or text.
    text
        The column that holds the texts.
    least
        Leave out branches that are said less often.

    Returns
    -------
    DataFrame
        ``node parent word count depth``, a row a node: the root is node 0, at depth 0 and without a parent;
        each parent comes before its children, and the more frequent child first. ``count`` is how often
        the words from the root to the node are said.

    Raises
    ------
    NotFound
        If no text holds the word, or the frame has no such column.
    InvalidInput
        If the side is neither, or the depth is less than 1.

    References
    ----------
    Wattenberg and Viégas (2008), IEEE Transactions on Visualization and Computer Graphics 14(6).

    Examples
    --------
    >>> turns = pd.DataFrame({"text": ["We set the target.", "The target moved; the budget did not."]})
    >>> word_tree(turns, "the", depth=1)[["word", "count"]].to_numpy().tolist()
    [['the', 3], ['target', 2], ['budget', 1]]
    """
    if side not in ("right", "left"):
        raise InvalidInput(f"A word tree does not grow to the {side!r}. Take right or left.")
    if depth < 1:
        raise InvalidInput(f"A word tree cannot have a depth of {depth}. Give 1 or more.")
    said = words(frame, text, language="xx")
    phrase = _phrase(word)
    row, path = (said.numbers, phrase) if side == "right" else (said.numbers[::-1], phrase[::-1])
    row = np.append(row, -1)
    places = _ends(row, pd.Index(said.types, dtype=object).get_indexer(pd.Index(path, dtype=object)))
    if len(places) == 0:
        raise NotFound(f"No text holds {word!r}. Write it as it is said; a word tree takes no wildcards.")
    root = pd.DataFrame(
        {"node": [0], "parent": pd.NA, "word": " ".join(phrase), "count": len(places), "depth": 0}
    )
    tree = pd.concat([root, *_levels(row, places, said.types, depth=depth, least=least)], ignore_index=True)
    return tree.astype({"parent": "Int64"})


def _phrase(word: str) -> list[str]:
    asked = words(pd.DataFrame({"text": [word]}), "text", language="xx")
    return [asked.types[number] for number in asked.numbers if number >= 0]


def _ends(row: Positions, path: Positions) -> Positions:
    """Where the last word of each occurrence of a path stands."""
    if not len(path) or (path < 0).any():
        return np.array([], np.int64)
    places = np.flatnonzero(row == path[0])
    for number in path[1:]:
        places = places[row[places + 1] == number] + 1
    return places


def _levels(
    row: Positions, places: Positions, types: Sequence[str], *, depth: int, least: int
) -> Iterator[pd.DataFrame]:
    """The nodes at each depth, from those of the hits that go on."""
    hits = pd.DataFrame({"place": places, "parent": 0})
    free = 1
    for level in range(1, depth + 1):
        hits["place"] += 1
        hits["number"] = row[hits["place"]]
        hits = hits[hits["number"] >= 0]
        nodes = _nodes(hits, types, least=least)
        nodes["node"] = np.arange(free, free + len(nodes))
        free += len(nodes)
        yield nodes[["node", "parent", "word", "count"]].assign(depth=level)
        hits = hits.merge(nodes, on=["parent", "number"])[["place", "node"]]
        hits = hits.rename(columns={"node": "parent"})


def _nodes(hits: pd.DataFrame, types: Sequence[str], *, least: int) -> pd.DataFrame:
    grouped = hits.groupby(["parent", "number"]).size().rename("count").reset_index()
    nodes = grouped[grouped["count"] >= least]
    nodes = nodes.assign(word=np.array(types, object)[nodes["number"]])
    return nodes.sort_values(["parent", "count", "word"], ascending=[True, False, True], ignore_index=True)
