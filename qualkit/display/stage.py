"""The displays of a study, `study.display`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qualkit.display.arrangement import Bands, Order
from qualkit.display.charts import Chart, code_frequency, heat_map, slope
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.network import Network, cooccurrence
from qualkit.reduction.stored import codes_frame
from qualkit.session import Session


class Displays:
    """Display: the reduced data laid out so that conclusions can be drawn, and seen to be justified."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def matrix(
        self,
        *,
        rows: str = "case",
        columns: str | Sequence[str] = "code",
        cells: str = "quotes",
        codes: Sequence[str] | str | None = None,
        where: Mapping[str, Any] | None = None,
        order: Order = None,
        descending: bool = True,
        bands: Bands = None,
        quotes: int = 2,
        title: str | None = None,
        language: str | None = None,
    ) -> Matrix:
        """Lay the accepted codings out in rows and columns.

        Parameters
        ----------
        rows, columns
            ``case``, ``source``, ``kind``, ``speaker``, ``role``, ``coder``, ``code``, ``family``,
            ``period`` (``period:year``, ``:quarter``, ``:month``), or an attribute of cases or sources.
        cells
            ``quotes``, ``summary``, ``count``, ``sources``, ``cases``, ``rating`` or ``attribute``.
        codes
            Codes to include, each with all below it.
        where
            A filter, such as ``{"kind": "interview", "role": ["participant"]}``.
        order, descending
            Of the rows: ``count``, ``name``, an attribute, or a list.
        bands
            An attribute to group rows under, a number of bands, or labels and their minimum.
        quotes
            At most so many in a cell.
        title, language
            Of the printed words.

        Returns
        -------
        Matrix
            A frozen value that knows the codings behind every cell; it shows itself in Jupyter and
            writes `.to_docx`, `.to_html`, `.to_markdown`.
        """
        return matrix(
            self._material(language),
            rows=rows,
            columns=columns,
            cells=cells,
            codes=codes,
            where=where,
            order=order,
            descending=descending,
            bands=bands,
            quotes=quotes,
            title=title,
            language=language,
        )

    def code_frequency(
        self,
        *,
        codes: Sequence[str] | str | None = None,
        by: str | None = None,
        top: int = 30,
        where: Mapping[str, Any] | None = None,
        language: str | None = None,
    ) -> Chart:
        """How often each code was put on something, as bars; `by` splits them by another column."""
        return code_frequency(self._material(language), codes=codes, by=by, top=top, where=where)

    def heat_map(
        self,
        *,
        rows: str = "case",
        columns: str = "code",
        cells: str = "count",
        codes: Sequence[str] | str | None = None,
        where: Mapping[str, Any] | None = None,
        order: Order = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Chart:
        """Rows by columns as shades, with the numbers in them."""
        return heat_map(
            self._material(language),
            rows=rows,
            columns=columns,
            cells=cells,
            codes=codes,
            where=where,
            order=order,
            title=title,
        )

    def slope(
        self,
        *,
        before: str,
        after: str,
        label: str | None = None,
        unit: str | None = None,
        levels: Sequence[str] | None = None,
        title: str | None = None,
        language: str | None = None,
    ) -> Chart:
        """Two attributes of the cases, before and after, joined by a line for each case.

        Parameters
        ----------
        before, after
            Attributes of the cases: numbers, or ordered values with `levels` from lowest to highest.
        label, unit
            What is measured, and in what.
        title, language
            Of the printed words.
        """
        return slope(
            self._material(language),
            before=before,
            after=after,
            label=label,
            unit=unit,
            levels=levels,
            title=title,
        )

    def cooccurrence_network(
        self,
        *,
        codes: Sequence[str] | str | None = None,
        unit: str = "overlap",
        minimum: int = 1,
        where: Mapping[str, Any] | None = None,
        language: str | None = None,
    ) -> Network:
        """Which codes stand together: on overlapping spans, or in the same turn (``unit="turn"``)."""
        return cooccurrence(self._material(language), codes=codes, unit=unit, minimum=minimum, where=where)

    def _material(self, language: str | None = None) -> Material:
        session = self._session
        spoken = language or session.language
        return Material(
            sources=session.sources,
            turns=session.turns,
            cases=session.cases,
            codes=codes_frame(session, spoken),
            codings=session.codings,
            summaries=session.summaries,
            links=session.coding_cases,
            source_links=session.source_cases,
            language=spoken,
            version=session.version,
        )
