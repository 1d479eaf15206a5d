"""The verbs of reduction for coding by the patterns of the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.model import Status, Unit
from qualkit.reduction.automatic import autocode, trial
from qualkit.reduction.choosing import HEARD, chosen_codes, chosen_turns
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.verbs.putting import code_keys, identified, put


class Autocoding(Verbs):
    """Codes are put on what their patterns match."""

    def autocode(
        self,
        codes: str | Sequence[str] | None = None,
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
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
        kinds, cases
            Some kinds of sources, some cases; otherwise all.
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
            One row a new coding: `source turn code start end pattern coding_id`; `accept`, `reject` and
            `uncode` take it as it is.
        """
        book = self._usable(codes)
        turns = chosen_turns(self._session, sources, roles, kinds=kinds, cases=cases)
        hits = autocode(turns, book, text="text", unit=unit, language=self._session.language)
        found = _placed(hits, turns)
        memos = ("pattern: " + found["pattern"]).tolist()
        coder = self._session.coder_key()
        with self._session.change("autocode", "coding") as change:
            written = put(
                self._session,
                change,
                found,
                codes=code_keys(self._session),
                coder=coder,
                origin="pattern",
                status=status,
                memos=memos,
                again=again,
            )
        return identified(self._session, written)

    def trial(
        self,
        codes: str | Sequence[str] | None = None,
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
        examples: int = 3,
    ) -> pd.DataFrame:
        """Show what each pattern would find, before anything is coded.

        Parameters
        ----------
        codes, sources, roles, kinds, cases
            As in `autocode`.
        examples
            How many hits of each pattern to show, from as many texts as there are.

        Returns
        -------
        pandas.DataFrame
            One row a pattern: `code pattern hits texts sources examples`; those that find nothing have 0.
        """
        turns = chosen_turns(self._session, sources, roles, kinds=kinds, cases=cases)
        return trial(turns, self._usable(codes), examples=examples, language=self._session.language)

    def _usable(self, codes: str | Sequence[str] | None) -> Codebook:
        """The codes without the patterns of those that are retired."""
        book = chosen_codes(self._session, codes)
        return replace(
            book, codes=tuple(replace(code, patterns=()) if code.retired else code for code in book.codes)
        )


def _placed(hits: pd.DataFrame, turns: pd.DataFrame) -> pd.DataFrame:
    """Hits in turns as spans of sources: `source turn code start end pattern`."""
    at = hits["row"].to_numpy("int64")
    offset = turns["start"].to_numpy("int64")[at]
    return pd.DataFrame(
        {
            "source": turns["source"].to_numpy(dtype=object)[at],
            "turn": turns["turn"].to_numpy("int64")[at],
            "code": hits["code"],
            "start": hits["start"].to_numpy("int64") + offset,
            "end": hits["end"].to_numpy("int64") + offset,
            "pattern": hits["pattern"],
        }
    ).reset_index(drop=True)
