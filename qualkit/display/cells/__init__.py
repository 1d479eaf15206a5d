"""What cells can hold: one module for each sort of content, and the table of them."""

from __future__ import annotations

from collections.abc import Callable

from qualkit.display.cells import events, figures, marks, named, quotations, ratings, summaries
from qualkit.display.cells.filling import Cells, Filling
from qualkit.errors import InvalidInput

CONTENTS: dict[str, Callable[[Filling], Cells]] = {
    "quotes": quotations.fill,
    "summary": summaries.fill,
    "mixed": ratings.with_quotes,
    "rating": ratings.fill,
    "count": figures.counts,
    "sources": figures.sources,
    "cases": figures.cases,
    "sign": marks.signs,
    "symbol": marks.symbols,
    "codes": named.codes,
    "names": named.cases,
    "events": events.fill,
}


def fill(content: str, filling: Filling) -> Cells:
    """The cells, row by row, holding what ``content`` names; raises `InvalidInput` for another content."""
    if content not in CONTENTS:
        raise InvalidInput(
            f"Cells cannot hold {content!r}; choose one of {', '.join([*CONTENTS, 'attribute'])}."
        )
    return CONTENTS[content](filling)
