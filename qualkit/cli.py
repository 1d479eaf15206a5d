"""The command line: every command is a few lines over `Study`."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.errors import InvalidInput, NotFound, QualkitError

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.display.grid import Matrix
    from qualkit.study import Study

app = typer.Typer(
    help="Qualitative research from raw transcripts to a conclusion that can be defended.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Where = Annotated[str, typer.Argument(metavar="STUDY", help="A study file, or a postgresql:// URL.")]
Coder = Annotated[str | None, typer.Option("--coder", "-c", help="Who is at work; your user name otherwise.")]
Codes = Annotated[
    list[str] | None, typer.Option("--code", help="Only this code and all below it; repeatable.")
]
Sources = Annotated[
    list[str] | None, typer.Option("--source", help="Only this source; * is a wildcard; repeatable.")
]


@app.command()
def demo(folder: Annotated[Path, typer.Argument(metavar="[DIR]")] = Path("coaching-demo")) -> None:
    """Run a whole small study on the shipped corpus, and say what it made."""
    from qualkit.demonstration import STUDY, demonstrate

    with _working() as say:
        made = demonstrate(folder, step=say)
    print("Made from a corpus that was composed for qualkit (nobody's real words):")
    width = max(map(len, made))
    for what, path in made.items():
        print(f"  {what:<{width}}  {path}")
    where = folder / STUDY
    print("\nTry next:")
    print(f"  qualkit info {where}")
    print(f'  qualkit search {where} "pemutihan*"')
    print(f"  qualkit display {where} --rows case --columns code --code masalah --out masalah.docx")


@app.command()
def new(
    study: Where,
    title: Annotated[str, typer.Option(help="What the study is called.")],
    language: Annotated[str, typer.Option(help="ISO code of the sources' language.")] = "en",
    coder: Coder = None,
) -> None:
    """Make a new, empty study."""
    from qualkit.study import Study

    with Study.create(study, title=title, language=language, coder=coder) as made:
        print(made)


@app.command()
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
    said = _pairs(attribute)
    kinds: Any = kind or said.pop("kind", None)
    cases = case or said.pop("case", None)
    with _open(study, coder) as opened, _counting("reading") as progress:
        report = opened.collection.add(paths, kind=kinds, case=cases, progress=progress, **said)
    for row in report[report["status"] != "added"].to_dict("records"):
        print(f"{row['status']}: {row['path']}: {row['message']}", file=sys.stderr)
    counts = report["status"].value_counts()
    print(", ".join(f"{number} {status}" for status, number in counts.items()) or "nothing to add")
    if "refused" in counts:
        raise typer.Exit(1)


@app.command("case")
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
    with _open(study, coder) as opened:
        opened.collection.assign(name, sources=source, speakers=speaker)
        if attribute:
            opened.collection.describe(name, **_pairs(attribute))
        _table(opened.cases.drop(columns="case_id"))


@app.command()
def codebook(
    study: Where,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A YAML codebook to use.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the study's codebook to this file.")] = None,
    coder: Coder = None,
) -> None:
    """Use a codebook, or show the study's."""
    with _open(study, coder) as opened:
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
            _table(codes[["code", "label", "codings", "brief"]])


@app.command()
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
    with _open(study, coder) as opened, _working() as say:
        say("coding")
        chosen: Any = {"unit": unit, "status": "suggested" if suggest else "accepted"}
        found = opened.reduction.autocode(code, sources=source, **chosen)
    print(f"{len(found)} new codings")
    _table(found["code"].value_counts().rename_axis("code").reset_index(name="codings"))


@app.command()
def search(
    study: Where,
    pattern: Annotated[str, typer.Argument(help="Words; * for any ending; re: and a regular expression.")],
    source: Sources = None,
    coder: Coder = None,
) -> None:
    """Find words in context."""
    with _open(study, coder) as opened:
        found = opened.reduction.search(pattern, sources=source)
    for row in found.to_dict("records"):
        print(f"{row['source']}:{row['turn']}\t{row['left']}[{row['match']}]{row['right']}")
    print(f"{len(found)} hits in {found['source'].nunique()} sources", file=sys.stderr)


@app.command()
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
    with _open(study, coder) as opened, _working() as say:
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


@app.command()
def conclude(
    study: Where,
    statement: Annotated[str, typer.Argument(help="The claim, in a sentence.")],
    name: Annotated[str | None, typer.Option(help="A short name; C1, C2, … otherwise.")] = None,
    supports: Annotated[
        list[str] | None, typer.Option(help="CODE or CODE@CASE: its codings support the claim; repeatable.")
    ] = None,
    contradicts: Annotated[
        list[str] | None, typer.Option(help="CODE or CODE@CASE against it; repeatable.")
    ] = None,
    qualifies: Annotated[
        list[str] | None, typer.Option(help="CODE or CODE@CASE limiting it; repeatable.")
    ] = None,
    scope: Annotated[str | None, typer.Option(help="For which cases, roles and time it holds.")] = None,
    coder: Coder = None,
) -> None:
    """State a conclusion, with the codings for and against it."""
    import pandas as pd

    with _open(study, coder) as opened:
        given = {"support": supports, "contradict": contradicts, "qualify": qualifies}
        cited = {verb: _coded(opened, each or ()) for verb, each in given.items()}
        twice = pd.concat(list(cited.values())).duplicated().sum()
        if twice:
            raise InvalidInput(f"{twice} codings are cited in two ways. Name codes or cases more closely.")
        made = opened.verification.conclude(statement, name=name, scope=scope)
        for verb, codings in cited.items():
            if not codings.empty:
                getattr(opened.verification, verb)(made, codings.tolist())
        frame = opened.conclusions
        _table(
            frame.loc[
                frame["conclusion_id"] == made,
                ["conclusion", "statement", "supports", "contradicts", "qualifies"],
            ]
        )


