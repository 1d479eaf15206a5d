"""RQDA projects (.rqda): the database of RQDA, without what was deleted in it."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Project, Row
from qualkit.interchange.quotations import Quotation, QuotedText, quotation
from qualkit.interchange.refi.offsets import OffsetModel
from qualkit.interchange.values import measured, time_of, whole_of, words_of
from qualkit.store.foreign import Foreign, foreign

SUFFIXES = (".rqda",)

_TABLES = {"project", "source", "freecode", "treecode", "coding"}
_GTK = OffsetModel(utf16=False, newline=2, mark=1)
"""How RQDA counts: as its text widget does, in characters, of which CR and LF are one each."""
_KEPT = 1
"""The status of a row that was not deleted."""


def sniff(path: Path) -> bool:
    """Tell whether a file is a database of RQDA."""
    try:
        with foreign(path) as database:
            return database.tables >= _TABLES
    except (InvalidInput, OSError):
        return False


def read(path: Path) -> Project:
    """Read a project.

    Returns
    -------
    Project
        Code categories are codes above their codes, file categories are sets. Both sets of codings came in.
        An annotation is a memo on the one character at which it stands.

    Raises
    ------
    InvalidInput
        The database is damaged.
    """
    with foreign(path) as database:
        project = next(iter(database.rows("project", ("date", "memo"))), {})
        draft = Draft("RQDA", project.get("date"))
        draft.memo("study", "", words_of(project.get("memo")))
        _Reading(database, draft).read()
    return draft.project(path.stem)


class _Reading:
    """The parts of a project, each read after those that it refers to."""

    def __init__(self, database: Foreign, draft: Draft) -> None:
        self._database, self._draft = database, draft
        self._codes = {row["id"]: words_of(row["name"]) for row in self._rows("freecode", "id name")}
        self._texts: dict[Any, QuotedText] = {}
        self._sources: dict[Any, str] = {}

    def read(self) -> None:
        self._read_codes()
        self._read_sources()
        self._read_annotations()
        self._read_cases()
        self._read_journals()
        self._read_file_categories()
        self._leave_out_images()

    def _rows(self, table: str, columns: str) -> Iterator[Row]:
        """Give the rows that were not deleted, with some columns, named in one string."""
        for row in self._database.rows(table, ("status", *columns.split())):
            if whole_of(row["status"]) == _KEPT:
                yield row

    def _read_codes(self) -> None:
        taken = set(self._codes.values())
        categories: dict[Any, str] = {}
        for row in self._rows("codecat", "catid name memo"):
            name = words_of(row["name"])
            categories[row["catid"]] = f"{name} (category)" if name in taken else name
            self._draft.code(categories[row["catid"]], parent=None, memo=words_of(row["memo"]))
        above: dict[Any, list[str]] = defaultdict(list)
        for row in self._rows("treecode", "cid catid"):
            above[row["cid"]] += [categories[row["catid"]]] if row["catid"] in categories else []
        for row in self._rows("freecode", "id name memo color"):
            name, memo, colour = (words_of(row[column]) for column in ("name", "memo", "color"))
            parent = next(iter(above[row["id"]]), None)
            self._draft.code(name, parent=parent, memo=memo, colour=colour)
            if others := above[row["id"]][1:]:
                message = f"It is below {parent!r} only, and not also below {', '.join(map(repr, others))}."
                self._draft.remark("code", name, "adjusted", message)

    def _read_sources(self) -> None:
        codings: dict[Any, list[Row]] = defaultdict(list)
        for table in ("coding", "coding2"):
            for row in self._rows(table, "cid fid seltext selfirst selend owner date memo"):
                codings[row["fid"]].append(row)
        attributes = self._attributes("fileAttr", "fileID")
        for row in self._rows("source", "id name file memo owner date"):
            name, mine = words_of(row["name"]), codings[row["id"]]
            quoted = QuotedText(words_of(row["file"]), map(_quotation, mine), habit=_GTK)
            source = self._draft.source(
                name,
                name=name,
                text=quoted.text,
                attributes=attributes.get(row["id"], {}),
                created=time_of(row["date"]),
            )
            self._texts[row["id"]], self._sources[row["id"]] = quoted, source
            self._draft.memo("source", source, words_of(row["memo"]), **self._draft.signed(row))
            for coding in mine:
                self._read_coding(coding, quoted, name)

    def _read_coding(self, row: Row, quoted: QuotedText, source: str) -> None:
        code = self._codes.get(row["cid"], "")
        spot = quoted.place(_quotation(row))
        self._draft.coding(
            *(source, code, row["selfirst"], row["selend"], row["owner"]),
            source=self._draft.identity("source", source),
            start=spot.start,
            end=spot.end,
            code=self._draft.identity("code", code),
            memo=words_of(row["memo"]) or None,
            **self._draft.signed(row),
        )
        if spot.message:
            self._draft.remark("coding", f"{code} in {source}", spot.status, spot.message)

    def _read_annotations(self) -> None:
        for row in self._rows("annotation", "fid position annotation owner date"):
            position = whole_of(row["position"])
            if row["fid"] in self._texts and position is not None:
                quoted = self._texts[row["fid"]]
                start = min(quoted.place(Quotation(position, position + 1, "")).start, len(quoted.text) - 1)
                span = {"start": start, "end": start + 1}
                about, text = self._sources[row["fid"]], words_of(row["annotation"])
                self._draft.memo("source", about, text, **span, **self._draft.signed(row))

    def _read_cases(self) -> None:
        attributes = self._attributes("caseAttr", "caseID")
        cases: dict[Any, str] = {}
        for row in self._rows("cases", "id name memo owner date"):
            name = words_of(row["name"])
            known = attributes.get(row["id"], {})
            cases[row["id"]] = self._draft.add("case", name, name=name, attributes=known)
            self._draft.memo("case", cases[row["id"]], words_of(row["memo"]), **self._draft.signed(row))
        for row in self._rows("caselinkage", "caseid fid selfirst selend owner date memo"):
            if row["caseid"] in cases and row["fid"] in self._texts:
                self._read_linkage(row, cases[row["caseid"]])

    def _read_linkage(self, row: Row, case: str) -> None:
        source = self._sources[row["fid"]]
        end = sys.maxsize if row["selend"] is None else row["selend"]
        span = self._texts[row["fid"]].part(quotation(row["selfirst"], end))
        key = (case, source, *span.values())
        self._draft.add("membership", *key, case=case, source=source, speaker=None, **span)
        self._draft.memo("source", source, words_of(row["memo"]), **span, **self._draft.signed(row))

    def _attributes(self, table: str, column: str) -> dict[Any, dict[str, Any]]:
        """What is known of cases or files by their number; RQDA writes NA for what is not."""
        types = self._rows("attributes", "name class")
        numeric = {row["name"] for row in types if row["class"] == "numeric"}
        found: dict[Any, dict[str, Any]] = defaultdict(dict)
        for row in self._rows(table, f"variable value {column}"):
            value = words_of(row["value"])
            if value.strip() not in ("", "NA"):
                typed = measured(value) if row["variable"] in numeric else value
                found[row[column]][words_of(row["variable"])] = typed
        return found

    def _read_journals(self) -> None:
        for row in self._rows("journal", "name journal owner date"):
            name = words_of(row["name"])
            self._draft.memo("study", "", words_of(row["journal"]), name=name, **self._draft.signed(row))
        for row in self._rows("attributes", "name memo owner date"):
            title = f"Attribute: {words_of(row['name'])}"
            self._draft.memo("study", "", words_of(row["memo"]), name=title, **self._draft.signed(row))

    def _read_file_categories(self) -> None:
        members: dict[Any, list[list[str]]] = defaultdict(list)
        for row in self._rows("treefile", "fid catid"):
            if row["fid"] in self._sources:
                members[row["catid"]].append(["source", self._sources[row["fid"]]])
        for row in self._rows("filecat", "catid name memo owner date"):
            name, memo = words_of(row["name"]), words_of(row["memo"])
            columns = {
                "description": memo or None,
                "members": members[row["catid"]],
                **self._draft.signed(row),
            }
            self._draft.add("set", name, name=name, **columns)

    def _leave_out_images(self) -> None:
        count = sum(1 for _ in self._rows("image", "name"))
        if count:
            message = f"{count} did not come in: their files are not in the project."
            self._draft.remark("media", "images", "left out", message)


def _quotation(row: Row) -> Quotation:
    return quotation(row["selfirst"], row["selend"], row["seltext"])
