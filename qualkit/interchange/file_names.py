"""Names that people gave → names of files that every system can keep."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import normalize

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SUFFIX = re.compile(r"(?<=.)\.[A-Za-z0-9]{1,8}$")
_LONGEST = 120  # bytes: with a number and a suffix this stays below the 255 of most systems


def file_names(names: Iterable[tuple[str, str]], *, suffix: str = "") -> dict[str, str]:
    """Give each of some things a file name of its own, as near to its name as can be.

    Parameters
    ----------
    names
        ``(id, name)`` of each.
    suffix
        Put behind each name; without one, a name keeps the suffix that it has.

    Examples
    --------
    >>> file_names([("1", "Kota/Bima"), ("2", "kota_bima"), ("3", "con")], suffix=".txt")
    {'1': 'Kota_Bima.txt', '2': 'kota_bima (2).txt', '3': '_con.txt'}
    >>> file_names([("1", "talk.mp3"), ("2", "Talk.mp3")])
    {'1': 'talk.mp3', '2': 'Talk (2).mp3'}
    """
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    found = {}
    for identity, name in names:
        stem, end = _parts(name, suffix)
        candidate = stem
        while _folded(candidate + end) in taken:
            numbers[_folded(stem + end)] += 1
            candidate = f"{stem} ({numbers[_folded(stem + end)] + 1})"
        taken.add(_folded(candidate + end))
        found[identity] = candidate + end
    return found


def _parts(name: str, suffix: str) -> tuple[str, str]:
    """A name as one that is safe, and its suffix."""
    own = _SUFFIX.search(name)
    if suffix or own is None:
        return _safe(name), suffix
    return _safe(name[: own.start()]), own[0]


def _folded(name: str) -> str:
    """The name as systems compare it that do not tell capitals, or ways to compose an accent, apart."""
    return normalize("NFC", normalize("NFC", name).casefold())


def _safe(name: str) -> str:
    plain = _FORBIDDEN.sub("_", name).strip(" .")
    short = plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .") or "unnamed"
    return f"_{short}" if _RESERVED.fullmatch(short) else short
