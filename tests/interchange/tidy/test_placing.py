"""A folder is written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualkit.interchange.tidy.placing import write_folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_folder(
        [("head", b"1"), ("texts/a", b"a"), ("texts/b", b"b")], tmp_path / "out", old=(), last="head"
    )
    (tmp_path / "out" / ".git").mkdir()
    (tmp_path / "out" / ".git" / "config").write_bytes(b"theirs")
    (tmp_path / "out" / "texts" / "draft").write_bytes(b"theirs")
    return tmp_path / "out"


def test_what_was_there_is_replaced_and_what_others_put_there_stays(folder: Path) -> None:
    write_folder(
        [("head", b"2"), ("x/c", b"c")], folder, old=["head", "texts/a", "texts/b", "gone"], last="head"
    )
    assert contents(folder) == {"head": b"2", "x/c": b"c", ".git/config": b"theirs", "texts/draft": b"theirs"}


def test_a_folder_that_is_empty_then_goes(folder: Path) -> None:
    (folder / "texts" / "draft").unlink()
    write_folder([("head", b"2")], folder, old=["head", "texts/a", "texts/b"], last="head")
    assert not (folder / "texts").exists()


def test_nothing_changes_where_a_file_cannot_be_made(folder: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "head", b"2"
        raise OSError("disk full")

    before = contents(folder)
    with pytest.raises(OSError, match="disk full"):
        write_folder(files(), folder, old=["head", "texts/a"], last="head")
    assert contents(folder) == before
    assert [each.name for each in folder.parent.iterdir()] == ["out"]


@pytest.mark.parametrize("refused", ["head", "texts/a", "z"])
def test_nothing_changes_where_a_file_cannot_be_put_in_place(
    folder: Path, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, before = Path.rename, contents(folder)

    def failing(path: Path, target: Path) -> Path:
        if target == folder / refused and "new" in path.parts:
            raise PermissionError("in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(PermissionError, match="in use"):
        write_folder(
            [("head", b"2"), ("texts/a", b"2"), ("z", b"2")], folder, old=["head", "texts/a"], last="head"
        )
    assert contents(folder) == before


def test_a_folder_left_half_way_is_without_the_file_that_makes_it_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def watching(path: Path, target: Path) -> Path:
        if path.name != "head":
            assert not (folder / "head").exists()
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watching)
    write_folder([("head", b"2"), ("texts/a", b"2")], folder, old=["head", "texts/b"], last="head")
    assert (folder / "head").read_bytes() == b"2"
