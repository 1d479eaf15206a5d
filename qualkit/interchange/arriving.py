"""What of a project comes into a study → rows of the store, in one change."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence

from qualkit.attributes import as_json
from qualkit.collection.intake import edits_kept, turns_kept
from qualkit.interchange.joining import Joining
from qualkit.interchange.project import REFERENCES, Project, Remark, Row
from qualkit.interchange.soundness import NAMESPACE
from qualkit.store import Change, Store, schema
from qualkit.store.change import now
from qualkit.store.ordering import levels

_NOBODY = "unknown"
_NO_LONGER = "#" + "0" * 64


class Arrival:
    """Writes what comes in, and remembers by which key each thing is known here."""

    def __init__(self, store: Store, change: Change, *, coder: str) -> None:
        self._store, self._change, self._coder = store, change, coder
        self._keys: dict[str, dict[str, int]] = {}
        self._study = store.table("study", columns=("id",))["id"].iloc[0]

    def write(self, ours: Project, theirs: Project, joining: Joining) -> None:
        """Write new rows and changed ones, table by table.

        Parameters
        ----------
        ours, theirs
            What is here, and what comes in.
        joining
            Which of their rows are new here, and which are written over ours.
        """
        for table in REFERENCES:
            known = self._store.table(table, columns=("id", "key"))
            self._keys[table] = dict(zip(known["id"].tolist(), known["key"].tolist(), strict=True))
        words = _Words(ours, theirs, joining)
        for table in REFERENCES:
            new = joining.new.get(table, [])
            for rows in levels(new, key="id", parent="parent") if table == "code" else [new]:
                self._insert(table, rows, theirs, words)
            self._rewrite(table, joining.changed.get(table, []), words)

    def _insert(self, table: str, rows: Sequence[Row], project: Project, words: _Words) -> None:
        stored = [self._stored(table, row, project, words) for row in rows]
        keys = self._change.insert(table, stored)
        self._keys[table].update(zip((row["id"] for row in rows), keys, strict=True))
        if table == "source":
            self._put_texts(rows, keys, project)
        for row, key in zip(rows, keys, strict=True) if table == "media" else ():
            if row["id"] in project.files:
                self._change.put_file(key, project.files[row["id"]]())

    def _put_texts(self, rows: Sequence[Row], keys: Sequence[int], project: Project) -> None:
        contents = []
        for row, key in zip(rows, keys, strict=True):
            each = project.transcripts[row["id"]]
            contents.append((key, each.text, edits_kept(each.edits), turns_kept(each.turns)))
        self._change.put_sources(contents)

    def _rewrite(self, table: str, rows: Sequence[Row], words: _Words) -> None:
        """Write the other version of rows over ours; the text of a source stays, see `Study.merge`."""
        for row in rows:
            self._change.update(table, self._keys[table][row["id"]], **self._columns(table, row, words))

    def _stored(self, table: str, row: Row, project: Project, words: _Words) -> Row:
        stored = {"id": row["id"], **self._columns(table, row, words)}
        if table == "source":
            stored |= self._measured(row, project)
        if "created" in schema.metadata.tables[table].c:
            stored["created"] = row.get("created") or self._change.at
        return stored

    def _columns(self, table: str, row: Row, words: _Words) -> Row:
        """The columns of a row as the store has them: keys for ids, text for values."""
        columns: Row = {}
        for column in schema.metadata.tables[table].columns:
            name = column.name.removesuffix("_key")
            if name not in row:
                continue
            if column.name.endswith("_key"):
                columns[column.name] = self._key(REFERENCES[table][name], row[name])
            else:
                columns[column.name] = as_json(row[name]) if "json" in column.info else row[name]
        if "coder_key" in schema.metadata.tables[table].c and columns.get("coder_key") is None:
            columns["coder_key"] = self._coder_key(_NOBODY if table == "coding" else self._coder)
        if table == "memo" and row["about_kind"] == "study":
            columns["about"] = self._study
        if table == "evidence":
            columns["state"] = as_json(self._state(row, words))
        columns.pop("id", None)
        return columns

    def _coder_key(self, name: str) -> int:
        """The key of the coder to whom that belongs for which the file names nobody.

        A coding is never given to the one at work, whose agreement with others it would distort.
        """
        known = self._change.find("coder", name=name)
        return known[0]["key"] if known else self._change.insert("coder", [{"name": name}])[0]

    def _key(self, table: str, identity: str | None) -> int | None:
        return None if identity is None else self._keys[table][identity]

    def _state(self, row: Row, words: _Words) -> Row:
        """What evidence remembers of the words it cites, hashed by the salt of this study."""
        same = row["state"].get("words") is True
        return {
            **row["state"],
            "words": self._store.hasher.words(words.of(row["target"])) if same else _NO_LONGER,
        }

    def _measured(self, row: Row, project: Project) -> Row:
        each = project.transcripts[row["id"]]
        edits, turns = edits_kept(each.edits), turns_kept(each.turns)
        return {
            "digest": row.get("digest") or hashlib.sha256(each.text.encode()).hexdigest(),
            "content": self._store.hasher.content(each.text, edits, turns),
            "length": len(each.text),
            "words": len(each.text.split()),
            "turns": len(turns),
        }


class _Words:
    """The words of codings, memos and summaries, by id, as they will stand here."""

    def __init__(self, ours: Project, theirs: Project, joining: Joining) -> None:
        scripts = {**theirs.transcripts, **ours.transcripts}
        self._texts = {each: script.text for each, script in scripts.items()}
        self._rows: dict[str, Row] = {}
        for table in ("coding", "memo", "summary"):
            for rows in (ours.rows(table), joining.new.get(table, ()), joining.changed.get(table, ())):
                self._rows |= {row["id"]: row for row in rows}

    def of(self, target: str) -> str:
        row = self._rows.get(target)
        if row is None:
            return ""
        return str(row["text"]) if "text" in row else self._texts[row["source"]][row["start"] : row["end"]]


def remembered(origin: str, remarks: Sequence[Remark], actor: str) -> list[Row]:
    """Remarks on what came in, as rows of history, so that they can be read later."""
    return [
        {
            "id": str(uuid.uuid5(NAMESPACE, "\n".join((origin, *_said(remark))))),
            "origin": origin,
            "number": number,
            "at": now(),
            "actor": actor,
            "verb": "import",
            "entity": remark.kind,
            "entity_id": None,
            "details": {"name": remark.name, "status": remark.status, "message": remark.message},
        }
        for number, remark in enumerate(dict.fromkeys(remarks), 1)
    ]


def _said(remark: Remark) -> tuple[str, ...]:
    return remark.kind, remark.name, remark.status, remark.message
