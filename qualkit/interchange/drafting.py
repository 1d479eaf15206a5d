"""A project in the making: the rows that the reader of another program's database finds, one by one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from qualkit.interchange.project import REFERENCES, Project, Remark, Row, Transcript
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.texts import as_transcript
from qualkit.interchange.values import time_of, words_of
from qualkit.model import Code
from qualkit.reduction.stored import definition

_COLOUR = re.compile("#[0-9A-Fa-f]{6}")


class Draft:
    """Gathers rows, and gives each an id made of what identifies it in its program.

    Parameters
    ----------
    program
        The program that the rows come from.
    project
        What tells its project from others, the same in every copy: when it was made.
    """

    def __init__(self, program: str, project: object) -> None:
        self._program, self._project = program, project
        self._tables: dict[str, list[Row]] = {table: [] for table in REFERENCES}
        self._coders: dict[str, str] = {}
        self._transcripts: dict[str, Transcript] = {}
        self._files: dict[str, Callable[[], bytes]] = {}
        self._remarks: list[Remark] = []

    def identity(self, table: str, *key: object) -> str:
        """Give the id of a row by its key, whether it was added already or will be."""
        return derived(self._program, self._project, table, *key)

    def add(self, table: str, *key: object, **columns: Any) -> str:
        """Add a row, and give its id."""
        identity = self.identity(table, *key)
        self._tables[table].append({"id": identity, **columns})
        return identity

    def coder(self, name: str) -> str | None:
        """Give the id of a coder, who is added when named first; None for nobody."""
        if not name.strip():
            return None
        if name not in self._coders:
            self._coders[name] = self.add("coder", name, name=name)
        return self._coders[name]

    def signed(self, row: Row) -> dict[str, Any]:
        """Give the columns ``coder`` and ``created`` of what has an ``owner`` and a ``date``."""
        return {"coder": self.coder(words_of(row["owner"])), "created": time_of(row["date"])}

    def code(self, name: str, *, parent: str | None, memo: str, colour: str | None = None) -> str:
        """Add a code, below the one that has the name `parent`, with what is written about it.

        A colour that is not ``#RRGGBB`` is left out.
        """
        shown = colour if colour and _COLOUR.fullmatch(colour) else None
        row = {
            "parent": None if parent is None else self.identity("code", parent),
            "position": len(self._tables["code"]),
            "definition": definition(Code(name=name, definition=memo, colour=shown)),
        }
        return self.add("code", name, name=name, **row)

    def source(
        self, *key: object, name: str, text: str, transcript: Transcript | None = None, **columns: Any
    ) -> str:
        """Add a source with its text; its turns are found in the text where they are not given.

        The digest is that of the text, since no database keeps the file that was imported.
        """
        kind, found = ("interview", transcript) if transcript else as_transcript(text, path=name)
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
        row = {"kind": kind, "path": None, "attributes": {}, "digest": digest} | columns
        identity = self.add("source", *key, name=name, **row)
        self._transcripts[identity] = found
        return identity

    def coding(self, *key: object, **columns: Any) -> str:
        """Add a coding that came in; its source, span and code are among the columns."""
        row = {"coder": None, "weight": None, "memo": None, "origin": "import", "status": "accepted"}
        return self.add("coding", *key, **{**row, "created": None, **columns})

    def file(self, media: str, content: Callable[[], bytes]) -> None:
        """Add the contents of a medium."""
        self._files[media] = content

    def memo(self, about_kind: str, about: str, text: str, **columns: Any) -> None:
        """Add a memo on a thing, unless there is nothing in it."""
        if text.strip():
            row = {"kind": "analytic", "coder": None, "created": None} | columns
            key = (about_kind, about, text, *row.values())
            self.add("memo", *key, about_kind=about_kind, about=about, text=text, **row)

    def remark(self, kind: str, name: str, status: str, message: str) -> None:
        """Say what was noticed about one thing."""
        self._remarks.append(Remark(kind=kind, name=name, status=status, message=message))

    def project(self, title: str | None) -> Project:
        """Give the project with everything that was added."""
        return Project(
            title=title,
            tables=self._tables,
            transcripts=self._transcripts,
            files=self._files,
            remarks=tuple(self._remarks),
        )
