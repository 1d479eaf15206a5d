"""Commands of collection."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from qualkit.commands.terminal import (
    Coder,
    Sources,
    Where,
    counting,
    opened_study,
    pairs,
    print_table,
)


def add(
    study: Where,
    paths: Annotated[list[str], typer.Argument(help="Files, folders or patterns.")],
    kind: Annotated[str | None, typer.Option(help="interview, observation, document or survey.")] = None,
    case: Annotated[str | None, typer.Option(help="The case that all of them belong to.")] = None,
    attribute: Annotated[
        list[str] | None, typer.Option("--set", help="NAME=VALUE, for all of them; repeatable.")
    ] = None,
    coder: Coder = None,
) -> None:
    """Add files as sources, and say what came in and what was refused."""
    said = pairs(attribute)
    kinds: Any = kind or said.pop("kind", None)
    cases = case or said.pop("case", None)
    with opened_study(study, coder) as opened, counting("reading") as progress:
        report = opened.collection.add(paths, kind=kinds, case=cases, progress=progress, **said)
    for row in report[report["status"] != "added"].to_dict("records"):
        print(f"{row['status']}: {row['path']}: {row['message']}", file=sys.stderr)
    counts = report["status"].value_counts()
    print(", ".join(f"{number} {status}" for status, number in counts.items()) or "nothing to add")
    if "refused" in counts:
        raise typer.Exit(1)


def describe(
    study: Where,
    name: Annotated[str, typer.Argument(help="The case; made if it is new.")],
    source: Annotated[
        list[str] | None, typer.Option(help="A source that belongs to it; * is a wildcard; repeatable.")
    ] = None,
    speaker: Annotated[
        list[str] | None, typer.Option(help="A speaker that belongs to it; repeatable.")
    ] = None,
    attribute: Annotated[list[str] | None, typer.Option("--set", help="NAME=VALUE; repeatable.")] = None,
    coder: Coder = None,
) -> None:
    """Say what belongs to a case, and describe it."""
    with opened_study(study, coder) as opened:
        opened.collection.assign(name, sources=source, speakers=speaker)
        if attribute:
            opened.collection.describe(name, **pairs(attribute))
        print_table(opened.cases.drop(columns="case_id"))


def speakers(
    study: Where,
    source: Sources = None,
    rename: Annotated[list[str] | None, typer.Option(help="OLD=NEW; repeatable.")] = None,
    case: Annotated[list[str] | None, typer.Option(help="SPEAKER=CASE that they are; repeatable.")] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="SPEAKER=interviewer or participant; repeatable.")
    ] = None,
    coder: Coder = None,
) -> None:
    """List who speaks where, after saying who they are."""
    with opened_study(study, coder) as opened:
        for old, new in pairs(rename).items():
            opened.collection.rename_speaker(old, str(new), sources=source)
        for speaker, name in pairs(case).items():
            opened.collection.cast(speaker, case=str(name), sources=source)
        for speaker, part in pairs(role).items():
            opened.collection.cast(speaker, role=part, sources=source)
        print_table(opened.collection.speakers(source))


def revise(
    study: Where,
    source: Annotated[str, typer.Argument(help="The source whose text was corrected.")],
    file: Annotated[Path, typer.Argument(help="The corrected file.")],
    coder: Coder = None,
) -> None:
    """Give a source a corrected text; what was coded moves along, and what could not is listed."""
    with opened_study(study, coder) as opened:
        report = opened.collection.revise(source, file)
    print(
        ", ".join(f"{number} {fate}" for fate, number in report["fate"].value_counts().items()) or "revised"
    )
    print_table(report.loc[report["fate"] != "kept", ["what", "name", "coder", "fate", "text", "new_text"]])


def survey(
    study: Where,
    file: Annotated[Path, typer.Argument(help="A .csv, .xlsx, .ods or .parquet file.")],
    text: Annotated[list[str], typer.Option(help="A column with answers; repeatable.")],
    case: Annotated[str | None, typer.Option(help="The column that names the case.")] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help="The column that tells respondents apart.")
    ] = None,
    attribute: Annotated[
        list[str] | None, typer.Option(help="A column that becomes an attribute; all by default; repeatable.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a workbook.")] = None,
    name: Annotated[str | None, typer.Option(help="What the survey is called; the file's name.")] = None,
    coder: Coder = None,
) -> None:
    """Add the open answers of a survey, one source for each respondent, or bring them up to date."""
    chosen: Any = text[0] if len(text) == 1 else text
    with opened_study(study, coder) as opened, counting("reading") as progress:
        report = opened.collection.survey(
            file,
            text=chosen,
            case=case,
            identifier=identifier,
            attributes=attribute,
            sheet=sheet,
            name=name,
            progress=progress,
        )
    for row in report[report["status"] == "refused"].to_dict("records"):
        print(f"refused: row {row['row']}: {row['message']}", file=sys.stderr)
    counts = report["status"].value_counts()
    print(", ".join(f"{number} {status}" for status, number in counts.items()) or "no rows")
    if "refused" in counts:
        raise typer.Exit(1)