@app.command()
def verify(
    study: Where,
    out: Annotated[Path | None, typer.Option(help="Write the credibility report to this .docx file.")] = None,
    coder: Coder = None,
) -> None:
    """Check the audit trail and the conclusions: what is stale, what is missing."""
    with _open(study, coder) as opened, _working() as say:
        say("checking")
        broken = opened.verify_audit()
        stale = opened.verification.stale()
        questions = opened.verification.open_questions()
        if out:
            opened.verification.report(out)
    print("The audit trail is whole." if broken.empty else "The audit trail is BROKEN:")
    _table(broken)
    print(f"Evidence that changed since it was cited: {len(stale)}")
    _table(stale[["conclusion", "stance", "state", "address", "code"]])
    print(f"Open questions: {len(questions)}")
    _table(questions)
    if out:
        print(out)
    if not broken.empty:
        raise typer.Exit(1)


@app.command()
def export(
    study: Where,
    out: Annotated[Path, typer.Argument(help="A .zip file (tables and texts) or .yaml file (the codebook).")],
    coder: Coder = None,
) -> None:
    """Write a study to a file that other programs read."""
    with _open(study, coder) as opened, _working() as say:
        say("writing")
        written = opened.export(out)
    print(written)


@app.command()
def undo(study: Where, coder: Coder = None) -> None:
    """Take back your own last change."""
    with _open(study, coder) as opened:
        undone = opened.undo()
    print(f"undone: {undone['verb']} ({undone['entity']}) of {undone['at'][:19].replace('T', ' ')}")


@app.command()
def info(study: Where, coder: Coder = None) -> None:
    """Say where a study stands, and what to do next."""
    with _open(study, coder) as opened:
        print(opened)


def main() -> None:
    """Run the command line: exit 0 when done, 1 when refused (with one line on stderr), 2 for wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except (QualkitError, OSError) as error:
        print(f"qualkit: {error}", file=sys.stderr)
        sys.exit(1)


@contextmanager
def _open(where: str, coder: str | None) -> Iterator[Study]:
    from qualkit.study import Study

    with Study.open(where, coder=coder) as study:
        yield study


@contextmanager
def _working() -> Iterator[Any]:
    """A spinner on the terminal's standard error, told what is being done."""
    from rich.console import Console

    with Console(stderr=True).status("starting") as status:
        yield status.update


@contextmanager
def _counting(what: str) -> Iterator[Any]:
    """A progress bar on the terminal's standard error."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total, name: bar.update(task, completed=done, total=total, description=name)


def _table(frame: pd.DataFrame) -> None:
    if frame.empty:
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in frame.columns:
        table.add_column(str(column), overflow="fold")
    for row in frame.astype(object).where(frame.notna(), "").itertuples(index=False):
        table.add_row(*map(str, row))
    Console(markup=False, highlight=False).print(table)


def _pairs(given: list[str] | None) -> dict[str, Any]:
    """NAME=VALUE, numbers as numbers."""
    pairs: dict[str, Any] = {}
    for each in given or ():
        name, found, value = each.partition("=")
        if not found or not name.strip():
            raise InvalidInput(f"{each!r} is not NAME=VALUE.")
        pairs[name.strip()] = _number(value.strip())
    return pairs


def _number(value: str) -> Any:
    """A number where one is meant for certain; codes such as 007 or +62 stay text."""
    if re.fullmatch(r"-?\d+,\d+|-?\d{1,3}([.,]\d{3})+", value):
        raise InvalidInput(f"{value!r} can be read as two numbers: write 15400 or 15.4.")
    if re.fullmatch(r"-?(0|[1-9]\d*)", value):
        return int(value)
    return float(value) if re.fullmatch(r"-?(0|[1-9]\d*)\.\d+", value) else value


def _writer(made: Matrix, out: Path) -> Any:
    writers = {".docx": made.to_docx, ".html": made.to_html, ".md": made.to_markdown}
    if out.suffix.lower() not in writers:
        raise InvalidInput(f"A matrix is written as {', '.join(writers)}, not as {out.suffix or out.name!r}.")
    return writers[out.suffix.lower()]


def _coded(study: Study, cited: Iterable[str]) -> pd.Series[Any]:
    """The ids of the codings that CODE or CODE@CASE name, each once."""
    import pandas as pd

    ids = [pd.Series(dtype=object)]
    for each in cited:
        code, _, case = each.partition("@")
        codings = study.codings_in(case) if case else study.codings
        found = codings[codings["code"].isin(study.codebook.below(code))]
        if found.empty:
            raise NotFound(f"There are no codings of {each!r} to cite.")
        ids.append(found["coding_id"])
    named: pd.Series[Any] = pd.concat(ids).drop_duplicates()
    return named


if __name__ == "__main__":
    main()
