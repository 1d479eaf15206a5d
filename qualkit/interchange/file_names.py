"""Names that people gave → names of files that every system can keep."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 120  # bytes: with a number and a suffix this stays below the 255 of most systems


def file_names(names: Iterable[tuple[str, str]], *, suffix: str = "") -> dict[str, str]:
    """Give each of some things a file name of its own, as near to its name as can be.

    Parameters
    ----------
    names
        ``(id, name)`` of each.
    suffix
        Put behind each name.

    Examples
    --------
    >>> file_names([("1", "Kota/Bima"), ("2", "kota_bima"), ("3", "con")], suffix=".txt")
    {'1': 'Kota_Bima.txt', '2': 'kota_bima (2).txt', '3': '_con.txt'}
    """
    taken: set[str] = set()
    found = {}
    for identity, name in names:
        base = _safe(name)
        candidate, number = base, 1
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{base} ({number})"
        taken.add(candidate.casefold())
        found[identity] = f"{candidate}{suffix}"
    return found


def _safe(name: str) -> str:
    plain = _FORBIDDEN.sub("_", name).strip(" .")
    short = plain.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore").strip(" .") or "unnamed"
    return f"_{short}" if _RESERVED.fullmatch(short) else short
