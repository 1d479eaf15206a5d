"""Word documents (.docx)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
_TIMES = ("begins", "ends", "lasts")
_NUMBER = re.compile(r"\d+[.)]?")
_REASONS = {
    "symbol": "only a font says what it shows",
    "embedded file": "open it in Word, which takes its text in, and save it again",
}


def sniff(data: bytes) -> bool:  # noqa: ARG001
    """Never be certain: a Word file under another suffix is refused, with the advice to rename it."""
    return False


def read(data: bytes) -> Reading:
    """Read the body of a Word document: a line for each paragraph and each row of a table.

    A table with a speaker and a text column is a transcript: each of its rows becomes speech. A row
    without speech in its place, such as a heading over the whole width, is a turn of nobody.

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
        f"{count} {name}{'' if count == 1 else 's'} left out: {_REASONS.get(name, 'only the body is read')}."
        for name, count in sorted(body.left_out.items())
        if count
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table that is a transcript: its rows below the header, and its columns by what they hold."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: Mapping[str, int]

    def cell(self, row: Sequence[str], what: str) -> str:
        """Give a row's cell in the column that holds that, blank where there is none."""
        at = self.columns.get(what, len(row))
        return row[at] if at < len(row) else ""

    def is_spoken(self, row: Sequence[str]) -> bool:
        """Tell whether there is speech in the column for it."""
        return bool(self.cell(row, "text"))


def _transcripts(body: Body) -> tuple[str, tuple[Turn, ...], tuple[str, ...]]:
    """Write the tables that are transcripts as speech, and all else as lines that nobody says."""
    text = ""
    turns: list[Turn] = []
    remarks: list[str] = []
    for block in body.blocks:
        columns = _columns(block) if isinstance(block, Table) else {}
        if isinstance(block, Table) and columns:
            grid = _Grid(block.rows[0], block.rows[1:], columns)
            utterances, silent = _utterances(grid)
            part, spoken = transcript(utterances)
            remarks += [*_dropped(grid), *_unread(grid), *silent]
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


def _utterances(grid: _Grid) -> tuple[list[Utterance], list[str]]:
    """Give the rows as speech, and a remark on those in which there is nothing to keep."""
    speakers = {grid.cell(row, "speaker") for row in grid.rows if grid.is_spoken(row)}
    utterances: list[Utterance] = []
    silent = 0
    for row in grid.rows:
        elsewhere = _said_elsewhere(grid, row)
        if grid.is_spoken(row):
            utterances.append(_utterance(grid, row))
        elif elsewhere and not (len(elsewhere) == 1 and elsewhere[0] in speakers):
            utterances.append(Utterance(" ".join(elsewhere)))
        else:
            silent += any(row)
    rows = "1 row" if silent == 1 else f"{silent} rows"
    return utterances, [f"{rows} of the transcript without speech left out."] if silent else []


def _utterance(grid: _Grid, row: Sequence[str]) -> Utterance:
    begins = _time(grid.cell(row, "begins"))
    ends = _time(grid.cell(row, "ends"))
    lasts = _LENGTH.fullmatch(grid.cell(row, "lasts"))
    if ends is None and begins is not None and lasts:
        ends = round(begins + float(lasts[1].replace(",", ".")), 3)
    return Utterance(grid.cell(row, "text"), grid.cell(row, "speaker") or None, begins, ends)


def _said_elsewhere(grid: _Grid, row: Sequence[str]) -> list[str]:
    """Give what stands outside the column of speech, except times and the numbers of rows."""
    timed = {grid.columns.get(what) for what in _TIMES}
    return [
        cell
        for index, cell in enumerate(row)
        if cell and not _NUMBER.fullmatch(cell) and not (index in timed and _is_time(cell))
    ]


def _is_time(cell: str) -> bool:
    return bool(_CLOCK.fullmatch(cell) or _LENGTH.fullmatch(cell))


def _time(cell: str) -> float | None:
    return seconds(cell) if _CLOCK.fullmatch(cell) else None


def _dropped(grid: _Grid) -> list[str]:
    spoken = [row for row in grid.rows if grid.is_spoken(row)]
    named = [
        (grid.header[index] if index < len(grid.header) else "") or f"column {index + 1}"
        for index in range(max(map(len, spoken), default=0))
        if index not in grid.columns.values() and any(len(row) > index and row[index] for row in spoken)
    ]
    return [f"Columns of the transcript left out: {', '.join(named)}."] if named else []


def _unread(grid: _Grid) -> list[str]:
    """Say which times of speech are written in a way that is not read."""
    patterns = {"begins": _CLOCK, "ends": _CLOCK, "lasts": _LENGTH}
    cells = [
        grid.cell(row, what)
        for row in grid.rows
        if grid.is_spoken(row)
        for what, pattern in patterns.items()
        if grid.cell(row, what) and not pattern.fullmatch(grid.cell(row, what))
    ]
    if not cells:
        return []
    return [
        f"{len(cells)} of the transcript's times left out, such as {cells[0]!r}: "
        "they are read where they are written as 1:02:03."
    ]
