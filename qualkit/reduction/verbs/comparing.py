"""The verbs of reduction for several coders: how far they agree, where not, and what they settle on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qualkit.collection.bounds import span_within
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput, not_found
from qualkit.frames import records
from qualkit.model import Origin, Unit
from qualkit.reduction.agreement import boundary_agreement, double_coding_plan, sample_size
from qualkit.reduction.agreement.agreeing import SPAN_METHODS, StudyAgreement, Universe, agree, agree_on_spans
from qualkit.reduction.agreement.marking import CONSENSUS, differing, independent, marks, reconciled, who_read
from qualkit.reduction.choosing import HEARD, chosen_codes, chosen_units
from qualkit.reduction.verbs.editions import code_row
from qualkit.reduction.verbs.settling import Place, settle

OWN_WORK: tuple[Origin, ...] = ("manual", "import")
Readers = Mapping[str, Sequence[str]]


class Comparing(Verbs):
    """What several coders made of the same texts."""

    def agreement(
        self,
        unit: Unit | pd.DataFrame = "sentence",
        *,
        method: str = "krippendorff",
        codes: str | Sequence[str] | None = None,
        coders: Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        universe: Universe = "all",
        origins: Sequence[Origin] = OWN_WORK,
        readers: Readers | None = None,
        consensus: bool = False,
        **options: Any,
    ) -> StudyAgreement:
        """Say how far coders agree: overall, for each code, for each source.

        A coder has marked a unit with a code where a coding of theirs shares text with it. Compared are the
        sources that two coders read, as each of them coded them, before anything was reconciled.

        Parameters
        ----------
        unit
            ``sentence``, ``turn`` or ``paragraph``; or rows of `plan_double_coding`, which all coders are
            taken to have read. ``match`` compares the spans themselves, and then the method is one of the
            unitizing family.
        method
            ``percent cohen conger scott fleiss krippendorff gwet brennan_prediger holsti``; of spans
            ``u bar_u cu ku``, see `qualkit.reduction.unitizing_alpha` (``u`` where none is said).
        codes
            Some codes (each with all below it); otherwise all.
        coders, sources, roles
            Some coders, some sources, whose words.
        universe
            ``all`` units of the text, or only those that somebody ``coded``: leaving out what nobody coded
            makes agreement look worse, leaving it in can make chance look better.
        origins
            Which codings are a coder's own work. What patterns and models coded is left out also where it was
            accepted, and nothing with the result says so: name ``pattern`` where coders reviewed it.
        readers
            Who read each source, where it is not those who coded anything in it: a coder who read a source
            and found nothing disagrees with one who did.
        consensus
            Compare what stands after `reconcile`.
        **options
            ``level``, ``weights``, ``interval``, ``confidence``, ``replicates``, ``seed`` of
            `qualkit.reduction.coefficient`.

        Returns
        -------
        StudyAgreement
            Its `frame` has a row a comparison; a value that is undefined says why in `reason`.
        """
        chosen, read = self._chosen(codes, coders, sources, origins, readers, consensus=consensus)
        if isinstance(unit, str) and unit == "match":
            wanted = "u" if method == "krippendorff" else method
            kind = next((each for each in SPAN_METHODS if each == wanted), None)
            if kind is None:
                raise InvalidInput(
                    f"{method!r} does not compare spans. Use {', '.join(SPAN_METHODS)}, or another unit."
                )
            table = self._session.table("source")
            lengths = dict(zip(table["name"].tolist(), table["length"].tolist(), strict=True))
            return agree_on_spans(chosen, lengths, read, method=kind, **options)
        units, read = self._units(unit, sources, roles, read)
        told = unit if isinstance(unit, str) else "chosen unit"
        return agree(units, chosen, read, method=method, unit=told, universe=universe, **options)

    def boundaries(
        self,
        *,
        tolerance: int = 0,
        codes: str | Sequence[str] | None = None,
        coders: Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        origins: Sequence[Origin] = OWN_WORK,
    ) -> pd.DataFrame:
        """How many spans two coders have in common when both ends may be off by some characters.

        Returns
        -------
        pandas.DataFrame
            Precision, recall and F1 of each pair of coders, see `qualkit.reduction.boundary_agreement`.
        """
        chosen, read = self._chosen(codes, coders, sources, origins, None, consensus=False)
        shared = [source for source, found in read.items() if len(found) > 1]
        return boundary_agreement(chosen[chosen["source"].isin(shared)], tolerance=tolerance)

    def disagreements(
        self,
        unit: Unit | pd.DataFrame = "sentence",
        *,
        codes: str | Sequence[str] | None = None,
        coders: Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        origins: Sequence[Origin] = OWN_WORK,
        readers: Readers | None = None,
        consensus: bool = True,
    ) -> pd.DataFrame:
        """Where coders who read the same text are not of one mind, the most divided first.

        Parameters
        ----------
        unit, codes, coders, sources, roles, origins, readers
            As in `agreement`.
        consensus
            Leave out what was reconciled.

        Returns
        -------
        pandas.DataFrame
            `source turn speaker start end text context code marked_by not_marked_by instead split codings`:
            the unit and its whole turn, who put the code there and who did not, what those put there instead,
            and the ids of the codings. A row (or several) can be given to `reconcile`.
        """
        chosen, read = self._chosen(codes, coders, sources, origins, readers, consensus=consensus)
        units, read = self._units(unit, sources, roles, read)
        turns = self._session.turns[["source", "turn", "text"]].rename(columns={"text": "context"})
        shown = units[["source", "turn", "speaker", "start", "end", "text"]]
        shown = shown.merge(turns, on=["source", "turn"], how="left", validate="many_to_one")
        return differing(shown, marks(shown, chosen), read)

    def plan_double_coding(
        self,
        unit: Unit = "turn",
        *,
        expected: float = 0.7,
        half_width: float = 0.1,
        prevalence: float = 0.2,
        method: str = "krippendorff",
        strata: str | Sequence[str] = "source",
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        seed: int = 0,
    ) -> pd.DataFrame:
        """Draw the units that a second coder should code, for agreement to be known well enough.

        Parameters
        ----------
        unit, sources, roles
            From which units of the text, as in `agreement`.
        expected, half_width, prevalence, method
            For an interval of ``expected`` ± ``half_width`` of this coefficient, if a code is on the share
            ``prevalence`` of the units; see `qualkit.reduction.sample_size`.
        strata
            Columns of the units (such as ``source``, ``case``, ``kind``), each of which gives its share.
        seed
            The same seed draws the same units.

        Returns
        -------
        pandas.DataFrame
            The units drawn, `source kind case turn speaker role start end text`; all, where that many are
            needed.
        """
        units = chosen_units(self._session, unit, sources=sources, roles=roles)
        needed = sample_size(method, expected=expected, half_width=half_width, prevalence=prevalence)
        columns = [strata] if isinstance(strata, str) else list(strata)
        parts = len(units[columns].drop_duplicates())
        return double_coding_plan(
            units, n=min(max(needed, parts), len(units)), strata=columns, seed=seed
        ).reset_index(drop=True)

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
        Settled is all that is accepted there under the code, also what patterns coded. What a coder had coded
        beyond that place still stands. The coders' own codings are kept as rejected
        ones: `agreement` still compares them, so that agreement before and after can be reported.

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
        return Place(
            int(source["key"]), str(source["name"]), start, end, int(code["key"]), exact=span is not None
        )

    def _units(
        self,
        unit: Unit | pd.DataFrame,
        sources: str | Sequence[str] | None,
        roles: Sequence[str | None],
        read: dict[str, tuple[str, ...]],
    ) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
        """The units to compare, and who read each of their sources."""
        if isinstance(unit, str):
            return chosen_units(self._session, unit, sources=sources, roles=roles), read
        everyone = tuple(sorted({each for found in read.values() for each in found}))
        return unit.reset_index(drop=True), {str(each): everyone for each in unit["source"].unique()}

    def _chosen(
        self,
        codes: str | Sequence[str] | None,
        coders: Sequence[str] | None,
        sources: str | Sequence[str] | None,
        origins: Sequence[Origin],
        readers: Readers | None,
        *,
        consensus: bool,
    ) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
        """The codings to compare, and who read each source."""
        session = self._session
        if session.blind:
            raise Conflict("You code blind. Open the study without blind=True to compare coders.")
        table = session.table("coding").set_index("id")["basis"]
        codings = session.all_codings
        codings = codings.assign(basis=table.reindex(codings["coding_id"]).to_numpy(dtype=object))
        if sources is not None:
            names = session.table("source")
            codings = codings[
                codings["source"].isin(names.loc[names["key"].isin(session.keys("source", sources)), "name"])
            ]
        own = independent(codings, origins)
        read = _checked_readers(readers or {}, who_read(codings), set(session.table("coder")["name"]))
        read = who_read(own) | {
            str(session.row("source", each)["name"]): found for each, found in read.items()
        }
        if coders is not None:
            strange = sorted(set(coders) - {each for found in read.values() for each in found})
            if strange:
                raise InvalidInput(
                    f"{strange[0]!r} has coded nothing here. Coders are in study.codings['coder']."
                )
            read = {source: tuple(each for each in found if each in coders) for source, found in read.items()}
        chosen = reconciled(codings, origins, read) if consensus else own
        wanted = {code.name for code in chosen_codes(session, codes).codes}
        chosen = chosen[chosen["code"].isin(wanted)]
        if coders is not None:
            chosen = chosen[chosen["coder"].isin(coders)]
        return chosen.reset_index(drop=True), read


def _checked_readers(readers: Readers, coded: Readers, coders: set[str]) -> dict[str, tuple[str, ...]]:
    """Who is said to have read what, if each of them is a coder, and nobody who coded is left out."""
    for source, given in readers.items():
        if isinstance(given, str):
            raise InvalidInput(f"The readers of {source!r} are a list of coders, not {given!r}.")
        for name in given:
            if name not in coders:
                raise not_found("coder", name, coders)
        missing = sorted(set(coded.get(source, ())) - {*given, CONSENSUS})
        if missing:
            raise InvalidInput(
                f"{missing[0]!r} coded {source!r}, and so has read it. Name all who did, or choose coders=…."
            )
    return {source: tuple(given) for source, given in readers.items()}
