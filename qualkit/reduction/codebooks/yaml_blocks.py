"""The lines of a codebook file in YAML, by the code that they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from qualkit.model import Code
from qualkit.reduction.codebooks.contents import contents, placed
from qualkit.reduction.codebooks.entries import Place
from qualkit.reduction.codebooks.yaml_reading import load, plain

_DASH = re.compile(r"( *)- +(?=[^ ])")
_BELOW = re.compile(r" *codes:(\s+#.*)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """The lines of a code, without those of the codes below it.

    ``lead`` are the comments and blank lines above; ``below`` is what stands behind its ``codes:``, None
    where there is no such line. Its dash is in a ``column``, its keys in ``keys``.
    """

    code: Code
    above: str | None
    column: int
    keys: int
    lead: Sequence[str]
    own: Sequence[str]
    below: str | None


@dataclass(frozen=True, slots=True)
class Blocks:
    """A file as lines: before the codes, of each code by its name and in the order of the file, and after."""

    head: Sequence[str]
    codes: Mapping[str, Block]
    foot: Sequence[str]


def blocks(text: str) -> Blocks:
    """Divide a file in which nothing is wrong; codes inside of brackets belong to the code around them."""
    lines = text.split("\n")
    tree = load(text, "codebook")
    book = plain(tree)
    codes = {code.name: code for code in contents(book).codes}
    found = [(each, row) for each in placed(book) if (row := _row(tree, each.place)) is not None]
    dashes = [_dash(lines[row]) for _, row in found]
    leads = [_lead(lines, row, column) for (_, row), (column, _) in zip(found, dashes, strict=True)]
    foot = _lead(lines, len(lines), dashes[0][0]) if dashes else len(lines)
    divided = {}
    for (each, row), (column, keys), (lead, end) in zip(found, dashes, pairwise([*leads, foot]), strict=True):
        own, below = _without_below(lines[row:end])
        divided[each.entry["name"]] = Block(
            code=codes[each.entry["name"]],
            above=each.above,
            column=column,
            keys=keys,
            lead=lines[lead:row],
            own=own,
            below=below,
        )
    return Blocks(lines[: [*leads, foot][0]], divided, lines[foot:])


def _row(tree: Any, place: Place) -> int | None:
    """The line of an entry; None inside of brackets."""
    for step in place[:-1]:
        tree = tree[step]
    return None if tree.fa.flow_style() else tree.lc.item(place[-1])[0]


def _dash(line: str) -> tuple[int, int]:
    """The columns of the dash and of what follows it."""
    found = _DASH.match(line)
    return (len(found[1]), found.end()) if found else (0, 0)


def _lead(lines: Sequence[str], row: int, column: int) -> int:
    """Where the comments and blank lines above a line begin.

    One that is further in is left to what stands before: it may be no comment, but part of a long text.
    """
    while row and _is_between(lines[row - 1], column):
        row -= 1
    return row


def _is_between(line: str, column: int) -> bool:
    said = line.lstrip(" ")
    return not said.strip() or (said.startswith("#") and len(line) - len(said) <= column)


def _without_below(own: Sequence[str]) -> tuple[Sequence[str], str | None]:
    found = _BELOW.fullmatch(own[-1])
    return (own[:-1], found[1] or "") if found else (own, None)
