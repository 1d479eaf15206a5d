"""Manuscripts on the disk: written whole or not at all, with the one before kept beside it."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from qualkit.display.manuscript.manuscript import Manuscript
from qualkit.errors import Conflict, InvalidInput, NotFound


def read(path: str | Path) -> Manuscript:
    """Read a manuscript; raises `NotFound`, or `InvalidInput` if it is no Word file."""
    try:
        return Manuscript(Path(path).read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no manuscript {str(path)!r}.") from None
    except OSError as error:
        raise InvalidInput(f"The manuscript {str(path)!r} cannot be read: {error.strerror}.") from None


def write(path: str | Path, data: bytes) -> Path:
    """Write a manuscript in the place of the one that is there.

    It is written beside it and then takes its place, so that a failure leaves the old one whole;
    that one is kept as ``name.backup.docx``, in the place of any earlier backup.

    Returns
    -------
    Path
        The backup.

    Raises
    ------
    Conflict
        The manuscript is open in Word or LibreOffice, is write-protected, or cannot be written.
    """
    # What a link points to is the manuscript; the link stays.
    path = Path(path).resolve()
    refuse_open(path)
    backup = path.with_name(f"{path.stem}.backup{path.suffix}")
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        _replace(backup, path.read_bytes(), mode)
        _replace(path, data, mode)
    except OSError as error:
        raise Conflict(f"{path.name} could not be written, and is as it was: {error.strerror}.") from None
    return backup


def refuse_open(path: Path) -> None:
    """Raise `Conflict` if a manuscript is open in Word or LibreOffice, or write-protected."""
    locks = (*(f"~${path.name[cut:]}" for cut in range(3)), f".~lock.{path.name}#")
    lock = next((each for each in locks if (path.parent / each).exists()), None)
    if lock is not None:
        raise Conflict(
            f"{path.name} is open in another program. Close it there, and try again. "
            f"(If it is not open, delete the file {lock} beside it.)"
        )
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise Conflict(f"{path.name} is write-protected. Allow writing to it, and try again.")


def _replace(path: Path, data: bytes, mode: int) -> None:
    """Write a file whole, or leave what is there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.", suffix=".part")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        made.chmod(mode)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
