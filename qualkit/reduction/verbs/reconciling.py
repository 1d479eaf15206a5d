"""The verbs of reduction for what several coders settle on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.collection.bounds import span_within
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput
from qualkit.frames import records
from qualkit.reduction.agreement.marking import CONSENSUS
from qualkit.reduction.verbs.editions import code_row
from qualkit.reduction.verbs.settling import Place, settle


class Reconciling(Verbs):
    """What coders who differed settle on, and how it is taken back."""

    def reconcile(
        self,
        where: pd.DataFrame | pd.Series[Any] | Mapping[str, Any],
        *,
        applies: bool,
        note: str | None = None,
        span: tuple[int, int] | None = None,
    ) -> list[str]:
        """Record what the coders settled on, and keep what each of them had coded.

        Where the code applies, one coding by ``consensus`` counts from now on; where it does not, none does.
        Settled is all that is accepted there under the code, also what patterns coded, if the row of
        `disagreements` shows who has it there. What a coder had coded beyond that place still stands. The
        coders' own codings are kept as rejected ones: `agreement` still compares them, so that agreement
        before and after can be reported.

        Parameters
        ----------
        where
            Rows of `disagreements` (or mappings with `source start end code`).
        applies
            Whether the code belongs there.
        note
            Why, for the record.
        span
            The span of the consensus in the source; otherwise what the coders had marked of that place.

        Returns
        -------
        list of str
            The ids of the codings of the consensus (of a code that does not apply, rejected ones).

        Raises
        ------
        Conflict
            A coder whom the row does not show has an accepted coding there.
        """
        if self._session.blind:
            raise Conflict("You code blind. Open the study without blind=True to settle what others coded.")
        if not isinstance(applies, bool):
            raise InvalidInput(f"applies is True or False, not {applies!r}.")
        rows = records(where) if isinstance(where, pd.DataFrame) else [dict(where)]
        if span is not None and len(rows) != 1:
            raise InvalidInput(f"A span belongs to one disagreement, not to {len(rows)}. Reconcile it alone.")
        coder = self._consensus()
        made = []
        with self._session.change("reconcile", "coding") as change:
            for row in rows:
                made.append(
                    settle(self._session, change, self._place(row, span), coder, applies=applies, note=note)
                )
        return made

    def reopen(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Take back what was settled: the coders' own codings stand again.

        Parameters
        ----------
        codings
            Codings of the consensus, by id, ids, or a frame.

        Returns
        -------
        int
            How many codings of coders stand again.
        """
        session = self._session
        rows = session.coding_rows(codings)
        mine = self._consensus()
        strange = [row for row in rows if row["coder_key"] != mine]
        if strange:
            raise InvalidInput(
                f"{len(strange)} of these are no codings of a consensus. Give those of its coder."
            )
        originals = [each for row in rows for each in (row["basis"] or "").split()]
        with session.change("reopen", "coding") as change:
            kept = change.rows("coding", "id", originals)
            rest = change.rows("coding", "basis", originals)
            if any(row["status"] != "accepted" for row in rest):
                raise Conflict("Coders have settled on more of the same codings since. Reopen that first.")
            change.delete("coding", [row["key"] for row in (*rows, *rest)])
            change.update_all("coding", {row["key"]: {"status": "accepted"} for row in kept})
        return len(kept)

    def _consensus(self) -> int:
        known = self._session.store.rows("coder", "name", [CONSENSUS])
        if known:
            return int(known[0]["key"])
        with self._session.change("join", "coder") as change:
            return change.insert("coder", [{"name": CONSENSUS}])[0]

    def _place(self, row: Mapping[str, Any], span: tuple[int, int] | None) -> Place:
        missing = [name for name in ("source", "start", "end", "code") if name not in row]
        if missing:
            raise InvalidInput(f"There is no {missing[0]!r} in {row!r}. Give a row of disagreements().")
        session = self._session
        source, code = session.row("source", row["source"]), code_row(session, row["code"])
        start, end = span_within(source, (row["start"], row["end"]) if span is None else span)
        shown = {*row["marked_by"], *row["not_counted"]} if "not_counted" in row else None
        return Place(
            int(source["key"]),
            str(source["name"]),
            start,
            end,
            int(code["key"]),
            exact=span is not None,
            shown=shown,
        )
