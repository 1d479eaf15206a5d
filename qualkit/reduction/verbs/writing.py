"""The verbs of reduction for what a researcher writes: memos, and summaries of cases."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from os import PathLike
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput, not_found
from qualkit.frames import records
from qualkit.model import MEMO_KINDS, MemoKind
from qualkit.reduction import memos
from qualkit.reduction.choosing import Span, find_span
from qualkit.reduction.drafts import drafts
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.verbs import naming
from qualkit.reduction.verbs.editions import code_row
from qualkit.reduction.verbs.memo_words import memo_words
from qualkit.session import identities

Row = dict[str, Any]


class Writing(Verbs):
    """What the researcher thinks and condenses, linked to what it is about."""

    def memo(
        self,
        text: str,
        *,
        about: str | None = None,
        kind: MemoKind = "analytic",
        span: Span | None = None,
        name: str | None = None,
        quoting: str | Sequence[str] | pd.DataFrame | None = None,
    ) -> str:
        """Note a thought on the study, or on anything in it.

        Parameters
        ----------
        text
            The thought.
        about
            A source, case, code or conclusion (by name or id), a memo (to answer it), or a coding or summary
            (by id); otherwise the study.
        kind
            ``jotting``, ``analytic``, ``methodological`` or ``reflexive``.
        span
            Where in the source that it is about, as in `code`.
        name
            A title.
        quoting
            Codings whose words are quoted below the text, each with its address; a link to each is kept.

        Returns
        -------
        str
            The memo's id, which can be cited as evidence.
        """
        _check_kind(kind)
        session = self._session
        said("memo", text)
        about_kind, about_id = naming.anything(session, about)
        start, end = self._stretch(about_kind, about_id, span)
        quoted = [] if quoting is None else identities(quoting, "coding_id")
        session.coding_rows(quoted)
        coder = session.coder_key()
        with session.change("memo", "memo") as change:
            made_by = {"coder_key": coder, "created": change.at}
            row: Row = {"about_kind": about_kind, "about": about_id, "kind": kind, "name": name}
            row |= {"text": text + memos.quotations(session.all_codings, quoted), "start": start, "end": end}
            change.insert("memo", [row | made_by])
            identity = str(change.entity_id)
            ends = {"origin_kind": "memo", "origin": identity, "target_kind": "coding", "direction": "oneWay"}
            change.insert("link", [{**ends, "target": each, "name": "quotes", **made_by} for each in quoted])
            return identity

    def thread(self, memo: str) -> pd.DataFrame:
        """A memo and all that was answered to it, and to the answers.

        Returns
        -------
        pandas.DataFrame
            The columns of `study.memos` and `depth`; each answer follows what it answers.
        """
        return memos.thread(self._session.memos, naming.memo_id(self._session, memo))

    def search_memos(
        self,
        words: str | None = None,
        *,
        kind: MemoKind | None = None,
        about: str | None = None,
        coder: str | None = None,
    ) -> pd.DataFrame:
        """Find memos by what they say, their kind, what they are about, and who wrote them.

        Parameters
        ----------
        words
            A pattern as in `search`: words, a phrase, ``komit*``, or ``re:`` and a regular expression; in the
            text or the title.
        kind, about, coder
            Only these.

        Returns
        -------
        pandas.DataFrame
            The rows of `study.memos`, oldest first.
        """
        session = self._session
        coders = session.table("coder")["name"].tolist()
        if kind is not None:
            _check_kind(kind)
        if coder not in (None, *coders):
            raise not_found("coder", str(coder), coders)
        about_name = None if about is None else naming.shown(session, about)
        return memos.found(session.memos, words, {"kind": kind, "about": about_name, "coder": coder})

    def export_memos(self, path: str | PathLike[str]) -> Path:
        """Write all memos to a file, by its suffix: ``.md``, ``.csv`` or ``.docx``; answers below their memo.

        The words that a memo is about stand above it as a quotation, with their address.

        Returns
        -------
        pathlib.Path
            The file.
        """
        session = self._session
        return memos.write(session.memos, Path(path), title=session.title, about=memo_words(session))

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
        said("summary", text)
        ids = self._condensed(case, code) if codings is None else identities(codings, "coding_id")
        if codings is not None:
            self._session.coding_rows(ids)
        return self._put_summaries([(case, code, text, ids)], status=None)[0]

    def draft_summaries(
        self,
        *,
        cases: str | Sequence[str] | None = None,
        codes: str | Sequence[str] | None = None,
        sentences: int = 2,
    ) -> pd.DataFrame:
        """Draft the summaries that are still missing, from the most telling sentences of what was coded.

        A draft holds the participants' own sentences, and is marked as one until `summarise` puts the
        researcher's words in its place. What was summarised is left alone.

        Parameters
        ----------
        cases, codes
            Only some cases (names or wildcards), only some codes (not those below them); otherwise all with
            codings.
        sentences
            How many sentences to take, at most.

        Returns
        -------
        pandas.DataFrame
            The new drafts: `summary_id case code text codings`.
        """
        session = self._session
        names = self._names("case", cases), self._names("code", codes)
        codings = session.codings.set_index("coding_id", drop=False)
        written = session.summaries.query("status != 'draft'")
        known = set(zip(written["case"], written["code"], strict=True))
        parts = [
            codings.loc[ids].assign(case=case, code=code)
            for case, code in product(*names)
            if (case, code) not in known and (ids := self._condensed(case, code))
        ]
        if not parts:
            return pd.DataFrame(columns=["summary_id", "case", "code", "text", "codings"])
        made = drafts(pd.concat(parts), language=session.language, sentences=sentences)
        cells = [(row["case"], row["code"], row["text"], list(row["codings"])) for row in records(made)]
        ids = self._put_summaries(cells, status="draft")
        return made[["case", "code", "text", "codings"]].assign(summary_id=ids)[
            ["summary_id", "case", "code", "text", "codings"]
        ]

    def _put_summaries(
        self, cells: Sequence[tuple[str, str, str, list[str]]], *, status: str | None
    ) -> list[str]:
        session = self._session
        places = [
            {"case_key": session.key("case", case), "code_key": int(code_row(session, code)["key"])}
            for case, code, *_ in cells
        ]
        coder = session.coder_key()
        made = []
        with session.change("summarise" if status is None else "draft summaries", "summary") as change:
            for place, (_, _, text, ids) in zip(places, cells, strict=True):
                row: Row = {"text": text, "codings": as_json(ids), "status": status}
                row |= {"coder_key": coder, "created": change.at}
                known = change.find("summary", **place)
                if known and self._session.blind and known[0]["coder_key"] != coder:
                    raise Conflict(
                        "Somebody else has summarised this case under this code already, and there is one "
                        "summary of each. Open the study without blind=True to work on it together."
                    )
                if known:
                    change.update("summary", known[0]["key"], **row)
                    made.append(str(known[0]["id"]))
                else:
                    (key,) = change.insert("summary", [place | row])
                    made.append(str(change.rows("summary", "key", [key])[0]["id"]))
        return made

    def _stretch(self, about_kind: str, about: str, span: Span | None) -> tuple[int, int] | tuple[None, None]:
        if span is None:
            return None, None
        if about_kind != "source":
            raise InvalidInput("Only a memo about a source has a span in it. Say which source it is about.")
        return find_span(self._session, self._session.row("source", about), span)

    def _names(self, kind: naming.Listed, chosen: str | Sequence[str] | None) -> list[str]:
        table = self._session.table(kind)
        keys = None if chosen is None else self._session.keys(kind, chosen)
        return table["name"].tolist() if keys is None else table.loc[table["key"].isin(keys), "name"].tolist()

    def _condensed(self, case: str, code: str) -> list[str]:
        session = self._session
        below = stored_codebook(session).below(str(code_row(session, code)["name"]))
        links = session.coding_cases
        mine = set(links.loc[links["case"] == session.row("case", case)["name"], "coding_id"])
        codings = session.codings
        chosen = (
            codings["code"].isin(below) & codings["coding_id"].isin(mine) & (codings["status"] == "accepted")
        )
        return codings.loc[chosen, "coding_id"].tolist()


def _check_kind(kind: str) -> None:
    if kind not in MEMO_KINDS:
        raise InvalidInput(f"{kind!r} is no kind of memo. Kinds are {', '.join(MEMO_KINDS)}.")
