"""A small study, made by hand, in which every state of a cell occurs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from qualkit.display.material import Material

SOURCES = [
    # source, kind, date, not_asked, cases, site
    ("P01", "interview", "2024-01-10", None, ["Bapenda"], "kota"),
    ("P02", "interview", "2024-05-02", "Hambatan", ["Dikbud"], "kota"),
    ("P10", "interview", "2024-08-20", None, ["RSUP"], "desa"),
    ("O01", "observation", "2024-08", None, ["Bapenda"], None),
    ("D01", "document", None, None, ["Bapenda", "Dikbud"], None),
]
CODES = [
    ("Dukungan", None),
    ("komitmen", "Dukungan"),
    ("pengawasan", "Dukungan"),
    ("Hambatan", None),
    ("anggaran", "Hambatan"),
    ("beban", "Hambatan"),
]
CODINGS = [
    # source, speaker, turn, code, coder, start, end, weight, status
    ("P01", "Ani", 2, "komitmen", "ana", 0, 20, 3.0, "accepted"),
    ("P01", "Ani", 2, "komitmen", "budi", 0, 20, None, "accepted"),
    ("P01", "Ani", 4, "komitmen", "ana", 30, 60, 2.0, "accepted"),
    ("P01", "Budi", 5, "komitmen", "ana", 61, 70, None, "accepted"),
    ("P01", "Ani", 4, "anggaran", "ana", 40, 50, None, "accepted"),
    ("P01", "Ani", 4, "beban", "ana", 40, 50, None, "suggested"),
    ("P02", "Citra", 2, "pengawasan", "ana", 0, 12, 1.0, "accepted"),
    ("O01", None, 1, "komitmen", "budi", 5, 25, 1.0, "accepted"),
    ("D01", None, None, "beban", "ana", 0, 30, None, "accepted"),
]


def _codes() -> pd.DataFrame:
    family = {code: parent or code for code, parent in CODES}
    return pd.DataFrame(
        {
            "code": [code for code, _ in CODES],
            "label": [code.capitalize() for code, _ in CODES],
            "kind": "descriptive",
            "parent": [parent for _, parent in CODES],
            "family": [family[code] for code, _ in CODES],
            "scale": [("lemah", "sedang", "kuat") if code == "komitmen" else () for code, _ in CODES],
        }
    )


def _codings(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    names = ["source", "speaker", "turn", "code", "coder", "start", "end", "weight", "status"]
    frame = pd.DataFrame(rows, columns=pd.Index(names))
    kind = {source[0]: source[1] for source in SOURCES}
    case = {source[0]: source[4][0] for source in SOURCES}
    frame.insert(0, "coding_id", [f"c{number}" for number in range(len(frame))])
    return frame.assign(
        kind=frame["source"].map(kind),
        case=frame["source"].map(case),
        role=["participant" if source.startswith("P") else None for source in frame["source"]],
        text=[f"kutipan {number}" for number in range(len(frame))],
        origin="manual",
        memo=None,
        created="2024-09-01",
        when=None,
        directness=None,
        chosen=False,
    )


def build(rows: list[tuple[Any, ...]] | None = None, **frames: Any) -> Material:
    """The study, with other codings or other frames where they are given."""
    codings = _codings(CODINGS if rows is None else rows)
    of_source = pd.DataFrame(
        [(source[0], case) for source in SOURCES for case in source[4]], columns=pd.Index(["source", "case"])
    )
    turns = [(source, 1, "Peneliti", "interviewer") for source in ("P01", "P02", "P10")]
    turns += [("P01", 2, "Ani", "participant"), ("P01", 5, "Budi", "participant")]
    turns += [("P02", 2, "Citra", "participant"), ("P10", 2, "Dedi", "participant")]
    parts: dict[str, Any] = {
        "sources": pd.DataFrame(
            {
                "source": [source[0] for source in SOURCES],
                "kind": [source[1] for source in SOURCES],
                "date": [source[2] for source in SOURCES],
                "site": [source[5] for source in SOURCES],
                "not_asked": [source[3] for source in SOURCES],
            }
        ),
        "turns": pd.DataFrame(turns, columns=pd.Index(["source", "turn", "speaker", "role"])).assign(
            text=[f"giliran {number}" for number in range(len(turns))]
        ),
        "cases": pd.DataFrame(
            {
                "case": ["Bapenda", "Dikbud", "RSUP", "Samsat"],
                "bidang": ["pajak", "layanan", "layanan", "pajak"],
                "sebelum": [60.0, 70.0, 65.0, 50.0],
                "capaian": [90.5, 75.0, 110.0, None],
                "nilai": ["C", "B", "B", "A"],
            }
        ),
        "codes": _codes(),
        "codings": codings,
        "summaries": pd.DataFrame(
            [("s1", "Bapenda", "komitmen", "Kepala badan menandatangani target.", ("c0", "c2"), "ana")],
            columns=pd.Index(["summary_id", "case", "code", "text", "codings", "coder"]),
        ).assign(directness=None),
        "links": codings[["coding_id", "source"]].merge(of_source, on="source")[["coding_id", "case"]],
        "source_links": of_source,
        "language": "en",
        "version": 7,
    }
    return Material(**{**parts, **frames})


@pytest.fixture
def material() -> Material:
    return build()


@pytest.fixture
def make() -> Callable[..., Material]:
    return build
