"""The verbs of reduction for looking: words in context, queries over codings, and the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput, NotFound, QualkitError, not_found
from qualkit.model import Unit
from qualkit.reduction import vocabulary
from qualkit.reduction.choosing import HEARD, chosen_turns, chosen_units
from qualkit.reduction.overlaps import cooccurrence
from qualkit.reduction.querying import narrowed, query
from qualkit.reduction.querying.narrowing import Names
from qualkit.reduction.querying.queries import Togetherness
from qualkit.reduction.searching import search
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.verbs.editions import explain_old_names
from qualkit.reduction.vocabulary.keyness import Measure
from qualkit.reduction.vocabulary.word_tree import Side

_FILTERS = ("where", "dates", "sources", "kinds", "roles", "coders", "status", "together")


class Exploring(Verbs):
    """What is in the texts and the codings; nothing is changed, but a query can be kept."""

    def segments(
        self,
        unit: Unit = "sentence",
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """The texts cut into sentences, paragraphs or turns.

        Parameters
        ----------
        unit
            ``sentence``, ``paragraph`` or ``turn``.
        sources, roles, kinds, cases
            As in `autocode`; roles of None means all.

        Returns
        -------
        pandas.DataFrame
            `source kind case turn speaker role start end text`, one row a unit; offsets in the source.
        """
        return chosen_units(self._session, unit, sources=sources, roles=roles, kinds=kinds, cases=cases)

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
            As in a codebook: words, a phrase, ``*`` for any ending or beginning, ``lemma:``, operators such
            as ``NEAR/5``, or ``re:`` and a regular expression.
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
            language=self._session.language,
        )

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
            Attributes of the case, as ``{"role": "revenue", "outcome": (15, None)}``.
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

        Examples
        --------
        >>> study.reduction.query("barrier WITHIN coaching", name="hurdles")  # doctest: +SKIP
        >>> study.reduction.query(name="hurdles")  # doctest: +SKIP
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

    def frequencies(
        self,
        *,
        by: str | None = None,
        n: int = 1,
        lemmas: bool = False,
        stop: bool = True,
        least: int = 1,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Count words, or strings of `n` words, in what was said.

        Parameters
        ----------
        by
            Count apart by ``source``, ``case``, ``kind``, ``speaker`` or ``role``.
        n
            How many words make a term.
        lemmas, stop, least
            Count forms of a word together; leave out the language's stop words; leave out rarer terms.
        sources, roles, kinds, cases
            As in `autocode`.

        Returns
        -------
        pandas.DataFrame
            `term count share texts sources`, most frequent first; see `qualkit.reduction.frequencies`.
        """
        texts = self.segments("turn", sources=sources, roles=roles, kinds=kinds, cases=cases)
        return vocabulary.frequencies(
            texts, by=by, language=self._session.language, n=n, lemmas=lemmas, stop=stop, least=least
        )

    def keyness(
        self,
        by: str,
        one: Any,
        other: Any = None,
        *,
        measure: Measure = "log-likelihood",
        roles: Sequence[str | None] | None = HEARD,
        least: int = 2,
    ) -> pd.DataFrame:
        """Which words one group says more than another, beyond what chance would give.

        Parameters
        ----------
        by
            ``source``, ``case``, ``kind``, ``speaker``, ``role``, or an attribute of the case.
        one, other
            The two groups; without `other`, all else.
        measure
            ``log-likelihood`` or ``log-odds`` (with a Dirichlet prior).
        roles, least
            Whose words; rarer terms are left out.

        Returns
        -------
        pandas.DataFrame
            See `qualkit.reduction.keyness`; the strongest first.
        """
        texts = self.segments("turn", roles=roles)
        cases = self._session.cases
        if by not in texts and by in cases:
            texts = texts.assign(**{by: texts["case"].map(cases.set_index("case")[by])})
        return vocabulary.keyness(
            texts, by=by, one=one, other=other, measure=measure, least=least, language=self._session.language
        )

    def word_tree(
        self,
        word: str,
        *,
        side: Side = "right",
        depth: int = 4,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
    ) -> pd.DataFrame:
        """What follows a word (or goes before it), and what follows that: the data of a word tree.

        Returns
        -------
        pandas.DataFrame
            `node parent word count depth`, see `qualkit.reduction.word_tree`.
        """
        texts = self.segments("turn", sources=sources, roles=roles)
        return vocabulary.word_tree(texts, word, side=side, depth=depth)

    def _found(self, expression: str, given: Mapping[str, Any]) -> pd.DataFrame:
        session = self._session
        filters = {name: given[name] for name in _FILTERS if name != "together"}
        chosen = narrowed(
            session.codings,
            cases=session.cases,
            links=session.coding_cases,
            dated=session.sources[["source", "date"]],
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
