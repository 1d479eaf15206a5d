"""A process that is killed loses nothing that a verb had returned from, and leaves nothing half written."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualkit import Study

_CODING = """
import sys
from qualkit import Study
with Study.open(sys.argv[1], coder="ana") as study:
    for start in range(10_000):
        print(study.reduction.code("talk", (start, start + 5), "commitment"), flush=True)
"""

_ADDING = """
import sys
from qualkit import Study
with Study.open(sys.argv[1], coder="ana") as study:
    print("ready", flush=True)
    study.collection.add(sys.argv[2])
    print("done", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    talk = tmp_path / "talk.txt"
    talk.write_text("I: How?\nR: " + "We signed a commitment. " * 1000 + "\nI: Why?\nR: We had to.\n")
    codebook = tmp_path / "book.yaml"
    codebook.write_text("codes: [commitment]")
    with Study.create(tmp_path / "study.qualkit", title="T", coder="ana") as study:
        study.collection.add(talk)
        study.reduction.use_codebook(codebook)
    return tmp_path / "study.qualkit"


@pytest.mark.parametrize("seed", range(6))
def test_every_coding_that_was_acknowledged_is_there(path: Path, seed: int) -> None:
    process = _start(_CODING, str(path))
    assert process.stdout
    acknowledged = [process.stdout.readline().strip()]
    time.sleep(random.Random(seed).uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    acknowledged += [line for line in process.stdout.read().split("\n") if len(line) == 36]
    process.wait()
    process.stdout.close()
    with Study.open(path) as study:
        assert set(acknowledged) <= set(study.codings["coding_id"])
        assert len(study.codings) - len(acknowledged) <= 1
        assert study.verify_audit().empty


@pytest.mark.parametrize("seed", range(6))
def test_a_collection_is_there_as_a_whole_or_not_at_all(path: Path, seed: int) -> None:
    folder = path.parent / "many"
    folder.mkdir()
    for number in range(200):
        (folder / f"{number}.txt").write_text(
            f"I: How?\nR: Number {number}. {'word ' * 500}\nI: So?\nR: So.\n"
        )
    process = _start(_ADDING, str(path), str(folder))
    assert process.stdout
    assert process.stdout.readline() == "ready\n"
    time.sleep(random.Random(seed).uniform(0, 0.6))
    process.send_signal(signal.SIGKILL)
    returned = "done" in process.stdout.read()
    process.wait()
    process.stdout.close()
    with Study.open(path) as study:
        assert len(study.sources) in ({201} if returned else {1, 201})
        assert study.verify_audit().empty
        report = study.collection.add(folder)
        assert set(report["status"]) <= {"added", "known"}
        assert len(study.sources) == 201


def test_a_full_disk_is_said_and_nothing_half_written(path: Path) -> None:
    with Study.open(path, coder="ana") as study:
        with study._store._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
            connection.commit()
        big = path.parent / "big.txt"
        big.write_text("word " * 100_000)
        with pytest.raises(Exception, match="disk is full"):
            study.collection.add(big)
        assert study.sources["source"].tolist() == ["talk"]
        assert study.verify_audit().empty


def _start(script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", script, *arguments], stdout=subprocess.PIPE, text=True)
