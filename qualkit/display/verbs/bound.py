"""The verbs of display for papers: several displays in one document, and those that stand in a manuscript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.display import saving
from qualkit.display.papers import Paper
from qualkit.display.verbs.saved import Saved
from qualkit.frames import records


class Bound(Saved):
    """Displays go into reports and manuscripts."""

    def report(
        self,
        displays: Any,
        path: str | Path,
        *,
        title: str | None = None,
        **look: Any,
    ) -> Path:
        """Bind several displays into one document.

        Parameters
        ----------
        displays
            A display or the name of a saved one, or a list of them; a mapping has these under each heading.
        path
            A .docx, .html, .tex or .md file.
        title
            Of the document; the study's by default.
        look
            ``style`` and ``template`` of a Word document.

        Returns
        -------
        pathlib.Path
            The path.
        """
        from qualkit.display.binding import bound

        parts = displays if isinstance(displays, Mapping) else {"": displays}
        made = {
            heading: [
                self.load(each) if isinstance(each, str) else each
                for each in (held if isinstance(held, list | tuple) else [held])
            ]
            for heading, held in parts.items()
        }
        return bound(
            made, Path(path), title=title or self._session.title, language=self._session.language, **look
        )

    def refresh_manuscript(self, path: str | Path, *, style: str | None = None) -> pd.DataFrame:
        """Bring every display and number that stands in a Word manuscript up to date, in place.

        A place is ``{{table:NAME}}`` or ``{{figure:NAME}}`` with the name of a saved display, or where one
        was put before; ``{{n: code=barriers}}`` a number (also ``sources``, ``cases``, ``percent``). All else
        stays as it is; the file as it was is kept beside it.

        Returns
        -------
        pandas.DataFrame
            `name row column change before after`: what changed since the last refresh of a manuscript, cell
            by cell, or one row ``placed`` for a display that is new there; numbers under their expression.

        Raises
        ------
        NotFound
            For a display that was not saved, or a code that does not exist.
        Conflict
            When the manuscript is open in Word, or protected.
        """
        saved = {str(row["name"]): row for row in records(self._kept())}
        paper = Paper.read(Path(path), style=style)
        made = {name: self.load(name) for name in paper.names(saved)}
        numbers = paper.numbers(self._material())
        paper.write(made, numbers)
        told = []
        for name, display in made.items():
            before, after = json.loads(saved[name]["shown"]).get("paper"), saving.snapshot(display)
            told.append((saving.changes(before, after) if before else saving.PLACED).assign(name=name))
            if before != after:
                self._keep(name, saved[name]["method"], saved[name]["choices"], display, paper=after)
        told.append(paper.changed_numbers(numbers))
        return pd.concat(told, ignore_index=True)[["name", *saving.CHANGES]]
