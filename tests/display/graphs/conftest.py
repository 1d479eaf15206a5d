"""A study in which four cases tell what led to what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from qualkit.display.material import Material

CASES = ("Bapenda", "Dikbud", "LHK", "RSUP")
CODES = [
    # code, kind, parent, colour, scale
    ("tahapan", "process", None, "#228833", ()),
    ("komitmen", "process", "tahapan", None, ("lemah", "sedang", "kuat")),
    ("pengawasan", "process", "tahapan", None, ()),
    ("hambatan", "evaluation", None, None, ()),
    ("beban", "evaluation", "hambatan", None, ()),
    ("hasil", "evaluation", None, "#ddaa33", ()),
    ("naik", "evaluation", "hasil", None, ()),
    ("tetap", "evaluation", "hasil", None, ()),
]
CODINGS = [
    # source, turn, code, weight, status, when; one source a case
    ("B1", 2, "komitmen", 3.0, "accepted", "2023-01"),
    ("B1", 4, "pengawasan", None, "accepted", "2023-02"),
    ("B1", 6, "naik", None, "accepted", "2023-06"),
    ("B1", 7, "beban", None, "rejected", None),
    ("K1", 2, "komitmen", 1.0, "accepted", "2023-05"),
    ("K1", 3, "beban", None, "accepted", "2023-01"),
    ("K1", 5, "tetap", None, "accepted", "2023-06"),
    ("L1", 2, "pengawasan", None, "accepted", None),
    ("L1", 3, "naik", None, "accepted", None),
    ("R1", 1, "beban", None, "accepted", None),
]
RELATION = ["link_id", "a", "a_kind", "b", "b_kind", "relation", "sign", "case", "note", "coder", "evidence"]

Link = tuple[Any, ...]


def relate(links: list[Link], *, kind: str = "code") -> pd.DataFrame:
    """Relations ``a b relation sign case note evidence``, the last three of which may be left out."""
    rows = []
    for number, (a, b, relation, sign, *more) in enumerate(links):
        case, note, evidence = (*more, *(None, None, ())[len(more) :])
        rows.append((f"r{number}", a, kind, b, kind, relation, sign, case, note, "ana", evidence))
    return pd.DataFrame(rows, columns=pd.Index(RELATION))


def build(links: list[Link], *, kind: str = "code", language: str = "en", **frames: Any) -> Material:
    """The study with some relations."""
    case_of = dict(zip(("B1", "K1", "L1", "R1"), CASES, strict=True))
    codes = pd.DataFrame(CODES, columns=pd.Index(["code", "kind", "parent", "colour", "scale"]))
    codes["label"] = codes["code"].str.capitalize()
    codes["family"] = codes["parent"].fillna(codes["code"])
    codes["retired"] = False
    names = ["source", "turn", "code", "weight", "status", "when"]
    codings = pd.DataFrame(CODINGS, columns=pd.Index(names)).assign(
        coding_id=[f"c{number}" for number in range(len(CODINGS))], start=range(len(CODINGS))
    )
    parts: dict[str, Any] = {
        "sources": pd.DataFrame(
            {
                "source": list(case_of),
                "date": ["2023-07-01", "2023-07-02", "2023-07-03", None],
                "position": ["pimpinan", "pimpinan", "coach", None],
            }
        ),
        "turns": pd.DataFrame(columns=pd.Index(["source", "turn", "speaker", "role"])),
        "cases": pd.DataFrame(
            {"case": CASES, "bidang": ["pajak", "layanan", None, "layanan"], "beban_kerja": [1, 5, 3, None]}
        ),
        "codes": codes,
        "codings": codings,
        "summaries": pd.DataFrame(),
        "links": codings[["coding_id"]].assign(case=codings["source"].map(case_of)),
        "source_links": pd.DataFrame({"source": list(case_of), "case": CASES}),
        "relations": relate(links, kind=kind),
        "language": language,
        "version": 7,
    }
    return Material(**{**parts, **frames})


CAUSES: list[Link] = [
    ("komitmen", "pengawasan", "leads to", "+", "Bapenda", "Signed in public", ("c0",)),
    ("pengawasan", "naik", "leads to", "+", "Bapenda", None, ("c1", "c2")),
    ("beban", "pengawasan", "hinders", "-", None, None, ("c3", "c5")),
    ("pengawasan", "naik", "leads to", "+", "LHK", None, ("c7",)),
    ("naik", "komitmen", "leads to", "+", "Bapenda", None, ("c2",)),
]
ANSWERS: list[Link] = [
    ("komitmen", "pengawasan", "ya", None),
    ("komitmen", "tetap", "tidak", None),
    ("pengawasan", "naik", "ya", None),
    ("pengawasan", "tetap", "no", None),
]


@pytest.fixture
def made() -> Callable[..., Material]:
    return build


@pytest.fixture
def causes() -> list[Link]:
    return list(CAUSES)


@pytest.fixture
def answers() -> list[Link]:
    return list(ANSWERS)
