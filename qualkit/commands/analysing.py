"""Commands of reduction that look at what was coded: queries, agreement, themes, suggestions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from qualkit.commands.terminal import Coder, Codes, Sources, Where, opened_study, print_table, working
from qualkit.errors import InvalidInput

Unit = Annotated[str, typer.Option(help="sentence, turn or paragraph.")]
Out = Annotated[Path | None, typer.Option(help="Write the whole table to this .csv file too.")]


def query(
    study: Where,
    expression: Annotated[
        str | None,
        typer.Argument(help='Such as "barrier WITHIN coaching" or "commitment AND letter NOT doubt+".'),
    ] = None,
    together: Annotated[
        str, typer.Option(help="What AND takes for together: overlap, sentence, turn, source or case.")
    ] = "overlap",
    name: Annotated[
        str | None, typer.Option(help="Save the query under this name; alone, run the saved one again.")
    ] = None,
    out: Out = None,
    coder: Coder = None,
) -> None:
    """Find codings by how they stand to codings of other codes."""
    chosen: Any = {"together": together, "name": name}
    with opened_study(study, coder) as opened:
        found = opened.reduction.query(expression, **chosen)
    for row in found.to_dict("records"):
        print(f"{row['source']}:{row['turn']}\t{row['code']}\t{' '.join(row['text'].split())}")
    print(f"{len(found)} codings in {found['source'].nunique()} sources", file=sys.stderr)
    _write(found, out)


def agreement(
    study: Where,
    unit: Annotated[
        str, typer.Option(help="sentence, turn or paragraph; match compares the spans themselves.")
    ] = "sentence",
    method: Annotated[
        str,
        typer.Option(
            help="krippendorff, percent, cohen, conger, scott, fleiss, gwet, brennan_prediger or holsti; "
            "of spans u, bar_u, cu or ku."
        ),
    ] = "krippendorff",
    code: Codes = None,
    source: Sources = None,
    universe: Annotated[str, typer.Option(help="all text, or only what somebody coded.")] = "all",
    origin: Annotated[
        list[str] | None,
        typer.Option(help="Count codings of this origin: manual, import, pattern or model; repeatable."),
    ] = None,
    consensus: Annotated[bool, typer.Option("--consensus", help="As it stands after reconciling.")] = False,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="Show where the coders differ, the worst first.")
    ] = False,
    out: Out = None,
    coder: Coder = None,
) -> None:
    """Say how far coders agree: overall, for each code, for each source."""
    with opened_study(study, coder) as opened, working() as say:
        say("comparing")
        chosen: Any = {"unit": unit, "codes": code, "sources": source}
        if origin:
            chosen["origins"] = origin
        if disagreements:
            found = opened.reduction.disagreements(**chosen)
            said = [f"{len(found)} disagreements", *found.attrs["warnings"]]
        else:
            chosen |= {"method": method, "universe": universe, "consensus": consensus}
            made = opened.reduction.agreement(**chosen)
            found, said = made.frame, [str(made.overall), *made.warnings]
    if disagreements:
        print(*map(_disagreement, found.to_dict("records")), sep="\n")
    else:
        _print_figures(found)
    print(*said, sep="\n", file=sys.stderr)
    _write(found, out)


def themes(
    study: Where,
    k: Annotated[int | None, typer.Option("-k", help="How many themes; otherwise some are tried.")] = None,
    unit: Annotated[str, typer.Option(help="sentence, turn, paragraph, coding or code.")] = "sentence",
    method: Annotated[str, typer.Option(help="kmeans, hdbscan, ward or nmf.")] = "kmeans",
    source: Sources = None,
    adopt: Annotated[int | None, typer.Option(help="Make this theme a pattern code, with --as-code.")] = None,
    as_code: Annotated[str | None, typer.Option(help="The name of the code.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write a map of the themes to this .png file.")] = None,
    coder: Coder = None,
) -> None:
    """Group what was said into themes; the same command finds the same ones."""
    if (adopt is None) != (as_code is None):
        raise InvalidInput("To adopt a theme, say both: --adopt NUMBER --as-code NAME.")
    with opened_study(study, coder) as opened, working() as say:
        say("looking for themes")
        chosen: Any = {"k": k, "unit": unit, "method": method, "sources": source}
        found = opened.reduction.themes(**chosen)
        if adopt is not None:
            found.adopt(adopt, as_code=str(as_code))
    words = found.frame["words"].str.join(", ")
    print_table(found.frame.assign(words=words)[["theme", "words", "size", "stability", "verdict"]].round(2))
    print(*found.notes, sep="\n", file=sys.stderr)
    if adopt is not None:
        print(f"theme {adopt} is the code {as_code!r} now", file=sys.stderr)
    if out:
        found.map().to_image(out)
        print(out)


def suggest(
    study: Where,
    unit: Unit = "sentence",
    code: Codes = None,
    source: Sources = None,
    most: Annotated[int | None, typer.Option(help="Only so many, the surest.")] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Put them into the study as suggested codings, to be reviewed.")
    ] = False,
    coder: Coder = None,
) -> None:
    """Learn from the accepted codings, and find where else the codes may belong."""
    with opened_study(study, coder) as opened, working() as say:
        say("learning")
        chosen: Any = {"unit": unit, "codes": code, "sources": source}
        found = opened.reduction.suggest(**chosen)
        kept = opened.reduction.propose(found, most=most) if keep else None
    print_table(found.quality[["code", "positives", "precision", "recall", "f1"]].round(2))
    shown = found.ranked().iloc[:most] if kept is None else kept
    for row in shown.to_dict("records"):
        words = " ".join(row["text"].split())
        print(f"{row['source']}:{row['turn']}\t{row['code']}\t{row['confidence']:.2f}\t{words}")
    state = "written as suggested" if keep else "found; --keep writes them as suggested"
    print(f"{len(shown)} {state}", file=sys.stderr)


def _disagreement(row: dict[Any, Any]) -> str:
    instead = f" ({', '.join(row['instead'])})" if row["instead"] else ""
    aside = f" | not counted {', '.join(row['not_counted'])}" if row["not_counted"] else ""
    sides = f"{', '.join(row['marked_by'])} | not {', '.join(row['not_marked_by'])}{instead}{aside}"
    return f"{row['source']}:{row['turn']}\t{row['code']}\t{sides}\t{' '.join(row['text'].split())}"


def _print_figures(frame: Any) -> None:
    from qualkit.reduction.agreement.result import rounded

    columns = ["scope", "code", "source", "value", "low", "high", "observed", "units", "reason"]
    print_table(rounded(frame[columns].dropna(axis="columns", how="all")))


def _write(frame: Any, out: Path | None) -> None:
    if out:
        frame.to_csv(out, index=False)
        print(out)
