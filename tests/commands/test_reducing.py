from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qualkit import Codebook, Study
from qualkit.cli import app


@pytest.fixture
def in_jakarta(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def study(tmp_path: Path) -> str:
    with Study.create(tmp_path / "s.qualkit", title="T", coder="ana") as made:
        made.reduction.use_codebook(Codebook.parse("codes: [{name: doubt, patterns: [unsure]}, time]"))
    return str(tmp_path / "s.qualkit")


def done(*arguments: str) -> str:
    found = CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)
    assert found.exit_code == 0, found.output
    return found.output


@pytest.mark.usefixtures("in_jakarta")
def test_versions_have_the_time_of_the_clock_here_to_the_minute(study: str) -> None:
    with Study.open(study) as opened:
        (at,) = opened.codebook.versions()["at"]
    (said,) = re.findall(r"\d{4}-\d\d-\d\d \S+", done("codebook", study, "--versions"))
    hour = (int(at[11:13]) + 7) % 24
    assert said[11:] == f"{hour:02}{at[13:16]}"


def test_what_became_of_codes_is_said_where_there_is_something_to_say(study: str, tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(
        "codes: [{name: hesitation, patterns: [unsure]}, {name: time, brief: When.}]"
    )
    said = done("codebook", study, str(tmp_path / "book.yaml"))
    assert said.startswith("1 added, 1 changed, 1 kept\n")
    assert "rename_code('doubt', 'hesitation')" in said
    assert re.search(r"time +changed +brief", said)


def test_statistics_count_passages_beside_codings(study: str) -> None:
    header, *_ = done("codebook", study, "--statistics").splitlines()
    assert header.split()[:3] == ["code", "codings", "passages"]
