from __future__ import annotations

import pandas as pd

from qualkit import Codebook
from qualkit.reduction.codebooks import Quotation, quotations

ROWS = [
    ("P1", 3, "a", "short", "accepted"),
    ("P1", 4, "a", "of middling length", "accepted"),
    ("P2", 5, "a", "so long that nobody would want to print it in a table", "accepted"),
    ("P2", 5, "b", "rejected", "rejected"),
    ("P2", None, "c", "x", "accepted"),
    ("P2", 7, "c", "the typical one", "accepted"),
    ("P2", None, "d", "nowhere", "accepted"),
    ("P2", 1, "gone", "of no code", "accepted"),
]
CODINGS = pd.DataFrame(ROWS, columns=["source", "turn", "code", "text", "status"])
BOOK = Codebook.parse("codes: [a, b, {name: c, examples: {typical: [another, the typical one]}}, d]")


def test_a_code_is_quoted_with_its_address_and_counts() -> None:
    assert quotations(BOOK, CODINGS) == {
        "a": Quotation("of middling length", "P1:4", 3, 2),
        "c": Quotation("the typical one", "P2:7", 2, 1),
        "d": Quotation("nowhere", "P2", 1, 1),
    }


def test_without_codings_nothing_is_quoted() -> None:
    assert quotations(BOOK, CODINGS.iloc[:0]) == {}


def test_words_that_a_pattern_matched_are_shown_in_their_sentence() -> None:
    text = "Kami rapat.\nLalu  komitmen ditandatangani Drs. Ahmad. Selesai."
    turns = pd.DataFrame({"source": ["P1", "P1"], "turn": [1, 2], "start": [0, 100], "text": ["x", text]})
    rows = [
        ("a", text.index("komitmen"), "komitmen", "pattern"),
        ("b", text.index("Lalu"), "Lalu  komitmen", "manual"),
        ("c", text.index("Selesai"), "Selesai.", "pattern"),
        ("d", text.index("rapat"), "rapat.\nLalu", "pattern"),
    ]
    codings = pd.DataFrame(rows, columns=["code", "start", "text", "origin"]).assign(
        source="P1", turn=2, status="accepted"
    )
    codings["end"] = codings["start"] + codings["text"].str.len() + 100
    codings["start"] += 100
    quoted = quotations(Codebook.parse("{language: id, codes: [a, b, c, d]}"), codings, turns=turns)
    assert {code: each.sentence for code, each in quoted.items()} == {
        "a": "Lalu [komitmen] ditandatangani Drs. Ahmad.",
        "b": "",
        "c": "",
        "d": "",
    }
    assert quoted["a"].text == "komitmen"
