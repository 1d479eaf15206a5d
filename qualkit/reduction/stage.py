"""The verbs of reduction, `study.reduction`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.errors import InvalidInput, not_found
from qualkit.frames import records
from qualkit.model import MEMO_KINDS, STATUSES, MemoKind, Status, Unit
from qualkit.reduction.automatic import autocode
from qualkit.reduction.choosing import Span, chosen_codes, chosen_turns, find_span
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.searching import search
from qualkit.reduction.stored import definition, same_row, stored_codebook
from qualkit.session import Session, identities

HEARD = ("participant", "description", None)
"""The roles whose words are coded automatically: not the interviewer's, nor an observer's comments."""


class Reduction:
    """Reduction: the texts are condensed by codes, memos and summaries, never losing the way back."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def use_codebook(self, codebook: str | PathLike[str] | Codebook) -> pd.DataFrame:
        """Take codes and their definitions from a codebook (a YAML file, or a `Codebook`).

        A code that the study has already (in whatever case) gets the new definition and keeps its
        codings; a code that the codebook lacks stays.

        Returns
        -------
        pandas.DataFrame
            `code status`: ``added``, ``changed``, ``unchanged``, or ``kept`` (not in the codebook).
        """
        book = codebook if isinstance(codebook, Codebook) else Codebook.read(codebook)
        session = self._session
        known = {row["name"].casefold(): row for row in records(session.table("code"))}
        status = {}
        with session.change("use codebook", "code") as change:
            keys = {name: row["key"] for name, row in known.items()}
            for position, code in enumerate(book.codes):
                name = code.name.casefold()
                row = {
                    "name": code.name,
                    "parent_key": keys[code.parent.casefold()] if code.parent else None,
                    "position": position,
                    "definition": as_json(definition(code)),
                }
                if name not in keys:
                    keys[name] = change.insert("code", [row])[0]
                    status[code.name] = "added"
                elif same_row(known[name], row):
                    status[code.name] = "unchanged"
                else:
                    change.update("code", keys[name], **row)
                    status[code.name] = "changed"
        named = {name.casefold() for name in status}
        status |= dict.fromkeys((row["name"] for name, row in known.items() if name not in named), "kept")
        return pd.DataFrame({"code": list(status), "status": list(status.values())})

    def code(
        self, source: str, span: Span, code: str, *, weight: float | None = None, memo: str | None = None
    ) -> str:
        """Put a code on a span.

        Parameters
        ----------
        source
            The source, by name or id.
        span
            ``(start, end)`` in code points; the number of a turn; or words that stand exactly once in
            the source (whatever white space is between them).
        code
            A code of the codebook.
        weight
            How strongly, on the code's scale (1 is the weakest).
        memo
            A note on this coding.

        Returns
        -------
        str
            The coding's id. The same code on the same span by the same coder is there only once; coding it
            again accepts it, and gives it the weight or memo that is said.

        Raises
        ------
        NotFound
            For an unknown source, code, turn or wording; the nearest names are offered.
        InvalidInput
            For a span that is reversed, empty or outside the source.
        """
        session = self._session
        heavy = _weight(weight)
        row = session.row("source", source)
        start, end = find_span(session, row, span)
        coder = session.coder_key()
        place = {
            "source_key": int(row["key"]),
            "start": start,
            "end": end,
            "code_key": session.key("code", code),
        }
        with session.change("code", "coding") as change:
            place |= {"coder_key": coder}
            known = change.find("coding", **place)
            if known:
                given = {"weight": heavy, "memo": memo, "status": "accepted"}
                new = {name: value for name, value in given.items() if value not in (None, known[0][name])}
                if new:
                    change.update("coding", known[0]["key"], **new)
                return str(known[0]["id"])
            change.insert(
                "coding",
                [
                    place
                    | {
                        "weight": heavy,
                        "memo": memo,
                        "origin": "manual",
                        "status": "accepted",
                        "created": change.at,
                    }
                ],
            )
            return str(change.entity_id)

    def accept(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Accept suggested (or rejected) codings, so that displays count them; how many were changed."""
        return self._review(codings, "accepted")

    def reject(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Reject codings, so that no display counts them and no pattern brings them back; how many."""
        return self._review(codings, "rejected")

    def uncode(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Take codings away, by id, ids, or a frame of codings; how many.

        No pattern brings them back, unless `autocode` is told to look again.
        """
        rows = self._session.coding_rows(codings)
        with self._session.change("uncode", "coding") as change:
            change.delete("coding", [row["key"] for row in rows])
        return len(rows)

    def recode(self, codings: str | Sequence[str] | pd.DataFrame, code: str) -> int:
        """Give codings another code; how many were changed.

        A coding whose span its coder has under that code already is taken away instead.
        """
        session = self._session
        rows = session.coding_rows(codings)
        key = session.key("code", code)
        changed = [row for row in rows if row["code_key"] != key]
        with session.change("recode", "coding") as change:
            taken = {_place(row) for row in change.rows("coding", "code_key", [key])}
            for row in changed:
                if _place(row) in taken:
                    change.delete("coding", [row["key"]])
                else:
                    change.update("coding", row["key"], code_key=key)
                    taken.add(_place(row))
        return len(changed)

    def autocode(
        self,
        codes: str | Sequence[str] | None = None,
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        unit: Unit | None = None,
        status: Status = "accepted",
        again: bool = False,
    ) -> pd.DataFrame:
        """Code what the codebook's patterns match.

        Running it again adds only what is new: not what was rejected, and not what somebody uncoded or
        recoded since. Each coding's memo names the pattern that made it.

        Parameters
        ----------
        codes
            Some codes (with all below them); otherwise all that have patterns.
        sources
            Some sources, by name or wildcard; otherwise all.
        roles
            Whose words: by default participants, described observations and documents, but neither
            the interviewer's questions nor an observer's comments.
        unit
            What a coding covers: ``match``, ``sentence``, ``turn`` or ``paragraph``; otherwise what
            each code says.
        status
            ``accepted``, or ``suggested`` for review.
        again
            Find also what was uncoded or recoded.

        Returns
        -------
        pandas.DataFrame
            One row a new coding: `source turn code start end pattern`.
        """
        if status not in STATUSES:
            raise InvalidInput(f"{status!r} is no status of a coding. They are {', '.join(STATUSES)}.")
        book = chosen_codes(self._session, codes)
        turns = chosen_turns(self._session, sources, roles)
        hits = autocode(turns, book, text="text", unit=unit, language=self._session.language)
        return self._write_hits(hits, turns, status, again=again)

    def memo(self, text: str, *, about: str | None = None, kind: MemoKind = "analytic") -> str:
        """Note a thought on the study, or on a source, case, code, coding or conclusion.

        Returns
        -------
        str
            The memo's id, which can be cited as evidence.
        """
        if kind not in MEMO_KINDS:
            raise InvalidInput(f"{kind!r} is no kind of memo. Kinds are {', '.join(MEMO_KINDS)}.")
        said("memo", text)
        about_kind, about_id = self._about(about)
        coder = self._session.coder_key()
        with self._session.change("memo", "memo") as change:
            row = {"about_kind": about_kind, "about": about_id, "kind": kind, "text": text}
            change.insert("memo", [row | {"coder_key": coder, "created": change.at}])
            return str(change.entity_id)

    def summarise(
        self, case: str, code: str, text: str, *, codings: str | Sequence[str] | pd.DataFrame | None = None
    ) -> str:
        """Condense what a case says under a code; a new wording replaces the one before.

        Parameters
        ----------
        case, code
            The cell of the case × code matrix; a code's children count with it.
        text
            The summary, in the researcher's words.
        codings
            The codings it condenses; otherwise all of that case and code (and below it) now.

        Returns
        -------
        str
            The summary's id, which can be cited as evidence.
        """
        session = self._session
        said("summary", text)
        place = {"case_key": session.key("case", case), "code_key": session.key("code", code)}
        ids = self._condensed(case, code) if codings is None else identities(codings, "coding_id")
        if codings is not None:
            session.coding_rows(ids)
        coder = session.coder_key()
        with session.change("summarise", "summary") as change:
            row = {"text": text, "codings": as_json(ids), "coder_key": coder, "created": change.at}
            known = change.find("summary", **place)
            if known:
                change.update("summary", known[0]["key"], **row)
            else:
                change.insert("summary", [place | row])
            return str(change.entity_id)

    def search(
        self,
        pattern: str,
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = None,
        context: int = 60,
    ) -> pd.DataFrame:
        """Find words in context: `source turn speaker role start end left match right`.

        Parameters
        ----------
        pattern
            Words, a phrase, ``*`` for any ending or beginning, or ``re:`` and a regular expression.
        sources, roles
            Only some sources (names or wildcards), only some roles.
        context
            Characters shown on each side.
        """
        turns = chosen_turns(self._session, sources, roles)
        return search(
            turns[["source", "turn", "speaker", "role", "start", "text"]],
            pattern,
            text="text",
            context=context,
        )

    def _review(self, codings: str | Sequence[str] | pd.DataFrame, status: Status) -> int:
        changed = [row for row in self._session.coding_rows(codings) if row["status"] != status]
        with self._session.change(f"mark {status}", "coding") as change:
            for row in changed:
                change.update("coding", row["key"], status=status)
        return len(changed)

    def _write_hits(
        self, hits: pd.DataFrame, turns: pd.DataFrame, status: Status, *, again: bool
    ) -> pd.DataFrame:
        session = self._session
        at = hits["row"].to_numpy("int64")
        offset = turns["start"].to_numpy("int64")[at]
        found = pd.DataFrame(
            {
                "source": turns["source"].to_numpy(dtype=object)[at],
                "turn": turns["turn"].to_numpy("int64")[at],
                "code": hits["code"],
                "start": hits["start"].to_numpy("int64") + offset,
                "end": hits["end"].to_numpy("int64") + offset,
                "pattern": hits["pattern"],
            }
        ).reset_index(drop=True)
        coder = session.coder_key()
        sources, codes = session.table("source"), session.table("code")
        rows = found.assign(
            source_key=found["source"].map(dict(zip(sources["name"], sources["key"], strict=True))),
            code_key=found["code"].map(dict(zip(codes["name"], codes["key"], strict=True))),
            coder_key=coder,
        )
        place = ["source_key", "start", "end", "code_key", "coder_key"]
        known = pd.MultiIndex.from_frame(session.store.table("coding", columns=place))
        fresh = ~pd.MultiIndex.from_frame(rows[place]).isin(known)
        if not again:
            taken = session.store.taken_back("coding", ("uncode", "recode"))
            gone = pd.DataFrame(taken, columns=place[:4])
            fresh &= ~pd.MultiIndex.from_frame(rows[place[:4]]).isin(pd.MultiIndex.from_frame(gone))
        with session.change("autocode", "coding") as change:
            common = {"weight": None, "origin": "pattern", "status": status, "created": change.at}
            change.insert(
                "coding",
                [
                    {**row, "memo": f"pattern: {pattern}", **common}
                    for row, pattern in zip(
                        records(rows.loc[fresh, place]), rows.loc[fresh, "pattern"], strict=True
                    )
                ],
            )
        return found[fresh].reset_index(drop=True)

    def _about(self, about: str | None) -> tuple[str, str]:
        session = self._session
        if about is None:
            return "study", str(session.table("study")["id"].iloc[0])
        for kind in ("source", "case", "code", "conclusion"):
            table = session.table(kind)
            found = table[(table["name"] == about) | (table["id"] == about)]
            if not found.empty:
                return kind, str(found["id"].iloc[0])
        if session.store.rows("coding", "id", [about]):
            return "coding", about
        known = [
            name for kind in ("source", "case", "code", "conclusion") for name in session.table(kind)["name"]
        ]
        raise not_found("source, case, code, coding or conclusion", about, known)

    def _condensed(self, case: str, code: str) -> list[str]:
        session = self._session
        below = stored_codebook(session).below(str(session.row("code", code)["name"]))
        links = session.coding_cases
        mine = set(links.loc[links["case"] == session.row("case", case)["name"], "coding_id"])
        codings = session.codings
        chosen = (
            codings["code"].isin(below) & codings["coding_id"].isin(mine) & (codings["status"] == "accepted")
        )
        return codings.loc[chosen, "coding_id"].tolist()


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["source_key"], row["start"], row["end"], row["coder_key"]


def _weight(given: float | None) -> float | None:
    if given is None:
        return None
    try:
        weight = float(given)
    except (TypeError, ValueError):
        weight = math.nan
    if not math.isfinite(weight):
        raise InvalidInput(f"A weight is a number, such as 1 for the weakest, not {given!r}.")
    return weight + 0.0  # so that no database tells -0.0 from 0.0
