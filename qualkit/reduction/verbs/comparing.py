"""The verbs of reduction for several coders: how far they agree, and where not."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.model import Origin, Unit
from qualkit.reduction.agreement import boundary_agreement, double_coding_plan, sample_size
from qualkit.reduction.agreement.agreeing import SPAN_METHODS, agree, agree_on_spans
from qualkit.reduction.agreement.comparison import UnitKind
from qualkit.reduction.agreement.marking import differing, marks
from qualkit.reduction.agreement.study_agreement import StudyAgreement, Universe
from qualkit.reduction.choosing import HEARD, chosen_units
from qualkit.reduction.verbs.compared import Readers, compared, unheard
from qualkit.reduction.verbs.reconciling import Reconciling

OWN_WORK: tuple[Origin, ...] = ("manual", "import")


class Comparing(Reconciling):
    """What several coders made of the same texts."""

    def agreement(
        self,
        unit: Unit | pd.DataFrame = "sentence",
        *,
        method: str = "krippendorff",
        codes: str | Sequence[str] | None = None,
        coders: str | Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        universe: Universe = "all",
        origins: Origin | Sequence[Origin] = OWN_WORK,
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
            accepted, and the result's `warnings` say how much: name ``pattern`` where coders reviewed it.
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
        found = compared(
            self._session,
            codes=codes,
            coders=coders,
            sources=sources,
            origins=origins,
            readers=readers,
            consensus=consensus,
        )
        if isinstance(unit, str) and unit == "match":
            table = self._session.table("source")
            lengths = dict(zip(table["name"].tolist(), table["length"].tolist(), strict=True))
            kind = _span_method(method)
            made = agree_on_spans(found.codings, lengths, found.readers, method=kind, **options)
            return replace(made, remarks=found.remarks)
        if method in SPAN_METHODS:
            raise InvalidInput(
                f"{method!r} compares the spans themselves. Say unit='match' with it, or take a method for "
                "units, such as krippendorff."
            )
        units, read = self._units(unit, sources, roles, found.readers)
        told = unit if isinstance(unit, str) else "chosen unit"
        made = agree(units, found.codings, read, method=method, unit=told, universe=universe, **options)
        return replace(made, remarks=(*found.remarks, *unheard(found.codings, roles)))

    def boundaries(
        self,
        *,
        tolerance: int = 0,
        codes: str | Sequence[str] | None = None,
        coders: str | Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        origins: Origin | Sequence[Origin] = OWN_WORK,
    ) -> pd.DataFrame:
        """How many spans two coders have in common when both ends may be off by some characters.

        Returns
        -------
        pandas.DataFrame
            Precision, recall and F1 of each pair of coders and, last, pooled, see
            `qualkit.reduction.boundary_agreement`; ``attrs["warnings"]`` as of `disagreements`.
        """
        found = compared(
            self._session,
            codes=codes,
            coders=coders,
            sources=sources,
            origins=origins,
            readers=None,
            consensus=False,
        )
        shared = [source for source, coded in found.readers.items() if len(coded) > 1]
        made = boundary_agreement(found.codings[found.codings["source"].isin(shared)], tolerance=tolerance)
        made.attrs["warnings"] = found.remarks
        return made

    def disagreements(
        self,
        unit: Unit | pd.DataFrame = "sentence",
        *,
        codes: str | Sequence[str] | None = None,
        coders: str | Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        origins: Origin | Sequence[Origin] = OWN_WORK,
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
            `source turn speaker start end text context code marked_by not_marked_by not_counted instead split
            codings`: the unit and its whole turn, who put the code there and who did not, who only has it by
            an accepted coding that is not counted (of another origin, or of a coder not chosen), what those
            put there instead who did not, and the ids of all these codings. A row (or several) can be given
            to `reconcile`. ``attrs["warnings"]`` says how many accepted codings are not counted.
        """
        found = compared(
            self._session,
            codes=codes,
            coders=coders,
            sources=sources,
            origins=origins,
            readers=readers,
            consensus=consensus,
        )
        units, read = self._units(unit, sources, roles, found.readers)
        turns = self._session.turns[["source", "turn", "text"]].rename(columns={"text": "context"})
        shown = units[["source", "turn", "speaker", "start", "end", "text"]]
        shown = shown.merge(turns, on=["source", "turn"], how="left", validate="many_to_one")
        made = differing(shown, marks(shown, found.codings), read, aside=marks(shown, found.others))
        made.attrs["warnings"] = found.remarks
        return made

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
            ``prevalence`` of the units (0.2 is one in five; a rarer code needs more units); see
            `qualkit.reduction.sample_size`. Where there are too few units for that, a warning says so.
        strata
            Columns of the units (such as ``source``, ``case``, ``kind``) or attributes of the sources (such
            as ``site``), each of which gives its share.
        seed
            The same seed draws the same units.

        Returns
        -------
        pandas.DataFrame
            The units drawn, `source kind case turn speaker role start end text` and the attributes among the
            strata; all units, where that many are needed.
        """
        columns = [strata] if isinstance(strata, str) else list(strata)
        units = self._with_attributes(
            chosen_units(self._session, unit, sources=sources, roles=roles), columns
        )
        needed = sample_size(method, expected=expected, half_width=half_width, prevalence=prevalence)
        if needed > len(units):
            reached = half_width * (needed / max(len(units), 1)) ** 0.5
            warnings.warn(
                f"For {expected} ± {half_width} take {needed:,} {unit}s, and there are {len(units):,}: all "
                f"give about ± {reached:.2f}. Choose more sources, a smaller unit, or a wider half_width.",
                stacklevel=2,
            )
        parts = len(units[columns].drop_duplicates())
        return double_coding_plan(
            units, n=min(max(needed, parts), len(units)), strata=columns, seed=seed
        ).reset_index(drop=True)

    def _with_attributes(self, units: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
        """Units, and those columns of their sources that they lack."""
        sources = self._session.sources.set_index("source")
        for name in columns:
            if name not in units and name not in sources:
                raise not_found("column or attribute of sources", name, [*units.columns, *sources.columns])
        lacking = [name for name in columns if name not in units]
        return units.assign(**{name: units["source"].map(sources[name]) for name in lacking})

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


def _span_method(method: str) -> UnitKind:
    """The method for spans that is meant: uα where none is said."""
    wanted = "u" if method == "krippendorff" else method
    for each in SPAN_METHODS:
        if each == wanted:
            return each
    raise InvalidInput(f"{method!r} does not compare spans. Use {', '.join(SPAN_METHODS)}, or another unit.")
