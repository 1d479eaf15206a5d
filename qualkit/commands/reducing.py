"""Commands of reduction."""

from __future__ import annotations

import sys
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
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A YAML codebook to use.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the study's codebook to this file.")] = None,
    coder: Coder = None,
) -> None:
    """Use a codebook, or show the study's."""
    with opened_study(study, coder) as opened:
        if file:
            counts = opened.reduction.use_codebook(file)["status"].value_counts()
            print(", ".join(f"{number} {status}" for status, number in counts.items()))
        if out:
            opened.codebook.write(out)
            print(out)
        if not file and not out:
            codes = opened.codes
            codes["code"] = [
                "  " * depth + code for code, depth in zip(codes["code"], codes["depth"], strict=True)
            ]
            print_table(codes[["code", "label", "codings", "brief"]])


def autocode(
    study: Where,
    code: Codes = None,
    source: Sources = None,
    unit: Annotated[str | None, typer.Option(help="match, sentence, turn or paragraph.")] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Mark the codings as suggested, for review.")
    ] = False,
    coder: Coder = None,
) -> None:
    """Code what the codebook's patterns match."""
    with opened_study(study, coder) as opened, working() as say:
        say("coding")
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
