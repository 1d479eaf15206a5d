from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from qualkit.display.manuscript import read, write
from qualkit.errors import Conflict, NotFound


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.docx"
    path.write_bytes(b"old")
    path.chmod(0o640)
    return path


def test_the_file_before_is_kept_as_a_backup_and_the_mode_stays(paper: Path) -> None:
    backup = write(paper, b"new")
    assert backup.name == "paper.backup.docx"
    assert (paper.read_bytes(), backup.read_bytes()) == (b"new", b"old")
    assert stat.S_IMODE(paper.stat().st_mode) == 0o640
    write(paper, b"newer")
    assert backup.read_bytes() == b"new"
    assert sorted(each.name for each in paper.parent.iterdir()) == ["paper.backup.docx", "paper.docx"]


@pytest.mark.parametrize("lock", ["~$paper.docx", "~$per.docx", ".~lock.paper.docx#"])
def test_a_file_that_is_open_is_left_alone(paper: Path, lock: str) -> None:
    (paper.parent / lock).touch()
    with pytest.raises(Conflict, match="open in another program"):
        write(paper, b"new")
    assert paper.read_bytes() == b"old"


def test_a_write_protected_file_is_left_alone(paper: Path) -> None:
    paper.chmod(0o440)
    with pytest.raises(Conflict, match="write-protected"):
        write(paper, b"new")
    assert paper.read_bytes() == b"old"


def test_a_write_that_fails_leaves_the_file_whole(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Conflict, match="No space left"):
        write(paper, b"new")
    assert [(each.name, each.read_bytes()) for each in paper.parent.iterdir()] == [("paper.docx", b"old")]


def test_a_link_stays_a_link(paper: Path) -> None:
    link = paper.parent / "link.docx"
    link.symlink_to(paper)
    write(link, b"new")
    assert link.is_symlink()
    assert paper.read_bytes() == b"new"


def test_a_manuscript_is_read_or_refused(paper: Path, manuscript: bytes) -> None:
    paper.write_bytes(manuscript)
    assert read(paper).data == manuscript
    with pytest.raises(NotFound, match="no manuscript"):
        read(paper.with_name("none.docx"))
