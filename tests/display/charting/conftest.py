"""The small study of displays, with what charts need besides: texts, dates, weights and colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from qualkit.display.charting import (
    Plot,
    agreement_by_code,
    chord,
    code_dendrogram,
    code_line,
    code_scaling,
    cooccurrence_matrix,
    critical_incidents,
    crosstab,
    document_portrait,
    growth_gradient,
    sankey,
    saturation_curve,
    scatter,
    word_frequencies,
)
from qualkit.display.material import Material

TURNS = [
    # source, turn, speaker, role, start, end, text
    ("P01", 1, "Peneliti", "interviewer", 0, 30, "Bagaimana target itu ditetapkan?"),
    ("P01", 2, "Ani", "participant", 31, 70, "Target ditetapkan kepala badan, target itu berat."),
    ("P01", 3, "Budi", "participant", 71, 100, "Anggaran kurang, target tetap."),
    ("P02", 1, "Peneliti", "interviewer", 0, 10, "Siapa yang mengawasi?"),
    ("P02", 2, "Citra", "participant", 11, 40, "Pengawasan setiap minggu."),
]
CODINGS = [
    # source, turn, code, start, end, weight, when, memo
    ("P01", 2, "komitmen", 31, 60, 3.0, "2022-11-05", "Target ditandatangani"),
    ("P01", 2, "anggaran", 50, 70, 1.0, "2022-11-20", "Anggaran dipotong"),
    ("P01", 3, "komitmen", 71, 85, 5.0, "2023-02", "Rapat pertama"),
    ("P01", 3, "beban", 80, 100, None, "2023", None),
    ("P02", 2, "pengawasan", 11, 40, 2.0, None, None),
    ("P02", 2, "komitmen", 20, 30, 4.0, "2023-05-14", "Laporan mingguan"),
    ("O01", 1, "anggaran", 5, 25, 2.0, "2022-11-21", "Kas kosong"),
    ("D01", None, "beban", 0, 30, None, None, None),
    ("D01", None, "pengawasan", 10, 20, None, None, None),
]
AGREEMENT = pd.DataFrame(
    {
        "scope": ["pooled", "code", "code", "code"],
        "code": [None, "komitmen", "beban", "anggaran"],
        "method": "krippendorff",
        "value": [0.7, 0.85, float("nan"), -0.1],
        "low": [0.6, 0.7, float("nan"), -0.3],
        "high": [0.8, 0.95, float("nan"), 0.2],
    }
)

BUILDERS: dict[str, Callable[..., Plot]] = {
    "agreement by code": lambda material, **more: agreement_by_code(material, agreement=AGREEMENT, **more),
    "chord": chord,
    "co-occurrence matrix": cooccurrence_matrix,
    "code dendrogram": code_dendrogram,
    "code line": lambda material, **more: code_line(material, source="P01", **more),
    "code map": code_scaling,
    "critical incidents": lambda material, **more: critical_incidents(
        material, codes=["komitmen", "anggaran"], **more
    ),
    "crosstab": lambda material, **more: crosstab(material, rows="code", columns="case", **more),
    "document portrait": lambda material, **more: document_portrait(material, source="P01", **more),
    "growth gradient": lambda material, **more: growth_gradient(
        material, level="komitmen", events="anggaran", **more
    ),
    "sankey": lambda material, **more: sankey(material, rows="case", columns="code", **more),
    "saturation curve": lambda material, **more: saturation_curve(material, base=1, stop=(1, 0.5), **more),
    "scatter": lambda material, **more: scatter(
        material, x="nilai", x_levels=("D", "C", "B", "A"), y="sebelum", y_after="capaian", **more
    ),
    "word frequencies": lambda material, **more: word_frequencies(material, words="id", **more),
}
"""Every chart, made of the study below."""


@pytest.fixture
def charted(make: Callable[..., Material]) -> Material:
    """The study of displays with codings that overlap, weigh and tell when, and a colour of a family."""
    return charted_with(make, CODINGS)


def charted_with(make: Callable[..., Material], rows: list[tuple[Any, ...]]) -> Material:
    """The study with other codings."""
    names = pd.Index(["source", "turn", "code", "start", "end", "weight", "when", "memo"])
    told = pd.DataFrame(rows, columns=names)
    placed = [
        (source, None, turn, code, "ana", start, end, weight, "accepted")
        for source, turn, code, start, end, weight, *_ in rows
    ]
    material = make(placed)
    codings = material.codings.assign(when=told["when"], memo=told["memo"])
    turns = pd.DataFrame(
        TURNS, columns=pd.Index(["source", "turn", "speaker", "role", "start", "end", "text"])
    )
    colours = ["#4477aa", None, "#cc3311", "not a colour", None, None]
    return replace(material, codings=codings, turns=turns, codes=material.codes.assign(colour=colours))
