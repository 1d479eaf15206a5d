"""The verbs of reduction for queries over codings, which can be saved, and codes that occur together."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput, NotFound, QualkitError, not_found
from qualkit.reduction.overlaps import cooccurrence
from qualkit.reduction.querying import narrowed, query
from qualkit.reduction.querying.narrowing import Names
from qualkit.reduction.querying.queries import Togetherness
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.verbs.editions import explain_old_names

_FILTERS = ("where", "dates", "sources", "kinds", "roles", "coders", "status", "together")


class Querying(Verbs):
    """Which codings stand with which others; a query can be kept by name."""

    def query(
        self,
        expression: str | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        dates: tuple[Any, Any] | None = None,
        sources: Names | None = None,
        kinds: Names | None = None,
        roles: Names | None = None,
        coders: Names | None = None,
        status: Names | None = "accepted",
        together: Togetherness = "overlap",
        name: str | None = None,
    ) -> pd.DataFrame:
        """Find codings by how they stand to codings of other codes.

        Parameters
        ----------
        expression
            Codes with ``AND OR NOT XOR`` and ``WITHIN ENCLOSES OVERLAPS TOUCHES PRECEDES FOLLOWS NEAR``, such
            as ``commitment AND "work plan" NOT barrier+`` or ``barrier NEAR/2 turns coaching``; see
            `qualkit.reduction.query`. Without one, the saved query `name` is run again.
        where
            Attributes of the case or the source, as ``{"site": "office", "outcome": (15, None)}``; see
            `qualkit.reduction.narrowed`.
        dates
            The first and last day of the source; either may be None.
        sources, kinds, roles, coders, status
            Only these; only accepted codings where no status is said.
        together
            What AND, NOT and XOR take for together: ``overlap``, ``sentence``, ``turn``, ``source`` or
            ``case``.
        name
            Save the query under this name.

        Returns
        -------
        pandas.DataFrame
            The codings found, with the columns of `study.codings`: to be recoded, cited or displayed.
        """
        given = {
            "where": where,
            "dates": dates,
            "sources": sources,
            "kinds": kinds,
            "roles": roles,
            "coders": coders,
            "status": status,
            "together": together,
        }
        if expression is None:
            if given != {**dict.fromkeys(_FILTERS), "status": "accepted", "together": "overlap"}:
                raise InvalidInput(
                    "A saved query is run as it was saved. Give its expression as well to save it anew."
                )
            return self._found(*self._saved(name))
        found = self._found(expression, given)
        if name is not None:
            self._save(said("name", name), expression, given)
        return found

    def queries(self) -> pd.DataFrame:
        """The saved queries, with what each finds now.

        Returns
        -------
        pandas.DataFrame
            `query_id name expression filters codings coder created`; where one can no longer be run (a code
            is gone), `codings` is missing and `message` says why.
        """
        table = self._session.table("query")
        coders = self._session.table("coder").set_index("key")["name"]
        counts: list[int | None] = []
        messages = []
        for name in table["name"]:
            try:
                counts.append(len(self._found(*self._saved(name))))
                messages.append("")
            except QualkitError as error:
                counts.append(None)
                messages.append(str(error))
        return pd.DataFrame(
            {
                "query_id": table["id"],
                "name": table["name"],
                "expression": table["expression"],
                "filters": [_read(each) for each in table["filters"]],
                "codings": pd.array(counts, dtype="Int64"),
                "message": messages,
                "coder": table["coder_key"].map(coders),
                "created": table["created"],
            }
        )

    def forget_query(self, name: str) -> None:
        """Take a saved query away."""
        rows = self._session.store.rows("query", "name", [name])
        if not rows:
            raise not_found("saved query", name, self._session.table("query")["name"].tolist())
        with self._session.change("forget query", "query") as change:
            change.delete("query", [rows[0]["key"]])

    def cooccurrence(self, *, unit: str = "overlap", status: Names = "accepted") -> pd.DataFrame:
        """How often the codings of each two codes share text.

        Parameters
        ----------
        unit
            ``overlap`` (they share text) or ``turn`` (they are in one turn).
        status
            Which codings count.

        Returns
        -------
        pandas.DataFrame
            Code × code, in the codebook's order; see `qualkit.reduction.cooccurrence`.
        """
        codings = narrowed(self._session.codings, status=status)
        counts = cooccurrence(codings, unit=unit)
        order = [code.name for code in stored_codebook(self._session).codes if code.name in counts.index]
        return counts.loc[order, order]

    def _found(self, expression: str, given: Mapping[str, Any]) -> pd.DataFrame:
        session = self._session
        filters = {name: given[name] for name in _FILTERS if name != "together"}
        chosen = narrowed(
            session.codings,
            cases=session.cases,
            links=session.coding_cases,
            inventory=session.sources,
            **filters,
        )
        try:
            return query(
                chosen,
                expression,
                codebook=stored_codebook(session),
                turns=session.turns,
                together=given["together"],
                language=session.language,
            )
        except NotFound:
            explain_old_names(session, expression)
            raise

    def _saved(self, name: str | None) -> tuple[str, dict[str, Any]]:
        if name is None:
            raise InvalidInput("Say what to look for: an expression, or the name of a saved query.")
        rows = self._session.store.rows("query", "name", [name])
        if not rows:
            raise not_found("saved query", name, self._session.table("query")["name"].tolist())
        return str(rows[0]["expression"]), _read(rows[0]["filters"])

    def _save(self, name: str, expression: str, given: Mapping[str, Any]) -> None:
        session = self._session
        kept = {"expression": expression, "filters": as_json(_kept(given))}
        known = session.store.rows("query", "name", [name])
        if known and {key: known[0][key] for key in kept} == kept:
            return
        coder = session.coder_key()
        if known and known[0]["coder_key"] != coder:
            raise Conflict(f"Another coder has saved a query as {name!r}. Save yours under another name.")
        with session.change("save query", "query") as change:
            if known:
                change.update("query", known[0]["key"], **kept)
            else:
                change.insert("query", [{"name": name, **kept, "coder_key": coder, "created": change.at}])


def _kept(value: Any) -> Any:
    """A value as JSON keeps it; a tuple, which is a range, stays apart from a list."""
    if isinstance(value, tuple):
        return {"range": [_kept(each) for each in value]}
    if isinstance(value, Mapping):
        return {str(name): _kept(each) for name, each in value.items()}
    if isinstance(value, (list, set, frozenset)):
        return [_kept(each) for each in value]
    if value is not None and not isinstance(value, (str, int, float, bool)):
        return value.item() if hasattr(value, "item") else str(value)
    return value


def _read(text: str) -> dict[str, Any]:
    """What a saved query is narrowed by."""

    def made(value: Any) -> Any:
        if isinstance(value, dict) and set(value) == {"range"}:
            return tuple(made(each) for each in value["range"])
        if isinstance(value, dict):
            return {name: made(each) for name, each in value.items()}
        return value

    read: dict[str, Any] = made(json.loads(text))
    return {**dict.fromkeys(_FILTERS), "status": "accepted", "together": "overlap", **read}
