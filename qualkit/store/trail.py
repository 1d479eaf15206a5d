"""The arithmetic of the audit trail: images of rows, hashes, and the chain.

An *image* is a row as the trail shows it: a column of words stands as ``#`` and its keyed hash. The
sum of the hashes of a table's images is kept with every event that touches the table; it does not
depend on the order of the rows, so it can be carried from event to event and checked in one pass.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, partial
from operator import itemgetter
from typing import Any

from sqlalchemy import Table

Row = Mapping[str, Any]
Image = tuple[Any, ...]
"""A value for each of the table's `columns`."""

FIRST = "0" * 64
_MODULUS = 1 << 256


def canonical(value: Any) -> str:
    """JSON in one form only, so that equal values have equal hashes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def columns(table: Table) -> list[str]:
    """The columns of a table in the order in which images have them: those of its first version first."""
    return sorted(table.columns.keys(), key=lambda name: ("later" in table.columns[name].info, name))


def mappings(table: Table, images: Iterable[Image]) -> list[dict[str, Any]]:
    """Images as the trail writes them out, column by column."""
    names = columns(table)
    return [dict(zip(names, image, strict=True)) for image in images]


def image(table: Table, mapping: Mapping[str, Any]) -> Image:
    """An image from what the trail wrote out; a column that came later is empty."""
    return tuple(mapping.get(name) for name in columns(table))


class Hasher:
    """Hashes the rows of one study with its own salt."""

    def __init__(self, salt: str) -> None:
        self._salt = salt.encode()
        self._known: dict[str, str] = {}

    def words(self, text: str) -> str:
        """The keyed hash that stands for words in the trail."""
        known = self._known.get(text)
        if known is None:
            known = "#" + hmac.new(self._salt, text.encode(), hashlib.sha256).hexdigest()
            if len(text) < 1000 and len(self._known) < 100_000:
                self._known[text] = known
        return known

    def images(self, table: Table, rows: Iterable[Row]) -> Sequence[Image]:
        """Rows of one table as the trail shows them."""
        return self.concealed(table, list(map(itemgetter(*columns(table)), rows)))

    def concealed(self, table: Table, rows: Sequence[Image]) -> Sequence[Image]:
        """Rows given as values of the table's `columns`, with hashes for their words."""
        worded = [place for place, name in enumerate(columns(table)) if "words" in table.columns[name].info]
        if not (rows and worded):
            return rows
        by_column: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place in worded:
            by_column[place] = [None if each is None else self.words(each) for each in by_column[place]]
        return list(zip(*by_column, strict=True))

    def content(self, text: str, edits: str, turns: Iterable[Sequence[Any]]) -> str:
        """The keyed hash of a source's text, edits and turns."""
        digest = hmac.new(self._salt, digestmod=hashlib.sha256)
        digest.update(text.encode())
        digest.update(b"\x1e" + edits.encode())
        for turn in turns:
            digest.update(b"\x1e" + "\x1f".join(map(str, turn)).encode())
        return digest.hexdigest()


def total(table: Table, images: Iterable[Image]) -> int:
    """The order-free sum of the hashes of images of one table."""
    first = sum("later" not in column.info for column in table.columns)
    joined = _joined if first == len(table.columns) else partial(_joined_as_before, first, columns(table))
    return sum(int.from_bytes(hashlib.sha256(joined(each)).digest()) for each in images) % _MODULUS


def add(old: str, added: int, removed: int) -> str:
    """A sum after images came and went, as hexadecimal."""
    return f"{(int(old, 16) + added - removed) % _MODULUS:064x}"


def chain(event: Mapping[str, Any]) -> str:
    """The hash of an event, which covers the hash of the one before it."""
    covered = {name: value for name, value in event.items() if name != "hash"}
    return hashlib.sha256(canonical(covered).encode()).hexdigest()


def _joined(image: Image) -> bytes:
    return (_form(len(image)) % image).encode()


def _joined_as_before(first: int, names: Sequence[str], image: Image) -> bytes:
    """An image whose later columns count only where they hold something."""
    later = zip(names[first:], image[first:], strict=True)
    return b"\x1e".join((_joined(image[:first]), *(f"{n}={v}".encode() for n, v in later if v is not None)))


@cache
def _form(width: int) -> str:
    return "\x1f".join(["%s"] * width)
