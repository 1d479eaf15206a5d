"""A small study in which two people say what a letter changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import qualkit as qk

_TALKS = {
    "P01": "I: What changed?\nAni: The letter came late. We met only twice.\n"
    "I: And then?\nAni: The target rose.\n",
    "P02": "I: What changed?\nBudi: The head signed it first. Everybody signed after that.\n",
}


@pytest.fixture
def study(tmp_path: Path) -> Iterator[qk.Study]:
    folder = tmp_path / "talks"
    folder.mkdir()
    for name, text in _TALKS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with qk.Study.create(tmp_path / "s.qualkit", title="T", language="en", coder="ana") as made:
        made.collection.add(folder, kind="interview")
        made.collection.assign("North", sources="P01")
        made.collection.assign("South", sources="P02")
        for code in ("letter", "result"):
            made.reduction.define(code)
        made.reduction.code("P01", "The letter came late.", "letter")
        made.reduction.code("P01", "The target rose.", "result")
        made.reduction.code("P02", "The head signed it first.", "letter")
        yield made
