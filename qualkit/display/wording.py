"""How a cell reads, the same in every format: its quotations, its figure, or the reason it is empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.values import printed
from qualkit.language import listed, number, say


def state_words(cell: Cell, matrix: Matrix) -> str | None:
    """The words for a cell without content, or None for one that has some."""
    if cell.value is not None or cell.entries:
        return None
    if cell.state != "data":
        return say("not yet coded" if cell.state == "not coded" else cell.state, matrix.language)
    return say("not yet summarised" if matrix.content == "summary" else "not weighted", matrix.language)


def figure(cell: Cell, matrix: Matrix) -> str:
    """The value of a cell in print, or nothing; that of an attribute keeps its own digits."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    write = printed if matrix.content == "attribute" else number
    said = write(cell.value, matrix.language)
    return said if cell.share is None else f"{said} ({cell.share:.0f}\u00a0%)"


def reference(entry: Entry, matrix: Matrix) -> str | None:
    """What is printed behind an entry: its address (else of whom it is), and how direct it is."""
    marked = None if entry.mark is None else say(entry.mark, matrix.language)
    return (
        listed((each for each in (entry.address or entry.speaker, marked) if each), matrix.language) or None
    )


def size(header: Header) -> str | None:
    """The number of codings of a row or column in print: ``n = 24``."""
    return None if header.n is None else f"n\u00a0=\u00a0{header.n}"


def band_starts(headers: tuple[Header, ...]) -> dict[int, str]:
    """The rows before which a new band begins, with its name."""
    starts: dict[int, str] = {}
    last: str | None = None
    for place, header in enumerate(headers):
        if header.band is not None and header.band != last:
            starts[place] = header.band
        last = header.band
    return starts


def spanners(headers: tuple[Header, ...]) -> tuple[str | None, ...]:
    """The band over each column; none where it would only repeat the column's own heading."""
    return tuple(None if header.band == header.label else header.band for header in headers)


def below(matrix: Matrix) -> Iterator[tuple[str, str]]:
    """What is printed under a matrix: a heading and its text, for each of legend, rules and notes."""
    language = matrix.language
    if matrix.legend:
        yield say("Legend", language), "; ".join(each.rstrip(".") for each in matrix.legend) + "."
    if matrix.rules:
        yield say("Decision rules", language), " ".join(matrix.rules)
    if matrix.notes:
        yield say("Note", language), " ".join(matrix.notes)


def remarks(display: Any) -> tuple[str, ...]:
    """What is said below a figure: its notes, and the numbered sentences of a graph."""
    return (*display.notes, *getattr(display, "narrative", ()))


def version(display: Any) -> str:
    """The version of the data that a display was made from, in print."""
    said = say("data version", display.language)
    return f"{said[:1].upper()}{said[1:]} {display.version}."
