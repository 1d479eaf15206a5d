"""Commands of display."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.commands.terminal import (
    Coder,
    Codes,
    Where,
    number,
    opened_study,
    print_table,
    working,
)
from qualkit.errors import InvalidInput

if TYPE_CHECKING:
    from qualkit.study import Study

_LISTED = ["name", "title", "ready", "use", "missing"]


def display(
    study: Where,
    name: Annotated[
        str, typer.Argument(help="A display of the catalogue (see --list), or of those that were saved.")
    ] = "matrix",
    rows: Annotated[
        str | None,
        typer.Option(
            help="An axis, or several with commas, outermost first: case, source, kind, speaker, role, "
            "coder, code, family, period, when, conclusion, question, or an attribute."
        ),
    ] = None,
    columns: Annotated[str | None, typer.Option(help="As rows.")] = None,
    cells: Annotated[
        str | None,
        typer.Option(
            help="quotes, summary, mixed, rating, count, sources, cases, sign, symbol, codes, names, "
            "events or attribute."
        ),
    ] = None,
    code: Codes = None,
    order: Annotated[
        str | None, typer.Option(help="Of the rows: count, name, rating, time, similarity, or an attribute.")
    ] = None,
    bands: Annotated[
        str | None, typer.Option(help="An attribute to group rows by, or a number of bands.")
    ] = None,
    quotes: Annotated[int | None, typer.Option(help="Quotations in a cell, at most.")] = None,
    title: Annotated[str | None, typer.Option(help="Printed in the caption.")] = None,
    choice: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Any other choice of the display; repeatable."),
    ] = None,
    save: Annotated[str | None, typer.Option(help="Keep it under this name, for manuscripts.")] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the displays, and what each still needs.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            help="A .docx, .html, .tex, .md, .qmd, .xlsx, .png, .svg or .pdf file; Markdown on screen "
            "otherwise."
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="Where in an existing .docx: 'Table 2', a bookmark, or {{table:NAME}}."),
    ] = None,
    coder: Coder = None,
) -> None:
    """Make a display for a paper: a matrix, or any of the catalogue."""
    given: dict[str, Any] = {
        "rows": _axes(rows),
        "columns": _axes(columns),
        "cells": cells,
        "codes": code,
        "order": order,
        "bands": int(bands) if bands and bands.isdecimal() else bands,
        "quotes": quotes,
        "title": title,
        **_choices(choice),
    }
    choices = {key: value for key, value in given.items() if value is not None}
    with opened_study(study, coder) as opened:
        if listed:
            print_table(opened.display.catalogue()[_LISTED])
            return
        with working() as say:
            say("laying out")
            made = _made(opened, name, choices, save=save)
            written = None if out is None else _write(made, out, at)
    print(written or made.to_markdown())


def refresh(
    manuscript: Annotated[Path, typer.Argument(help="A Word file with displays of a study.")],
    study: Annotated[
        str | None,
        typer.Option(help="The study; the only .qualkit file beside the manuscript otherwise."),
    ] = None,
    style: Annotated[str | None, typer.Option(help="apa7 or plain.")] = None,
    coder: Coder = None,
) -> None:
    """Bring every display and number in a manuscript up to date, and print what changed."""
    with opened_study(study or _beside(manuscript), coder) as opened, working() as say:
        say("refreshing")
        changed = opened.display.refresh_manuscript(manuscript, style=style)
    print_table(changed)
    print(f"{len(changed)} changes in {manuscript}" if len(changed) else "nothing changed")


def _made(opened: Study, name: str, choices: dict[str, Any], *, save: str | None) -> Any:
    saved = set(opened.display.saved()["name"])
    if name in saved and not choices and save is None:
        return opened.display.load(name)
    if save is not None:
        return opened.display.save(save, name, **choices)
    return opened.display.make(name, **choices)


def _write(made: Any, out: Path, at: str | None) -> Path:
    from qualkit.display.writing import write

    if at is None:
        return write(made, out)
    if out.suffix.lower() != ".docx":
        raise InvalidInput("--at names a place in a Word file: give --out PAPER.docx.")
    return Path(made.to_docx(out, at=at))


def _axes(given: str | None) -> str | list[str] | None:
    if given is None or "," not in given:
        return given
    return [each.strip() for each in given.split(",")]


def _choices(given: list[str] | None) -> dict[str, Any]:
    """NAME=VALUE; a value with commas is a list, a number a number."""
    choices: dict[str, Any] = {}
    for each in given or ():
        name, found, value = each.partition("=")
        if not found:
            raise InvalidInput(f"--set {each!r} is not NAME=VALUE.")
        parts = [part.strip() for part in value.split(",")]
        choices[name.strip()] = number(parts[0]) if len(parts) == 1 else parts
    return choices


def _beside(manuscript: Path) -> str:
    found = sorted(manuscript.resolve().parent.glob("*.qualkit"))
    if len(found) != 1:
        said = "no study" if not found else f"{len(found)} studies"
        raise InvalidInput(f"There is {said} beside {manuscript}: name one with --study.")
    return str(found[0])
