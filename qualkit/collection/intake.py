"""Files on their way into a study: read one by one, and written in one change."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

from qualkit.attributes import as_json, changed, renamed, said
from qualkit.collection.files import Found
from qualkit.collection.reading import read_source
from qualkit.errors import Conflict, InvalidInput, QualkitError
from qualkit.model import Edit, Kind, Source, Turn
from qualkit.session import Session
from qualkit.store import Change

TURN = ("number", "start", "end", "speaker", "role", "begins", "ends")
"""What the store keeps of a turn, in the order of `turns_kept`."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What is kept in memory of a source that was read: its row, and the cases that it names."""

    row: dict[str, Any]
    cases: list[str]


class Intake:
    """Reads files one by one, and writes all that could be read in one change.

    The texts wait on disk meanwhile, so that memory holds one of them at a time.
    """

    def __init__(self, session: Session) -> None:
        self.report: list[dict[str, Any]] = []
        self._session = session
        self._read: list[_Read] = []
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115
        self._seen = session.version
        known = session.table("source")
        self._names = {name.casefold() for name in known["name"]}
        self._digests = dict(zip(known["digest"], known["name"], strict=True)) | _revised(session)
        self._paths = {path: name for path, name in zip(known["path"], known["name"], strict=True) if path}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._texts.close()

    def take(self, found: Found, kind: Kind | None, said: Mapping[str, Any]) -> None:
        """Read one file, or say why not."""
        path = self._relative(found.path)
        try:
            if found.problem:
                raise InvalidInput(found.problem)
            data = found.path.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            known = self._digests.get(digest)
            if known is not None:
                self._say(found.path, known, "known", message=f"the same content as {known}")
                return
            if path in self._paths:
                name = self._paths[path]
                raise Conflict(
                    f"the file was changed since it was added as {name!r}. Bring the new version with "
                    f"study.collection.revise({name!r}, file): what was coded moves with the text."
                )
            source = read_source(
                data, path=str(found.path), kind=kind, attributes={**found.attributes, **said}
            )
            source = replace(source, name=self._free_name(source.name, found.path), path=path)
        except (QualkitError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            self._say(found.path, None, "refused", message=reason.removeprefix(f"{found.path}: "))
            return
        self._digests[digest] = source.name
        self._names.add(source.name.casefold())
        self._keep(source)
        self._say(found.path, source.name, "added", source=source, message="; ".join(source.remarks))

    def write(self) -> None:
        """Write what was read, with the cases that it names."""
        if self._read:
            with self._session.change("add", "source") as change:
                self._write(change)

    def _write(self, change: Change) -> None:
        if change.seq != self._seen + 1:
            self._make_way(change.all("source"))
        kept = [each for each in self._read if each.row["name"] is not None]
        keys = change.insert("source", [{**each.row, "created": change.at} for each in kept])
        by_digest = {each.row["digest"]: key for each, key in zip(kept, keys, strict=True)}
        change.put_sources(
            (by_digest[digest], *content) for digest, *content in self._waiting() if digest in by_digest
        )
        members = [
            {"case_key": case_key(change, case), "source_key": key}
            for each, key in zip(kept, keys, strict=True)
            for case in each.cases
        ]
        change.insert("membership", members)

    def _keep(self, source: Source) -> None:
        """Put a source aside until all are read."""
        edits, turns = edits_kept(source.edits), turns_kept(source.turns)
        pickle.dump((source.digest, source.text, edits, turns), self._texts)
        attributes = {name: value for name, value in source.attributes.items() if name != "case"}
        row = {
            "name": source.name,
            "kind": source.kind,
            "path": source.path,
            "digest": source.digest,
            "content": self._session.store.hasher.content(source.text, edits, turns),
            "length": len(source.text),
            "words": len(source.text.split()),
            "turns": len(source.turns),
            "attributes": as_json(changed({}, renamed(attributes))),
        }
        self._read.append(_Read(row, _cases(source)))

    def _waiting(self) -> Iterator[tuple[Any, ...]]:
        """Give what was put aside: digest, text, edits and turns of each source."""
        self._texts.seek(0)
        for _ in self._read:
            yield pickle.load(self._texts)

    def _make_way(self, present: Sequence[Mapping[str, Any]]) -> None:
        """Leave out, or name otherwise, what somebody else has added while the files were read."""
        digests = {row["digest"]: row["name"] for row in present}
        self._names = {row["name"].casefold() for row in present}
        added = {entry["source"]: entry for entry in self.report if entry["status"] == "added"}
        for each in self._read:
            entry = added[each.row["name"]]
            if each.row["digest"] in digests:
                name = digests[each.row["digest"]]
                entry |= {"source": name, "status": "known", "message": f"the same content as {name}"}
                each.row["name"] = None
                continue
            free = self._free_name(each.row["name"], Path(entry["path"]))
            entry["source"] = each.row["name"] = free
            self._names.add(free.casefold())

    def _relative(self, path: Path) -> str:
        where = Path(self._session.store.where)
        base = where.parent if where.parent.is_dir() else Path()
        try:
            return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(base))).as_posix()
        except ValueError:
            return path.as_posix()

    def _free_name(self, name: str, path: Path) -> str:
        """The file's name, with as many of its folders as tell it from the others."""
        parents = list(Path(os.path.realpath(path)).parts[1:-1])
        candidate = name
        while candidate.casefold() in self._names and parents:
            candidate = f"{parents.pop()}/{candidate}"
        number = 2
        while candidate.casefold() in self._names:
            candidate = f"{name} ({number})"
            number += 1
        return candidate

    def _say(
        self, path: Path, name: str | None, status: str, *, source: Source | None = None, message: str = ""
    ) -> None:
        self.report.append(
            {
                "path": str(path),
                "source": name,
                "status": status,
                "kind": source.kind if source else None,
                "turns": len(source.turns) if source else 0,
                "words": len(source.text.split()) if source else 0,
                "message": message,
            }
        )


def case_key(change: Change, name: str) -> int:
    """The key of a case by name (in any case), made if it is new."""
    wanted = said("name of a case", name).strip()
    for known in change.all("case"):
        if known["name"].casefold() == wanted.casefold():
            return int(known["key"])
    return change.insert("case", [{"name": wanted, "attributes": "{}"}])[0]


def _cases(source: Source) -> list[str]:
    given = source.attributes.get("case")
    named = given if isinstance(given, (list, tuple)) else [given]
    return [str(each) for each in named if each is not None]


def _revised(session: Session) -> dict[str, str]:
    """The sources by the digests of the files that they were read from before they were revised."""
    names = session.table("source").set_index("key")["name"]
    earlier = session.store.table("revision", columns=("source_key", "digest"))
    return dict(zip(earlier["digest"], earlier["source_key"].map(names), strict=True))


def edits_kept(edits: Sequence[Edit]) -> str:
    """Edits as the store keeps them."""
    return as_json([[edit.start, edit.end, edit.original] for edit in edits])


def turns_kept(turns: Sequence[Turn]) -> list[tuple[Any, ...]]:
    """Turns as the store keeps them, numbered."""
    return [
        (number, turn.start, turn.end, turn.speaker, turn.role, _seconds(turn.begins), _seconds(turn.ends))
        for number, turn in enumerate(turns, 1)
    ]


def _seconds(value: float | None) -> float | None:
    return None if value is None else float(value)
