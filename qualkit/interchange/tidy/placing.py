"""A folder is written whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


def write_folder(files: Iterable[tuple[str, bytes]], path: Path, *, old: Iterable[str], last: str) -> None:
    """Write files into a folder: to a draft beside it first, which then takes the place of what was there.

    Parameters
    ----------
    files
        Their names, which may lie in folders, and contents.
    path
        The folder, which may be there already.
    old
        The names of files in it that go. All others stay.
    last
        The file that makes the folder what it is: it is taken away first and put in its place last, so that
        a folder which was left half-way, as when the power fails, is not taken for a whole one.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as beside:
        draft, aside = Path(beside, "new"), Path(beside, "old")
        names = [_written(draft / name, data).relative_to(draft) for name, data in files]
        if path.exists():
            going = {Path(name) for name in old if (path / name).is_file()}
            _exchange(path, draft, aside, going=going, coming=names, last=Path(last))
        else:
            draft.rename(path)


def _written(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _exchange(
    path: Path, draft: Path, aside: Path, *, going: set[Path], coming: list[Path], last: Path
) -> None:
    replaced = {name for name in coming if (path / name).exists()}
    with _undone_on_failure() as move:
        for name in sorted(going | replaced, key=lambda each: each != last):
            move(path / name, aside / name)
        for name in sorted(coming, key=lambda each: each == last):
            move(draft / name, path / name)
    for folder in {(path / name).parent for name in going} - {path}:
        if not any(folder.iterdir()):
            folder.rmdir()


@contextmanager
def _undone_on_failure() -> Iterator[Callable[[Path, Path], None]]:
    """Give a verb that moves a file; where one cannot be moved, those before it are moved back."""
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        moved.append((source, target))

    try:
        yield move
    except OSError:
        for source, target in reversed(moved):
            target.rename(source)
        raise
