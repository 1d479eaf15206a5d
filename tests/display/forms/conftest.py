"""The small study of the displays, with the words of a conversation, a conclusion and a relation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from qualkit.display.material import Material

ASKED, ANSWER = "Bagaimana hasilnya, Bu?", "Naik, lebih dari 19,10 persen. Dulu – mana berani?"
TEXT = f"{ASKED}\nAni: {ANSWER}"
TURNS = [
    # source, turn, speaker, role, start, end
    ("P01", 1, "Peneliti", "interviewer", 0, len(ASKED)),
    ("P01", 2, "Ani", "participant", len(ASKED) + 6, len(TEXT)),
]
QUESTION = "Apa yang mendukung?"


@pytest.fixture
def turns() -> pd.DataFrame:
    return pd.DataFrame(TURNS, columns=pd.Index(["source", "turn", "speaker", "role", "start", "end"]))


@pytest.fixture
def study(make: Callable[..., Material], turns: pd.DataFrame) -> Material:
    """A conclusion with evidence for and against it, a rival, a relation, and a passage over two turns."""
    rows: list[tuple[Any, ...]] = [
        ("P01", "Ani", 1, "komitmen", "ana", 0, len(TEXT), 3.0, "accepted"),
        ("P01", "Ani", 2, "komitmen", "ana", len(ASKED) + 6, len(ASKED) + 11, None, "accepted"),
        ("P01", "Ani", 2, "anggaran", "ana", len(ASKED) + 6, len(ASKED) + 11, None, "accepted"),
        ("P01", "Ani", 2, "beban", "ana", len(ASKED) + 6, len(ASKED) + 11, None, "suggested"),
        ("O01", None, 1, "komitmen", "budi", 5, 25, 1.0, "accepted"),
        ("D01", None, None, "beban", "ana", 0, 30, None, "accepted"),
    ]
    codings = make(rows).codings
    codings["text"] = [
        TEXT,
        TEXT[len(ASKED) + 6 : len(ASKED) + 11],
        "Naik,",
        "Naik,",
        "Tanda tangan.",
        "Beban.",
    ]
    names = ["conclusion_id", "conclusion", "question", "statement", "verdict", "rivals"]
    conclusion = ("k1", "PAD", QUESTION, "Coaching menaikkan PAD.", "refuted", ("Pemutihan pajak",))
    cited = [("PAD", "supports", "c0"), ("PAD", "contradicts", "c5")]
    relation = ("l1", "komitmen", "code", "anggaran", "code", "menambah", "+", None, None, "ana", ("c0",))
    columns = list(make(rows).relations.columns)
    return make(
        rows,
        codings=codings,
        turns=turns,
        conclusions=pd.DataFrame([conclusion], columns=pd.Index(names)),
        citations=pd.DataFrame(cited, columns=pd.Index(["conclusion", "stance", "coding_id"])),
        relations=pd.DataFrame([relation], columns=pd.Index(columns)),
    )
