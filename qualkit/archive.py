"""Zip archives from elsewhere: opened only where their contents are bounded and stay inside."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from os import PathLike
from pathlib import PurePosixPath
from typing import IO

from qualkit.errors import InvalidInput

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What Python raises where an archive is damaged."""

LARGEST = 4 << 30
_MOST_MEMBERS = 200_000
_BOMB = 200  # no text or office file shrinks to less than a two-hundredth, but a bomb does
_SMALL = 64 << 20


class Archive:
    """A zip archive that may come from anywhere.

    Parameters
    ----------
    source
        The bytes of the archive, or its path.
    what
        What it should be, for messages: ``"Word file"``.
    largest
        How many bytes its members may hold together when unpacked.

    Raises
    ------
    InvalidInput
        It is no zip archive, is damaged or protected by a password, would unpack to more than
        `largest` (as a zip bomb does), or names a member outside itself.
    """

    def __init__(self, source: bytes | str | PathLike[str], *, what: str, largest: int = LARGEST) -> None:
        self._what = what
        try:
            self._zip = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
        except DAMAGE:
            raise InvalidInput(
                f"This is no {what}, or a damaged one: it should be a zip archive and cannot be opened as "
                "one. Save or export it again in the program that it comes from."
            ) from None
        members = [each for each in self._zip.infolist() if each.filename and not each.is_dir()]
        self._refuse(members, largest)
        self._members = {each.filename: each for each in members}
        self._folded = {name.casefold(): name for name in self._members}

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __iter__(self) -> Iterator[str]:
        """Give the names of the files in the archive, in its order."""
        return iter(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def named(self, name: str) -> str | None:
        """Give the name of a member as it is written, whatever its case, or None."""
        return name if name in self._members else self._folded.get(name.casefold())

    def size(self, name: str) -> int:
        """How many bytes a member holds, unpacked."""
        return self._members[name].file_size

    def read(self, name: str) -> bytes:
        """Read a member whole; never more than it declares."""
        try:
            return self._zip.read(self._members[name])
        except DAMAGE as error:
            raise self._damaged(name, error) from None

    def open(self, name: str) -> IO[bytes]:
        """Open a member for reading; what it raises where it is damaged is one of `DAMAGE`."""
        return self._zip.open(self._members[name])

    def _damaged(self, name: str, error: Exception) -> InvalidInput:
        return InvalidInput(
            f"The {self._what} is damaged: {name} cannot be unpacked ({error}). "
            "Save or export it again in the program that it comes from."
        )

    def _refuse(self, members: list[zipfile.ZipInfo], largest: int) -> None:
        if any(each.flag_bits & 1 for each in members):
            raise InvalidInput(f"The {self._what} is protected by a password. Save it without one.")
        total = sum(each.file_size for each in members)
        packed = sum(each.compress_size for each in members)
        if total > largest or (total > _SMALL and total > _BOMB * max(1, packed)):
            raise InvalidInput(
                f"The {self._what} would unpack to {total / 2**20:,.0f} MB from {packed / 2**20:,.1f} MB; "
                "it is not opened. If it is genuine, unpack it and bring its parts."
            )
        if len(members) > _MOST_MEMBERS:
            raise InvalidInput(
                f"The {self._what} holds {len(members):,} files, more than {_MOST_MEMBERS:,}; "
                "it is not opened."
            )
        outside = next((each.filename for each in members if not stays_inside(each.filename)), None)
        if outside is not None:
            raise InvalidInput(
                f"The {self._what} names a file outside itself, {outside!r}; it is not opened. "
                "Such an archive is made by hand, to overwrite files elsewhere."
            )


def stays_inside(name: str) -> bool:
    r"""Tell whether a relative path stays in the folder that it is relative to.

    Examples
    --------
    >>> [stays_inside(each) for each in ("sources/a.txt", "../a.txt", "/etc/a", "C:\\a", "a/../../b")]
    [True, False, False, False, False]
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return not (path.is_absolute() or ".." in path.parts or ":" in "".join(path.parts[:1]))
