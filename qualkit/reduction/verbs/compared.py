"""Which codings of a study are compared, who read each source, and what is left out of the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from qualkit.errors import Conflict, InvalidInput, not_found
from qualkit.model import Origin
from qualkit.reduction.agreement.marking import CONSENSUS, independent, reconciled, uncounted, who_read
from qualkit.reduction.choosing import chosen_codes
from qualkit.session import Session

Readers = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison rests on."""

    codings: pd.DataFrame
    """The codings that count."""
    readers: dict[str, tuple[str, ...]]
    """Who read each source."""
    others: pd.DataFrame
    """The accepted codings of the same codes and sources that do not count."""
    remarks: tuple[str, ...]
    """That accepted codings of the coders compared are left out, and how to count them."""


def compared(
    session: Session,
    *,
    codes: str | Sequence[str] | None,
    coders: str | Sequence[str] | None,
    sources: str | Sequence[str] | None,
    origins: Origin | Sequence[Origin],
    readers: Readers | None,
    consensus: bool,
) -> Compared:
    """Choose what is compared; one name stands for a list of it."""
    if session.blind:
        raise Conflict("You code blind. Open the study without blind=True to compare coders.")
    everyone = set(session.table("coder")["name"]) - {CONSENSUS}
    counted = _names("origin", origins, get_args(Origin))
    named = sorted(everyone) if coders is None else _names("coder", coders, everyone)
    codings = _codings(session, sources)
    own = independent(codings, counted)
    told = _checked_readers(readers or {}, who_read(codings), everyone)
    read = who_read(own) | {str(session.row("source", each)["name"]): found for each, found in told.items()}
    if coders is not None:
        read = _read_by(named, read, counted)
    wanted = {code.name for code in chosen_codes(session, codes).codes}
    chosen = reconciled(codings, counted, read) if consensus else own
    chosen = chosen[chosen["code"].isin(wanted) & chosen["coder"].isin(named)].reset_index(drop=True)
    others = uncounted(codings[codings["code"].isin(wanted)], counted, named)
    return Compared(chosen, read, others, _left_out(others[others["coder"].isin(named)], counted))


def _names(kind: str, given: str | Sequence[str], known: Iterable[str]) -> list[str]:
    """One name or several, each of which there is."""
    names = [given] if isinstance(given, str) else list(given)
    for name in names:
        if name not in known:
            raise not_found(kind, str(name), sorted(known))
    return names


def _codings(session: Session, sources: str | Sequence[str] | None) -> pd.DataFrame:
    """The codings of some sources, with what each rests on."""
    basis = session.table("coding").set_index("id")["basis"]
    codings = session.all_codings
    codings = codings.assign(basis=basis.reindex(codings["coding_id"]).to_numpy(dtype=object))
    if sources is None:
        return codings
    table = session.table("source")
    names = table.loc[table["key"].isin(session.keys("source", sources)), "name"]
    return codings[codings["source"].isin(names)]


def _read_by(coders: Sequence[str], read: Readers, origins: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Who of some coders read each source, if each of them read any."""
    idle = sorted(set(coders) - {each for found in read.values() for each in found})
    if idle:
        raise InvalidInput(
            f"{idle[0]!r} has coded nothing here of the origin {' or '.join(origins)}. Name other origins=…, "
            "or who read what with readers=…."
        )
    return {source: tuple(each for each in found if each in coders) for source, found in read.items()}


def _left_out(codings: pd.DataFrame, origins: Sequence[str]) -> tuple[str, ...]:
    """How many accepted codings of whom and of what origin are not counted, if any."""
    if codings.empty:
        return ()
    counts = codings.groupby(["coder", "origin"]).size().reset_index().itertuples(index=False, name=None)
    told = "; ".join(f"{count:,} of {coder} (origin {origin})" for coder, origin, count in counts)
    wanted = (*origins, *sorted(set(codings["origin"])))
    return (f"Accepted codings that are not counted: {told}. Count them with origins={wanted!r}.",)


def unheard(codings: pd.DataFrame, roles: Sequence[str | None]) -> tuple[str, ...]:
    """How many codings stand on words of a role that is not compared, if any."""
    role = codings["role"]
    outside = codings[role.notna() & ~role.isin([each for each in roles if each is not None])]
    if outside.empty:
        return ()
    told = "; ".join(
        f"{count:,} on words of the {role}" for role, count in outside["role"].value_counts().items()
    )
    return (f"Codings that stand in no unit compared: {told}. Name whose words are compared with roles=….",)


def _checked_readers(readers: Readers, coded: Readers, coders: set[str]) -> dict[str, tuple[str, ...]]:
    """Who is said to have read what, if each of them is a coder, and nobody who coded is left out."""
    for source, given in readers.items():
        if isinstance(given, str):
            raise InvalidInput(f"The readers of {source!r} are a list of coders, not {given!r}.")
        _names("coder", given, coders)
        missing = sorted(set(coded.get(source, ())) - {*given, CONSENSUS})
        if missing:
            raise InvalidInput(
                f"{missing[0]!r} coded {source!r}, and so has read it. Name all who did, or choose coders=…."
            )
    return {source: tuple(given) for source, given in readers.items()}
