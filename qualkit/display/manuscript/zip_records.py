"""Zip archives changed record by record, so that what is not changed keeps every byte."""

from __future__ import annotations

import io
import struct
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualkit.errors import InvalidInput

_DIRECTORY_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_OFFSET = 42  # where an entry of the directory says where its record begins
_ZIP64 = 0xFFFFFFFF
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class _Record:
    name: str
    entry: bytes
    body: bytes


def repacked(archive: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """The archive with some members changed or added, or removed where None is given.

    All other members keep their compressed bytes, times and attributes, and all their order.
    """
    records = list(_records(archive))
    present = {each.name: each for each in records}
    new = {
        name: _record(name, content, like=present.get(name))
        for name, content in changed.items()
        if content is not None
    }
    kept = [new.pop(each.name, each) for each in records if changed.get(each.name, b"") is not None]
    return _joined([*kept, *new.values()])


def _records(archive: bytes) -> Iterator[_Record]:
    end = archive.rfind(b"PK\x05\x06")
    _, _, _, _, count, size, declared, _ = _DIRECTORY_END.unpack_from(archive, end)
    if declared == _ZIP64:
        raise InvalidInput("The Word file is larger than 4 GB, and cannot be changed in place.")
    directory = end - size
    entries = list(_entries(archive, directory, count))
    shift = directory - declared  # what stands before the archive, if anything
    starts = [struct.unpack_from("<L", entry, _OFFSET)[0] + shift for _, entry in entries]
    bounds = sorted({*starts, directory})
    for (name, entry), start in zip(entries, starts, strict=True):
        yield _Record(name, entry, archive[start : bounds[bisect_right(bounds, start)]])


def _entries(archive: bytes, place: int, count: int) -> Iterator[tuple[str, bytes]]:
    for _ in range(count):
        fields = _ENTRY.unpack_from(archive, place)
        name, extra, comment = fields[10:13]
        named = archive[place + _ENTRY.size : place + _ENTRY.size + name]
        length = _ENTRY.size + name + extra + comment
        yield named.decode("utf-8" if fields[3] & 0x800 else "cp437"), archive[place : place + length]
        place += length


def _record(name: str, content: bytes, *, like: _Record | None) -> _Record:
    """A member as an archive of its own holds it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as alone:
        alone.writestr(_information(name, like), content)
    return next(_records(packed.getvalue()))


def _information(name: str, like: _Record | None) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _STAMP)
    made.compress_type = zipfile.ZIP_DEFLATED
    if like is not None:
        fields = _ENTRY.unpack_from(like.entry)
        made.create_system, made.external_attr = fields[1] >> 8, fields[15]
        made.date_time = _time(fields[5], fields[6])
    return made


def _time(clock: int, day: int) -> tuple[int, int, int, int, int, int]:
    date = (day >> 9) + 1980, day >> 5 & 15, day & 31
    return *date, clock >> 11, clock >> 5 & 63, (clock & 31) * 2


def _joined(records: list[_Record]) -> bytes:
    written = io.BytesIO()
    directory: list[bytes] = []
    for each in records:
        offset = struct.pack("<L", written.tell())
        directory.append(each.entry[:_OFFSET] + offset + each.entry[_OFFSET + 4 :])
        written.write(each.body)
    start = written.tell()
    entries = b"".join(directory)
    count = len(records)
    end = _DIRECTORY_END.pack(b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return written.getvalue() + entries + end
