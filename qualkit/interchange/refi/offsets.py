r"""The ways in which programs count characters, and from each to offsets of the canonical text.

Some count code points and some UTF-16 code units, a ``\r\n`` is one or two to them, and a byte order
mark at the start of the file counts or not: eight models.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

_BOM = "\ufeff"
_LONG = re.compile("\r\n|[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class OffsetModel:
    """One way to count: by code points or by UTF-16 units, a newline and a byte order mark by how many."""

    utf16: bool
    newline: int
    mark: int

    def __str__(self) -> str:
        """Say it as a researcher may read it in a remark."""
        unit = "UTF-16 units" if self.utf16 else "code points"
        counted = "counted" if self.mark else "not counted"
        return f"{unit}, CRLF as {self.newline}, byte order mark {counted}"


MODELS: tuple[OffsetModel, ...] = tuple(
    OffsetModel(utf16, newline, mark) for utf16, newline, mark in product((False, True), (1, 2), (0, 1))
)
"""All eight, that of the standard first."""


def models_for(raw: str) -> tuple[OffsetModel, ...]:
    r"""Give the models that differ for a text; one, if it has neither emoji nor ``\r\n`` nor such a mark.

    Examples
    --------
    >>> len(models_for("plain")), len(models_for("two\r\nlines")), len(models_for("\ufeff😀\r\n"))
    (1, 2, 8)
    """
    emoji = any(len(found) == 1 for found in _LONG.findall(raw))
    return tuple(
        model
        for model in MODELS
        if (emoji or not model.utf16)
        and ("\r\n" in raw or model.newline == 1)
        and (raw.startswith(_BOM) or not model.mark)
    )


def canonical(raw: str) -> str:
    r"""Give the canonical text of a file: without a byte order mark, every newline as ``\n``."""
    return raw.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class Ruler:
    """Converts offsets that another program counted to offsets of the canonical text.

    ``steps`` are the counted offsets after each character that counts for two; ``length`` is that of the
    canonical text.
    """

    steps: Sequence[int]
    mark: int
    length: int

    def offset(self, counted: int) -> int:
        """Convert one offset; what lies outside the text stays outside."""
        if counted < self.mark:
            return min(counted, 0)
        return counted - self.mark - bisect_right(self.steps, counted)


def ruler(raw: str, model: OffsetModel) -> Ruler:
    r"""Make the ruler of a text for one way of counting.

    Parameters
    ----------
    raw
        The text as it stands in the file, with its byte order mark and its ``\r\n``.
    model
        How the offsets were counted.

    Examples
    --------
    >>> ruler("a😀\r\nb", OffsetModel(utf16=True, newline=2, mark=0)).offset(5)
    3
    """
    unmarked = raw.removeprefix(_BOM)
    mark = model.mark if raw.startswith(_BOM) else 0
    steps: list[int] = []
    dropped = 0
    for found in _LONG.finditer(unmarked):
        newline = found[0] == "\r\n"
        if (model.newline == 2) if newline else model.utf16:
            steps.append(found.start() - dropped + len(steps) + 2 + mark)
        dropped += newline
    return Ruler(steps, mark, len(unmarked) - dropped)
