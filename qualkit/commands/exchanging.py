"""Commands by which studies go out, come in, and are merged."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from qualkit.commands.terminal import Coder, Where, opened_study, print_table, working


def export(
    study: Where,
    out: Annotated[Path, typer.Argument(help="A .qdpx, .qdc, .xlsx, .zip or .yaml file, or a folder.")],
    coder: Coder = None,
) -> None:
    """Write a study to a file that other programs read."""
    missing: list[str] = []
    with opened_study(study, coder) as opened, working() as say:
        say("writing")
        written = opened.export(out, say=missing.append)
    for sentence in missing:
        print(f"not in the file: {sentence}", file=sys.stderr)
    print(written)


def import_study(
    file: Annotated[Path, typer.Argument(help="What another program, or qualkit, has written.")],
    study: Where,
    language: Annotated[str | None, typer.Option(help="ISO code, where the file does not say it.")] = None,
    coder: Coder = None,
) -> None:
    """Make a new study of what ATLAS.ti, MAXQDA, NVivo, QualCoder, Taguette, RQDA or qualkit wrote."""
    import pandas as pd

    from qualkit.study import Study

    with working() as say:
        say("reading")
        made = Study.from_file(file, study, coder=coder, language=language)
    with made:
        print(made)
        history = made.history
        told = history[history["verb"] == "import"]
        print_table(told["details"].apply(pd.Series))


def merge(
    study: Where,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="A copy of the study, or another one.")],
    keep: Annotated[str, typer.Option(help="Whose version counts in a conflict: ours or theirs.")] = "ours",
    coder: Coder = None,
) -> None:
    """Bring in what somebody else did, and say what needs a look."""
    side: Any = keep
    with opened_study(study, coder) as opened, working() as say:
        say("merging")
        report = opened.merge(other, keep=side)
    print("merged; nothing needs a look" if report.empty else f"merged; {len(report)} to look at:")
    print_table(report[["kind", "name", "status", "message"]])
