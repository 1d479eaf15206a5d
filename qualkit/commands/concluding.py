"""Commands of conclusion and verification."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualkit.commands.terminal import (
    Coder,
    Where,
    opened_study,
    print_table,
    working,
)
from qualkit.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    import pandas as pd

    from qualkit.study import Study


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

    with opened_study(study, coder) as opened:
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
        print_table(
            frame.loc[
                frame["conclusion_id"] == made,
                ["conclusion", "statement", "supports", "contradicts", "qualifies"],
            ]
        )


def verify(
    study: Where,
    out: Annotated[Path | None, typer.Option(help="Write the credibility report to this .docx file.")] = None,
    coder: Coder = None,
) -> None:
    """Check the audit trail and the conclusions: what is stale, what is missing."""
    with opened_study(study, coder) as opened, working() as say:
        say("checking")
        broken = opened.verify_audit()
        stale = opened.verification.stale()
        questions = opened.verification.open_questions()
        if out:
            opened.verification.report(out)
    print("The audit trail is whole." if broken.empty else "The audit trail is BROKEN:")
    print_table(broken)
    print(f"Evidence that changed since it was cited: {len(stale)}")
    print_table(stale[["conclusion", "stance", "state", "address", "code"]])
    print(f"Open questions: {len(questions)}")
    print_table(questions)
    if out:
        print(out)
    if not broken.empty:
        raise typer.Exit(1)


def _coded(study: Study, cited: Iterable[str]) -> pd.Series[Any]:
    """The ids of the codings that CODE or CODE@CASE name, each once."""
    import pandas as pd

    ids = [pd.Series(dtype=object)]
    for each in cited:
        code, _, case = each.partition("@")
        codings = study.codings_in(case) if case else study.codings
        found = codings[codings["code"].isin(study.codebook.below(code)) & (codings["status"] == "accepted")]
        if found.empty:
            raise NotFound(f"There are no codings of {each!r} to cite.")
        ids.append(found["coding_id"])
    named: pd.Series[Any] = pd.concat(ids).drop_duplicates()
    return named
