"""Commands of reduction by which codings are judged, differences settled, and thoughts noted."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from qualkit.commands.terminal import Coder, Codes, Sources, Where, opened_study
from qualkit.errors import InvalidInput, not_found
from qualkit.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from qualkit.study import Study

Origins = Annotated[
    list[str] | None,
    typer.Option("--origin", help="Only what is manual, pattern, model or import; repeatable."),
]


def accept(
    study: Where, code: Codes = None, source: Sources = None, origin: Origins = None, coder: Coder = None
) -> None:
    """Accept suggested codings, so that displays count them."""
    with opened_study(study, coder) as opened:
        chosen = _chosen(opened, code=code, source=source, origin=origin)
        suggested = chosen[chosen["status"] == "suggested"]
        print(f"{opened.reduction.accept(suggested)} accepted" if len(suggested) else "nothing to accept")


def reject(
    study: Where, code: Codes = None, source: Sources = None, origin: Origins = None, coder: Coder = None
) -> None:
    """Reject codings, so that no display counts them and no pattern brings them back."""
    with opened_study(study, coder) as opened:
        chosen = _chosen(opened, code=code, source=source, origin=origin)
        standing = chosen[chosen["status"] != "rejected"]
        print(f"{opened.reduction.reject(standing)} rejected" if len(standing) else "nothing to reject")


def link(
    study: Where,
    a: Annotated[str, typer.Argument(metavar="A", help="A code, case or source.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    relation: Annotated[str, typer.Argument(help="What A is to B, such as 'leads to'.")],
    sign: Annotated[str | None, typer.Option(help="+, - or ±.")] = None,
    case: Annotated[str | None, typer.Option(help="The case in which it holds; all otherwise.")] = None,
    note: Annotated[str | None, typer.Option(help="How it comes about, in a sentence.")] = None,
    coder: Coder = None,
) -> None:
    """Relate two codes, cases or sources: an edge of the networks."""
    with opened_study(study, coder) as opened:
        chosen: Any = sign
        print(opened.reduction.link(a, b, relation, sign=chosen, case=case, note=note))


def mark(
    study: Where,
    code: Codes = None,
    source: Sources = None,
    when: Annotated[str | None, typer.Option(help="When it took place: 2023, 2023-02 or 2023-02-14.")] = None,
    directness: Annotated[str | None, typer.Option(help="direct, indirect or inferred.")] = None,
    coder: Coder = None,
) -> None:
    """Say of codings when what they tell took place, or how directly they tell it."""
    chosen: Any = directness
    with opened_study(study, coder) as opened:
        codings = _chosen(opened, code=code, source=source, origin=None)
        print(f"{opened.reduction.mark(codings, when=when, directness=chosen)} marked")


def reconcile(
    study: Where,
    take: Annotated[
        str, typer.Option(help="The coder as whose codings have it, the differences are settled.")
    ],
    code: Codes = None,
    source: Sources = None,
    unit: Annotated[str, typer.Option(help="sentence, turn or paragraph.")] = "sentence",
    note: Annotated[str | None, typer.Option(help="Why, for the record.")] = None,
    coder: Coder = None,
) -> None:
    """Settle where coders differ as one of them has it; what each had coded is kept."""
    chosen: Any = {"unit": unit, "codes": code, "sources": source}
    with opened_study(study, coder) as opened:
        found = opened.reduction.disagreements(**chosen)
        _check(take, set(opened.codings["coder"]))
        for applies, side in ((True, "marked_by"), (False, "not_marked_by")):
            rows = found[[take in each for each in found[side]]]
            if len(rows):
                opened.reduction.reconcile(rows, applies=applies, note=note)
            print(f"{len(rows)} settled {'with' if applies else 'without'} the code")


def memo(
    study: Where,
    text: Annotated[str, typer.Argument(help="The thought.")],
    about: Annotated[
        str | None, typer.Option(help="A source, case, code, conclusion or memo; the study otherwise.")
    ] = None,
    kind: Annotated[str, typer.Option(help="jotting, analytic, methodological or reflexive.")] = "analytic",
    name: Annotated[str | None, typer.Option(help="A title.")] = None,
    coder: Coder = None,
) -> None:
    """Note a thought on the study, or on anything in it."""
    chosen: Any = {"about": about, "kind": kind, "name": name}
    with opened_study(study, coder) as opened:
        print(opened.reduction.memo(text, **chosen))


def _chosen(
    study: Study, *, code: list[str] | None, source: list[str] | None, origin: list[str] | None
) -> pd.DataFrame:
    """The codings that the options name together; all of a study are never meant by saying nothing."""
    if not (code or source or origin):
        raise InvalidInput("Say which codings: --code NAME, --source NAME or --origin pattern.")
    codings = study.codings
    if code:
        below = {name for each in code for name in study.codebook.below(each)}
        codings = codings[codings["code"].isin(below)]
    if source:
        names = study.sources["source"]
        codings = codings[
            codings["source"].isin({name for each in source for name in _matching(each, names)})
        ]
    for each in origin or ():
        _check(each, get_args(Origin), kind="origin")
    return codings[codings["origin"].isin(origin)] if origin else codings


def _matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The sources that a name, in which * is a wildcard, means."""
    found = [each for each in names if fnmatchcase(each, pattern)]
    if not found:
        raise not_found("source", pattern, names)
    return found


def _check(name: str, known: Iterable[str], *, kind: str = "coder") -> None:
    if name not in known:
        raise not_found(kind, name, sorted(known))
