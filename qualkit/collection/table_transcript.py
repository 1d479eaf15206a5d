"""Tables in which speech is written down, row by row → a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualkit.collection.blocks import Block, Table, lines
from qualkit.collection.speakers import may_name_speaker
from qualkit.collection.stamps import seconds
from qualkit.collection.utterances import Utterance, transcript
from qualkit.collection.vocabulary import words
from qualkit.model import Turn

_SPEAKER = words("speaker speakers pembicara penutur nama name who siapa")
_SPEECH = words("transcription transcript text speech utterance teks ucapan transkrip transkripsi isi")
_BEGINS = words("start begin begins time timestamp mulai waktu from")
_ENDS = words("end ends stop selesai akhir to")
_LASTS = frozenset(("dur", "duration", "durasi"))
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{1,2}(?:[.,]\d+)?")
_LENGTH = re.compile(r"(\d+(?:[.,]\d+)?)\s*s?")
_TIMES = ("begins", "ends", "lasts")
_FEWEST = 4
_WIDEST = 5
_NUMBER = re.compile(r"\d+[.)]?")


def is_transcript(block: Block) -> bool:
    """Tell whether a block is a table with speakers in one column and speech in another."""
    return isinstance(block, Table) and _grid(block) is not None


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


def table_transcripts(blocks: Iterable[Block]) -> tuple[str, tuple[Turn, ...], tuple[str, ...]]:
    """Write the tables that are transcripts as speech, and all else as lines that nobody says.

    A row without speech in its place, such as a heading over the whole width, is a turn of nobody.

    Returns
    -------
    text : str
        One line a turn.
    turns : tuple of Turn
        Without roles.
    remarks : tuple of str
        What was left out of the tables.
    """
    text = ""
    turns: list[Turn] = []
    remarks: list[str] = []
    for block in blocks:
        grid = _grid(block) if isinstance(block, Table) else None
        if grid is not None:
            utterances, silent = _utterances(grid)
            part, spoken = transcript(utterances)
            remarks += [*_dropped(grid), *_unread(grid), *silent]
        else:
            part, spoken = transcript(Utterance(line.strip()) for line in lines(block) if line.strip())
        turns += [replace(turn, start=turn.start + len(text), end=turn.end + len(text)) for turn in spoken]
        text += part
    return text, tuple(turns), tuple(remarks)


def _grid(table: Table) -> _Grid | None:
    """Give a table as a transcript: by the header of its columns, else by what stands in them."""
    named = _named_columns(table)
    if named:
        return _Grid(table.rows[0], table.rows[1:], named)
    guessed = _guessed_columns(table)
    return _Grid((), table.rows, guessed) if guessed else None


def _named_columns(table: Table) -> dict[str, int]:
    header = [cell.casefold().strip(" .:") for cell in table.rows[0]] if table.rows else []
    wanted = {"speaker": _SPEAKER, "text": _SPEECH, "begins": _BEGINS, "ends": _ENDS, "lasts": _LASTS}
    found = {
        what: next(index for index, cell in enumerate(header) if cell in names)
        for what, names in wanted.items()
        if any(cell in names for cell in header)
    }
    return found if {"speaker", "text"} <= found.keys() else {}


def _guessed_columns(table: Table) -> dict[str, int]:
    """Find columns without a header: few names that take turns, beside much longer text, maybe times.

    Without times, somebody must ask: else it may be a table of a few terms and what is said on them.
    """
    rows = [row for row in table.rows if any(row)]
    width = max(map(len, rows), default=0)
    columns = [[row[at] if at < len(row) else "" for row in rows] for at in range(width)]
    if len(rows) < _FEWEST or not 2 <= width <= _WIDEST:
        return {}
    timed = [
        at
        for at, cells in enumerate(columns)
        if all(map(_CLOCK.fullmatch, filter(None, cells))) and any(cells)
    ]
    named = [at for at, cells in enumerate(columns) if at not in timed and _take_turns(cells)]
    longest = max(range(width), key=lambda at: sum(map(len, columns[at])))
    asked = any("?" in cell for cell in columns[longest])
    if len(named) != 1 or longest == named[0] or not (timed or asked):
        return {}
    found = {"speaker": named[0], "text": longest}
    return found | dict(zip(("begins", "ends"), timed, strict=False))


def _take_turns(cells: Sequence[str]) -> bool:
    """Tell whether cells are the names of two or more speakers who speak again and again."""
    heard = Counter(cell.rstrip(" :") for cell in cells if cell)
    return (
        2 <= len(heard) <= sum(heard.values()) / 2
        and sum(heard.values()) > 0.8 * len(cells)
        and all(may_name_speaker(name) for name in heard)
    )


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
    return Utterance(grid.cell(row, "text"), grid.cell(row, "speaker").rstrip(" :") or None, begins, ends)


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
