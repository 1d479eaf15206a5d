"""The texts of a study, with what stands on them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.refi.identities import derived, remark_id, selection_id
from qualkit.interchange.refi.outgoing import Outgoing, Span, attributes_of, description_of
from qualkit.interchange.refi.timing import sync_points
from qualkit.interchange.refi.tree import add, describe

_SHOWN = 100


def write_text(out: Outgoing, parent: Any, row: Row, *, tag: str = "TextSource") -> None:
    """Write a source as a text with selections: a TextSource, or the text of a PDF or picture."""
    element = _begin(out, parent, row, tag)
    for span in out.spans.get(row["id"], ()):
        selection = _selection(out, element, row, span, tag="PlainTextSelection")
        selection.set("startPosition", str(span[0]))
        selection.set("endPosition", str(span[1]))
    out.annotate(element, "source", row["id"])
    out.variables.write(element, attributes_of(row))


def write_transcript(out: Outgoing, parent: Any, row: Row) -> None:
    """Write a source as the transcript of a recording, with sync points where its turns have times."""
    source = row["id"]
    element = _begin(out, parent, row, "Transcript")
    spans = out.spans.get(source, ())
    points = sync_points(out.project.transcripts[source], (bound for span in spans for bound in span))
    for position, stamp in points.items():
        add(element, "SyncPoint", guid=_sync_id(source, position), position=position, timeStamp=stamp)
    for span in spans:
        selection = _selection(out, element, row, span, tag="TranscriptSelection")
        selection.set("fromSyncPoint", _sync_id(source, span[0]).upper())
        selection.set("toSyncPoint", _sync_id(source, span[1]).upper())
    out.annotate(element, "source", source)


def text_name(source: str) -> str:
    """Give the name that the text of a source has in the file."""
    return f"{source.upper()}.txt"


def write_coding(out: Outgoing, parent: Any, row: Row, notes: Iterable[str]) -> None:
    """Write a coding with the notes on it."""
    element = add(parent, "Coding", guid=row["id"], **out.made(row))
    add(element, "CodeRef", targetGUID=row["code"])
    out.written.add(row["id"])
    out.refer(element, notes)


def _begin(out: Outgoing, parent: Any, row: Row, tag: str) -> Any:
    element = add(
        parent,
        tag,
        guid=row["id"],
        name=row["name"],
        plainTextPath=f"internal://{text_name(row['id'])}",
        **out.made(row),
    )
    describe(element, description_of(row))
    return element


def _selection(out: Outgoing, parent: Any, row: Row, span: Span, *, tag: str) -> Any:
    """Write a selection with its codings and memos; where it is, differs."""
    source = row["id"]
    identity = selection_id(source, *span)
    element = add(parent, tag, guid=identity, name=_quote(out.project.transcripts[source].text, span))
    for coding in out.codings.get(source, {}).get(span, ()):
        memos = out.memos.get(("coding", coding["id"], None), [])
        write_coding(out, element, coding, [remark_id(coding["id"]), *memos])
    out.refer(element, out.memos.get(("source", source, span), ()))
    out.written.add(identity)
    return element


def _quote(text: str, span: Span) -> str:
    """The words of a span on one line, cut where they are many."""
    start, end = span
    words = " ".join(text[start : min(end, start + 4 * _SHOWN)].split())
    return words if len(words) <= _SHOWN and end <= start + 4 * _SHOWN else f"{words[:_SHOWN]}…"


def _sync_id(source: str, position: int) -> str:
    return derived("sync point", source, position)
