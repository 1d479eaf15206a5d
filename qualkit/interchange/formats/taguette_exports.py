"""Taguette exports (.csv, .xlsx): a codebook, or the highlights of its documents."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualkit.errors import InvalidInput
from qualkit.interchange.drafting import Draft
from qualkit.interchange.project import Project, Transcript
from qualkit.interchange.taguette.sheets import table
from qualkit.interchange.taguette.tags import Tag, add_tags
from qualkit.model import Turn

SUFFIXES = (".csv", ".xlsx")

_HIGHLIGHTS = {"id", "document", "tag", "content"}
_TAGS = ("tag", "name", "path")
_CODEBOOK = {*_TAGS, "parent", "description", "number of highlights", "number of documents"}
_BETWEEN = "\n\n"


@dataclass(slots=True)
class _Highlight:
    content: str
    tags: list[str] = field(default_factory=list)


def sniff(path: Path) -> bool:
    """Tell whether a file is a table with the columns of a codebook or of highlights."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    try:
        columns, _ = table(path)
    except (InvalidInput, OSError):
        return False
    return set(columns) >= _HIGHLIGHTS or _tag_column(columns) is not None


def read(path: Path) -> Project:
    """Read a codebook or highlights.

    Returns
    -------
    Project
        Of a codebook, the codes. Of highlights, a document made of the excerpts of each document, one a
        paragraph, with their codings: the export has neither the rest of the text nor who coded it.

    Raises
    ------
    InvalidInput
        It is neither, or a damaged file.
    """
    columns, rows = table(path)
    draft = Draft("Taguette", hashlib.sha256(path.read_bytes()).hexdigest())
    column = _tag_column(columns)
    if set(columns) >= _HIGHLIGHTS:
        _read_highlights(draft, rows)
    elif column is not None:
        _read_codebook(draft, rows, column)
    else:
        raise InvalidInput(
            "This is no export of Taguette. A codebook has a column tag, name or path, and a description; "
            "highlights have the columns id, document, tag and content."
        )
    return draft.project(None)


def _tag_column(columns: Collection[str]) -> str | None:
    """The column of a codebook that has the paths of the tags, if the columns are those of one."""
    found = [name for name in _TAGS if name in columns]
    is_codebook = "description" in columns or set(columns) <= _CODEBOOK
    return found[0] if len(found) == 1 and is_codebook else None


def _read_codebook(draft: Draft, rows: Iterable[Mapping[str, str]], column: str) -> None:
    tags = []
    for number, row in enumerate(rows, 2):
        path, description, parent = (row.get(each, "").strip() for each in (column, "description", "parent"))
        if path:
            tags.append(Tag(path, description, parent or None))
        else:
            draft.remark("code", f"row {number}", "left out", "It has no tag.")
    add_tags(draft, tags)


def _read_highlights(draft: Draft, rows: Sequence[Mapping[str, str]]) -> None:
    documents: dict[str, dict[str, _Highlight]] = {}
    for number, row in enumerate(rows, 2):
        highlights = documents.setdefault(row["document"], {})
        highlight = highlights.setdefault(row["id"] or f"row {number}", _Highlight(row["content"].strip()))
        highlight.tags += [row["tag"].strip()] if row["tag"].strip() else []
    paths = dict.fromkeys(tag for each in documents.values() for one in each.values() for tag in one.tags)
    add_tags(draft, [Tag(path) for path in paths])
    for name, highlights in documents.items():
        _read_document(draft, name, highlights)


def _read_document(draft: Draft, name: str, highlights: Mapping[str, _Highlight]) -> None:
    text = _BETWEEN.join(each.content for each in highlights.values())
    source = draft.identity("source", name)
    turns, at = [], 0
    for number, highlight in highlights.items():
        turn = Turn(start=at, end=at + len(highlight.content))
        at = turn.end + len(_BETWEEN)
        turns.append(turn)
        for tag in dict.fromkeys(highlight.tags):
            code = draft.identity("code", tag)
            draft.coding(name, number, tag, source=source, start=turn.start, end=turn.end, code=code)
    draft.source(name, name=name, text=text, transcript=Transcript(text, tuple(turns)), kind="document")
    message = "Only its highlighted excerpts came in, since the export has nothing else of it."
    draft.remark("source", name, "noted", message)
