"""Commands of display."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.commands.terminal import (
    Coder,
    Codes,
    Where,
    opened_study,
    working,
)
from qualkit.errors import InvalidInput

if TYPE_CHECKING:
    from qualkit.display.grid import Matrix


def display(
    study: Where,
    rows: Annotated[
        str,
        typer.Option(help="case, source, kind, speaker, role, coder, code, family, period, or an attribute."),
    ] = "case",
    columns: Annotated[str, typer.Option(help="As rows.")] = "code",
    cells: Annotated[
        str, typer.Option(help="quotes, summary, count, sources, cases, rating or attribute.")
    ] = "quotes",
    code: Codes = None,
    order: Annotated[str | None, typer.Option(help="Of the rows: count, name, or an attribute.")] = None,
    bands: Annotated[
        str | None, typer.Option(help="An attribute to group rows by, or a number of bands.")
    ] = None,
    quotes: Annotated[int, typer.Option(help="Quotations in a cell, at most.")] = 2,
    title: Annotated[str | None, typer.Option(help="Printed in the caption.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="A .docx, .html or .md file; Markdown on screen otherwise.")
    ] = None,
    coder: Coder = None,
) -> None:
    """Make a matrix for a paper."""
    with opened_study(study, coder) as opened, working() as say:
        say("laying out")
        made = opened.display.matrix(
            rows=rows,
            columns=[each.strip() for each in columns.split(",")] if cells == "attribute" else columns,
            cells=cells,
            codes=code,
            order=order,
            bands=int(bands) if bands and bands.isdecimal() else bands,
            quotes=quotes,
            title=title,
        )
        if out:
            _writer(made, out)(out)
    print(out or made.to_markdown())


def _writer(made: Matrix, out: Path) -> Any:
    writers = {".docx": made.to_docx, ".html": made.to_html, ".md": made.to_markdown}
    if out.suffix.lower() not in writers:
        raise InvalidInput(f"A matrix is written as {', '.join(writers)}, not as {out.suffix or out.name!r}.")
    return writers[out.suffix.lower()]
