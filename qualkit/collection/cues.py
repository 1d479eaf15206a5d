"""The blocks of a WebVTT or SubRip file → cues.

Both formats are parsed here and not by webvtt-py or srt: the one drops a malformed cue without a
word, the other takes a broken time for a different one, and neither names the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from qualkit.errors import InvalidInput

_TIME = r"(?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*(?P<begins>{_TIME})\s*-->\s*(?P<ends>{_TIME})(?:\s.*)?")
_IDENTIFIER = re.compile(r"\s*(?:\d+|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}(?:[/-]\S*)?)\s*")
_SETTINGS = ("STYLE", "REGION")

Identifiers = Literal["any", "numbers"]
"""What names a cue above its line of times: anything (WebVTT), or the next number (SubRip)."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its times in seconds, its lines of text, and the line of the file where its times stand."""

    begins: float
    ends: float | None
    lines: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of a file in order, and what reading them left out or assumed."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive lines of a file, the first of them having that number."""

    number: int
    lines: tuple[str, ...]


def parse_cues(text: str, *, first_line: int = 1, identifiers: Identifiers = "any") -> Cues:
    r"""Read the cues of a caption file.

    Parameters
    ----------
    text
        The file after its header, newlines as ``\n``.
    first_line
        The number in the file of the first line of `text`.
    identifiers
        What may stand above a line of times: ``any`` line, or only ``numbers`` that count the cues
        on, so that no line of speech is taken for one.

    Returns
    -------
    Cues
        Every cue that has text, and remarks on what else there was.

    Raises
    ------
    InvalidInput
        A time cannot be read, or text stands under no time or in the place of a cue's number; the
        message names the line.

    Examples
    --------
    >>> parse_cues("1\n00:00:01,000 --> 00:00:02,500\nHalo.").cues
    (Cue(begins=1.0, ends=2.5, lines=('Halo.',), line=2),)
    """
    blocks = list(_blocks(text.split("\n"), first_line))
    notes = sum(_is_note(block) for block in blocks)
    styles = sum(block.lines[0].strip() in _SETTINGS for block in blocks)
    timed = [block for block in blocks if not _is_note(block) and block.lines[0].strip() not in _SETTINGS]
    found = [_cue(block) for block in timed]
    if identifiers == "numbers":
        _check_numbers(timed)
    cues = tuple(cue for cue in found if any(line.strip() for line in cue.lines))
    empty = len(found) - len(cues)
    endless = [cue.line for cue in cues if cue.ends is None]
    remarks = [
        _counted(notes, "NOTE block was left out", "NOTE blocks were left out"),
        _counted(styles, "style block was left out", "style blocks were left out"),
        _counted(empty, "cue without text was left out", "cues without text were left out"),
        *(f"Line {line}: the cue ends before it begins; its end was left open." for line in endless),
    ]
    return Cues(cues, tuple(remark for remark in remarks if remark))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}." if count else ""


def _blocks(lines: Sequence[str], first_line: int) -> Iterator[_Block]:
    """Give the blocks between blank lines; a line of times always begins a cue, blank line or not."""
    start = 0
    for index, line in enumerate(lines):
        if _separates(lines, index):
            yield from _block(lines, start, index, first_line=first_line)
            start = index + 1
        elif "-->" in line and index > start and not _is_note_line(lines[start]):
            cut = index - 1 if _names_cue(lines, index - 1, start) else index
            yield from _block(lines, start, cut, first_line=first_line)
            start = cut
    yield from _block(lines, start, len(lines), first_line=first_line)


def _block(lines: Sequence[str], start: int, end: int, *, first_line: int) -> Iterator[_Block]:
    if any(line.strip() for line in lines[start:end]):
        yield _Block(start + first_line, tuple(lines[start:end]))


def _separates(lines: Sequence[str], index: int) -> bool:
    """Tell whether a line ends a block; one of mere spaces does if a cue begins after it."""
    if not lines[index]:
        return True
    return not lines[index].strip() and any("-->" in line for line in lines[index + 1 : index + 3])


def _names_cue(lines: Sequence[str], index: int, start: int) -> bool:
    if "-->" in lines[index]:
        return False
    return index == start or bool(_IDENTIFIER.fullmatch(lines[index]))


def _is_note(block: _Block) -> bool:
    return _is_note_line(block.lines[0])


def _is_note_line(line: str) -> bool:
    return line == "NOTE" or line.startswith(("NOTE ", "NOTE\t"))


def _cue(block: _Block) -> Cue:
    at = next((index for index, line in enumerate(block.lines[:2]) if "-->" in line), None)
    if at is None:
        raise InvalidInput(
            f"line {block.number}: text without a line of times before it: {block.lines[0].strip()!r}. "
            "Give the cue its times, or delete the blank line that cuts it off from the cue before."
        )
    begins, ends = _times(block.lines[at], block.number + at)
    return Cue(begins, ends, block.lines[at + 1 :], block.number + at)


def _check_numbers(blocks: Sequence[_Block]) -> None:
    """Refuse what stands above a line of times and does not count on: it may be speech."""
    previous: int | None = None
    for block in blocks:
        named = "-->" not in block.lines[0]
        name = block.lines[0].strip()
        counts_on = re.fullmatch(r"\d{1,9}", name) and (previous is None or int(name) == previous + 1)
        if named and not counts_on:
            expected = "a number" if previous is None else repr(str(previous + 1))
            raise InvalidInput(
                f"line {block.number}: {name!r} stands where the number of a cue is expected ({expected}). "
                "If it is speech, put it below the times of its cue; if not, number the cues anew."
            )
        previous = int(name) if named else (previous or 0) + 1


def _times(line: str, number: int) -> tuple[float, float | None]:
    match = _TIMING.fullmatch(line)
    begins = _seconds(match["begins"]) if match else None
    ends = _seconds(match["ends"]) if match else None
    if begins is None or ends is None:
        raise InvalidInput(
            f"line {number}: these times cannot be read: {line.strip()!r}. "
            "Write them as 00:01:02.500 --> 00:01:04.000."
        )
    return begins, ends if ends >= begins else None


def _seconds(time: str) -> float | None:
    """Read a time in milliseconds first, so that no fraction is rounded twice."""
    clock, _, fraction = time.replace(",", ".").partition(".")
    parts = [int(part) for part in clock.split(":")]
    if any(part > 59 for part in parts[-2:]):
        return None
    hours, minutes, whole = [0, *parts][-3:]
    return ((hours * 60 + minutes) * 60 + whole) + int(fraction.ljust(3, "0")) / 1000
