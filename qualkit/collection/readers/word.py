"""Word documents (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualkit.collection.labels import seconds
from qualkit.collection.readers import Reading
from qualkit.collection.utterances import Utterance, transcript
from qualkit.collection.vocabulary import words
from qualkit.collection.wordprocessing import Body, Table, read_body
from qualkit.errors import InvalidInput
from qualkit.model import Turn

SUFFIXES = (".docx",)
_SPEAKER = words("speaker speakers pembicara penutur nama name who siapa")
_SPEECH = words("transcription transcript text speech utterance teks ucapan transkrip transkripsi isi")
_BEGINS = words("start begin begins time timestamp mulai waktu from")
_ENDS = words("end ends stop selesai akhir to")
_LASTS = frozenset(("dur", "duration", "durasi"))
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{1,2}(?:[.,]\d+)?")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*s?")


def sniff(data: bytes) -> bool:  # noqa: ARG001
    """Never be certain: a Word file under another suffix is refused, with the advice to rename it."""
    return False


def read(data: bytes) -> Reading:
    """Read the body of a Word document: a line for each paragraph and each row of a table.

    A table with a speaker and a text column is a transcript: each of its rows becomes speech.

    Raises
    ------
    InvalidInput
        The file is no Word file, is protected by a password or damaged, or holds no text.
    """
    body = read_body(data)
    remarks = _remarks(body)
    tables = [block for block in body.blocks if isinstance(block, Table) and _columns(block)]
    if tables:
        text, turns, dropped = _transcripts(body)
        kept = Reading(text=text, turns=turns, kind="interview", layout="paragraphs")
        return replace(kept, remarks=(*remarks, *dropped))
    text = "".join(f"{line}\n" for block in body.blocks for line in _lines(block))
    if not text.strip():
        raise InvalidInput(
            "The Word file holds no text. If its text is an image, it must be typed or scanned."
        )
    return Reading(text=text, layout="paragraphs", remarks=remarks)


def _lines(block: object) -> Iterator[str]:
    if isinstance(block, Table):
        yield from ("\t".join(row).rstrip("\t") for row in block.rows)
    else:
        yield getattr(block, "text", "")


def _remarks(body: Body) -> tuple[str, ...]:
    return tuple(
        f"{count} {name}{'' if count == 1 else 's'} left out: only the body is read."
        for name, count in sorted(body.left_out.items())
        if count
    )


def _transcripts(body: Body) -> tuple[str, tuple[Turn, ...], tuple[str, ...]]:
    """Write the tables that are transcripts as speech, and all else as lines that nobody says."""
    text = ""
    turns: list[Turn] = []
    remarks: list[str] = []
    for block in body.blocks:
        columns = _columns(block) if isinstance(block, Table) else {}
        if isinstance(block, Table) and columns:
            part, spoken = transcript(_utterances(block, columns))
            remarks += _dropped(block, columns)
        else:
            lines = [line.strip() for line in _lines(block)]
            part, spoken = transcript(Utterance(line) for line in lines if line)
        turns += [replace(turn, start=turn.start + len(text), end=turn.end + len(text)) for turn in spoken]
        text += part
    return text, tuple(turns), tuple(remarks)


def _columns(table: Table) -> dict[str, int]:
    """Give the columns of a transcript by what they hold; nothing if the table is none."""
    header = [cell.casefold().strip(" .:") for cell in table.rows[0]] if table.rows else []
    wanted = {"speaker": _SPEAKER, "text": _SPEECH, "begins": _BEGINS, "ends": _ENDS, "lasts": _LASTS}
    found = {
        what: next(index for index, cell in enumerate(header) if cell in names)
        for what, names in wanted.items()
        if any(cell in names for cell in header)
    }
    return found if {"speaker", "text"} <= found.keys() else {}


def _utterances(table: Table, columns: dict[str, int]) -> Iterator[Utterance]:
    for row in table.rows[1:]:
        cells = {what: row[index].strip() for what, index in columns.items() if index < len(row)}
        if cells.get("text"):
            begins = _time(cells.get("begins", ""))
            ends = _time(cells.get("ends", ""))
            lasts = _LENGTH.fullmatch(cells.get("lasts", ""))
            if ends is None and begins is not None and lasts:
                ends = round(begins + float(lasts[1].replace(",", ".")), 3)
            yield Utterance(cells["text"], cells.get("speaker") or None, begins, ends)


def _time(cell: str) -> float | None:
    return seconds(cell) if _CLOCK.fullmatch(cell) else None


def _dropped(table: Table, columns: dict[str, int]) -> Sequence[str]:
    others = [index for index in range(len(table.rows[0])) if index not in columns.values()]
    named = [
        table.rows[0][index] or f"column {index + 1}"
        for index in others
        if any(len(row) > index and row[index] for row in table.rows[1:])
    ]
    return [f"Columns of the transcript left out: {', '.join(named)}."] if named else []
