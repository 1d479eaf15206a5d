"""Commands of reduction."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from qualkit.commands.terminal import (
    Coder,
    Codes,
    Sources,
    Where,
    opened_study,
    print_table,
    working,
)


def codebook(
    study: Where,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", help="A codebook to use: .yaml, .docx, .xlsx, .csv or .qdc."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Write the study's codebook to this file; a Word table can be edited and used."),
    ] = None,
    appendix: Annotated[
        Path | None, typer.Option(help="Write it as the appendix of a paper (.docx), with quotations.")
    ] = None,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="Show how each code was used, and what is striking.")
    ] = False,
    versions: Annotated[bool, typer.Option("--versions", help="Show how the codebook changed.")] = False,
    coder: Coder = None,
) -> None:
    """Use a codebook, or show the study's."""
    with opened_study(study, coder) as opened:
        if file:
            taken = opened.reduction.use_codebook(file)
            counts = taken["status"].value_counts()
            print(", ".join(f"{number} {status}" for status, number in counts.items()))
            print_table(taken[taken["message"] != ""])
        if out:
            opened.codebook.write(out)
            print(out)
        if appendix:
            opened.codebook.to_docx(appendix)
            print(appendix)
        if statistics:
            columns = ["code", "codings", "passages", "sources", "cases", "coders", "remark"]
            print_table(opened.reduction.codebook_statistics()[columns])
        if versions:
            listed = opened.codebook.versions()
            print_table(listed.assign(at=listed["at"].map(_to_the_minute)))
        if not any((file, out, appendix, statistics, versions)):
            codes = opened.codes
            codes["code"] = [
                "  " * depth + code for code, depth in zip(codes["code"], codes["depth"], strict=True)
            ]
            print_table(codes[["code", "label", "codings", "brief"]])


def _to_the_minute(at: str) -> str:
    """A time as the clock here shows it."""
    return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H:%M}"


def autocode(
    study: Where,
    code: Codes = None,
    source: Sources = None,
    unit: Annotated[str | None, typer.Option(help="match, sentence, turn or paragraph.")] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Mark the codings as suggested, for review.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what each pattern would find.")
    ] = False,
    coder: Coder = None,
) -> None:
    """Code what the codebook's patterns match."""
    with opened_study(study, coder) as opened, working() as say:
        say("coding")
        if dry_run:
            tried = opened.reduction.trial(code, sources=source)
            print_table(tried.assign(examples=tried["examples"].str.join("\n")))
            return
        chosen: Any = {"unit": unit, "status": "suggested" if suggest else "accepted"}
        found = opened.reduction.autocode(code, sources=source, **chosen)
    print(f"{len(found)} new codings")
    print_table(found["code"].value_counts().rename_axis("code").reset_index(name="codings"))


def search(
    study: Where,
    pattern: Annotated[str, typer.Argument(help="Words; * for any ending; re: and a regular expression.")],
    source: Sources = None,
    coder: Coder = None,
) -> None:
    """Find words in context."""
    with opened_study(study, coder) as opened:
        found = opened.reduction.search(pattern, sources=source)
    for row in found.to_dict("records"):
        print(f"{row['source']}:{row['turn']}\t{row['left']}[{row['match']}]{row['right']}")
    print(f"{len(found)} hits in {found['source'].nunique()} sources", file=sys.stderr)
