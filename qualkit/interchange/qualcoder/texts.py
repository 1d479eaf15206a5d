"""The texts of a QualCoder project with their codings, annotations and speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from qualkit.interchange.project import Row, Transcript
from qualkit.interchange.qualcoder.media import medium
from qualkit.interchange.qualcoder.reading import SPEAKERS, Reading, Text
from qualkit.interchange.qualcoder.speaking import spoken
from qualkit.interchange.quotations import Quotation, QuotedText, Spot, quotation
from qualkit.interchange.refi.offsets import OffsetModel
from qualkit.interchange.values import time_of, words_of

_QT = OffsetModel(utf16=True, newline=1, mark=1)
"""How the text widget counts in which people code; searches count code points instead."""


def read_texts(reading: Reading) -> None:
    """Read every source that has text, and the codings on it.

    Turns come from the codings that say who speaks, else they are found in the text.
    """
    codings: dict[Any, list[Row]] = defaultdict(list)
    for row in reading.rows("code_text", "ctid cid fid seltext pos0 pos1 owner date memo important"):
        codings[row["fid"]].append(row)
    references = _references(reading)
    for row in reading.rows("source", "id name fulltext mediapath memo owner date risid"):
        if medium(row["mediapath"]) is None and not _is_scan(row):
            _read_text(reading, row, codings[row["id"]], references.get(row["risid"], []))
    lost = sum(len(rows) for number, rows in codings.items() if number not in reading.texts)
    if lost:
        message = f"{lost} of these are on a text that is not in the project."
        reading.draft.remark("coding", "codings", "left out", message)


def read_annotations(reading: Reading) -> None:
    """Read what was written beside spans, as memos on them."""
    for row in reading.rows("annotation", "fid pos0 pos1 memo owner date"):
        text = reading.texts.get(row["fid"])
        if text is not None:
            spot = text.quoted.place(quotation(row["pos0"], row["pos1"]))
            span = {"start": spot.start, "end": spot.end}
            reading.draft.memo("source", text.id, words_of(row["memo"]), **span, **reading.draft.signed(row))


def _quotation(row: Row) -> Quotation:
    return quotation(row["pos0"], row["pos1"], row["seltext"])


def _is_scan(row: Row) -> bool:
    """Whether a source is a PDF without text, which is kept as a file only."""
    return words_of(row["mediapath"]).lower().endswith(".pdf") and not words_of(row["fulltext"]).strip()


def _references(reading: Reading) -> dict[Any, list[str]]:
    """The bibliographic entries (RIS) by number, each as lines such as ``Title: …``."""
    entries: dict[Any, list[str]] = defaultdict(list)
    for row in reading.rows("ris", "risid tag longtag value"):
        entries[row["risid"]].append(f"{row['longtag'] or row['tag']}: {words_of(row['value'])}")
    return entries


def _read_text(reading: Reading, row: Row, codings: Sequence[Row], reference: list[str]) -> None:
    name = words_of(row["name"])
    quoted = QuotedText(words_of(row["fulltext"]), map(_quotation, codings), habit=_QT)
    places = [(coding, quoted.place(_quotation(coding))) for coding in codings]
    transcript = _transcript(reading, quoted.text, places)
    attributes = dict(reading.attributes.get(("file", row["id"]), {}))
    if reference:
        attributes["reference"] = reference
    identity = reading.draft.source(
        name,
        name=name,
        text=quoted.text,
        transcript=transcript,
        attributes=attributes,
        created=time_of(row["date"]),
    )
    reading.texts[row["id"]] = Text(identity, quoted)
    reading.draft.memo("source", identity, words_of(row["memo"]), **reading.draft.signed(row))
    for coding, spot in places:
        if coding["owner"] != SPEAKERS:
            _add_coding(reading, coding, spot, name)


def _transcript(reading: Reading, text: str, places: Iterable[tuple[Row, Spot]]) -> Transcript | None:
    speeches = [
        (spot.start, spot.end, reading.code_names[coding["cid"]])
        for coding, spot in places
        if coding["owner"] == SPEAKERS and coding["cid"] in reading.code_names
    ]
    return spoken(text, speeches) if speeches else None


def _add_coding(reading: Reading, row: Row, spot: Spot, source: str) -> None:
    draft, signed = reading.draft, reading.draft.signed(row)
    code = reading.code_names.get(row["cid"], "")
    identity = draft.coding(
        *(source, row["pos0"], row["pos1"], code, row["owner"]),
        source=draft.identity("source", source),
        start=spot.start,
        end=spot.end,
        code=draft.identity("code", code),
        memo=words_of(row["memo"]) or None,
        **signed,
    )
    if spot.message:
        draft.remark("coding", f"{code} in {source}", spot.status, spot.message)
    if row["important"]:
        text = "Marked as important in QualCoder."
        draft.memo("coding", identity, text, kind="jotting", name="important", **signed)
