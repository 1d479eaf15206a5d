"""Paragraphs and tables, of which the document of any word processor consists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body, how many characters at its beginning are bold, and whether it is a heading."""

    text: str
    bold: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the body: the text of its cells by row, a merged cell followed by blank ones."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def lines(block: Block) -> Iterator[str]:
    """Give the lines of a block: a paragraph, or a table's rows with tabs between the cells."""
    if isinstance(block, Table):
        yield from ("\t".join(row).rstrip("\t") for row in block.rows)
    else:
        yield block.text
