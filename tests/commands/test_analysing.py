from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from qualkit import Codebook, Study
from qualkit.cli import app

TALK = "I: How did it go?\nR: We signed.\nI: All of you?\nR: Most of us signed.\n"
BOOK = "codes: [{name: commitment, patterns: ['sign*']}, doubt]"


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Ana by hand, Budi by hand and by a pattern, Cici by hand elsewhere: all have read the talk."""
    where = str(tmp_path / "s.qualkit")
    (tmp_path / "talk.txt").write_text(TALK)
    with Study.create(where, title="T", coder="ana") as study:
        study.collection.add(tmp_path / "talk.txt")
        study.reduction.use_codebook(Codebook.parse(BOOK))
        study.reduction.code("talk", "Most of us signed.", "commitment")
    with Study.open(where, coder="budi") as study:
        study.reduction.code("talk", "We signed.", "doubt")
        study.reduction.autocode()
    with Study.open(where, coder="cici") as study:
        study.reduction.code("talk", "We signed.", "doubt")
    return where


def test_each_warning_says_of_what_it_is(path: str) -> None:
    found = CliRunner().invoke(app, ["agreement", path])
    assert found.exit_code == 0
    assert "all codes as sets, doubt, commitment: Only 2 units" in found.stderr
    assert "all codes pooled: Only 4 units" in found.stderr


def test_what_is_not_counted_is_told_and_can_be_counted(path: str) -> None:
    found = CliRunner().invoke(app, ["agreement", path])
    assert "not counted: 2 of budi (origin pattern)" in found.stderr
    both = CliRunner().invoke(app, ["agreement", path, "--origin", "manual", "--origin", "pattern"])
    assert "not counted" not in both.stderr
    assert both.stdout != found.stdout


def test_a_disagreement_shows_whose_coding_is_not_counted(path: str) -> None:
    found = CliRunner().invoke(app, ["agreement", path, "--disagreements"])
    assert "talk:4\tcommitment\tana | not cici | not counted budi\tMost of us signed." in found.stdout
    assert "not counted: 2 of budi (origin pattern)" in found.stderr
