"""The verbs of reduction that say how things stand to each other, and what is said of codings in time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from qualkit.attributes import said
from qualkit.collection.verbs import Verbs
from qualkit.errors import InvalidInput, NotFound
from qualkit.model import DIRECTNESS, SIGNS, Directness, Sign
from qualkit.reduction.verbs import naming
from qualkit.session import identities

_WHEN = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)

Codings = str | Sequence[str] | pd.DataFrame


class Relating(Verbs):
    """Relations between codes, cases and sources, each with its evidence; what codings tell of, and how."""

    def link(
        self,
        a: str,
        b: str,
        relation: str | None = None,
        *,
        sign: Sign | None = None,
        evidence: Codings | None = None,
        case: str | None = None,
        note: str | None = None,
    ) -> str:
        """Link two things of the study, with the relation between them: an edge of the graphs.

        Parameters
        ----------
        a, b
            Sources, cases, codes, conclusions, memos (by name or id), codings or summaries (by id).
        relation
            What the one is to the other, such as ``leads to``, ``explains`` or ``is a kind of``.
        sign
            ``+`` where more of the one goes with more of the other, ``-`` where with less, ``±`` for both.
        evidence
            The codings that show it.
        case
            The case in which it holds; all where none is named.
        note
            How it comes about, in a sentence: part of the narrative of a causal network.

        Returns
        -------
        str
            The id of the link. The same two things in one relation and case are linked only once: linking
            them again adds the evidence, and gives the sign or note that is said.

        Raises
        ------
        NotFound
            With the nearest names.
        InvalidInput
            For another sign.
        """
        if sign is not None and sign not in SIGNS:
            raise InvalidInput(f"{sign!r} is no sign of a relation. They are {', '.join(SIGNS)}.")
        for what, text in (("relation", relation), ("note", note)):
            if text is not None:
                said(what, text)
        session = self._session
        (one_kind, one), (other_kind, other) = (naming.anything(session, each) for each in (a, b))
        ends: dict[str, Any] = {"origin_kind": one_kind, "origin": one, "target_kind": other_kind}
        ends |= {"target": other, "name": relation, "direction": "oneWay"}
        ends["case"] = None if case is None else str(session.row("case", case)["id"])
        shown = [] if evidence is None else identities(evidence, "coding_id")
        session.coding_rows(shown)
        coder = session.coder_key()
        with session.change("link", "link") as change:
            known = change.find("link", **ends)
            if known:
                kept = (known[0]["evidence"] or "").split()
                merged = " ".join(dict.fromkeys([*kept, *shown])) or None
                given = {"sign": sign, "note": note, "evidence": merged}
                new = {name: each for name, each in given.items() if each not in (None, known[0][name])}
                if new:
                    change.update("link", known[0]["key"], **new)
                return str(known[0]["id"])
            row = ends | {"sign": sign, "note": note, "evidence": " ".join(shown) or None}
            change.insert("link", [row | {"coder_key": coder, "created": change.at}])
            return str(change.entity_id)

    def unlink(self, link: str) -> None:
        """Take a link out, by its id; see `study.links`."""
        session = self._session
        known = session.table("link")
        found = known.loc[known["id"] == link, "key"].tolist()
        if not found:
            raise NotFound(f"There is no link {link!r}; see study.links for the ids of those there are.")
        with session.change("unlink", "link") as change:
            change.delete("link", found)

    def mark(
        self,
        codings: Codings,
        *,
        when: str | None = None,
        directness: Directness | None = None,
        chosen: bool | None = None,
    ) -> int:
        """Say of codings when what they tell of took place, how directly they tell it, whether to quote them.

        Parameters
        ----------
        codings
            Ids, or a frame with `coding_id`.
        when
            A year, month or day, such as ``2023-02`` (not the date on which it was told): makes the coding
            an event of time-ordered displays. An empty text takes it back.
        directness
            ``direct`` (seen or done by who tells it), ``indirect`` (heard of) or ``inferred`` (by the
            researcher).
        chosen
            Whether displays quote it before all others.

        Returns
        -------
        int
            How many codings were changed.

        Raises
        ------
        InvalidInput
            For what is no date, or another directness, or when nothing is said.
        """
        given = _given(when=when, directness=directness, chosen=chosen)
        session = self._session
        rows = session.coding_rows(codings)
        with session.change("mark", "coding") as change:
            differing = [row for row in rows if any(row[name] != value for name, value in given.items())]
            change.update_all("coding", {row["key"]: given for row in differing})
        return len(differing)


def _is_day(when: object) -> bool:
    """Whether a text is a year, a month of one, or a day of that."""
    if not isinstance(when, str) or not _WHEN.fullmatch(when):
        return False
    try:
        date.fromisoformat(when + "0001-01-01"[len(when) :])
    except ValueError:
        return False
    return True


def _given(*, when: str | None, directness: str | None, chosen: bool | None) -> dict[str, Any]:
    if directness is not None and directness not in DIRECTNESS:
        raise InvalidInput(f"{directness!r} is no directness. They are {', '.join(DIRECTNESS)}.")
    if when and not _is_day(when):
        raise InvalidInput(f"{when!r} is no year, month or day; write 2023, 2023-02 or 2023-02-14.")
    given: dict[str, Any] = {}
    if when is not None:
        given["when"] = when or None
    if directness is not None:
        given["directness"] = directness
    if chosen is not None:
        given["chosen"] = 1 if chosen else None
    if not given:
        raise InvalidInput("Say what to mark: when=, directness= or chosen=.")
    return given
