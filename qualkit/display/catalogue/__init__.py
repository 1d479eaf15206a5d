"""The catalogue of displays: every one by name, with what it shows, what it needs and when to take it."""

from __future__ import annotations

from qualkit.display.catalogue import charts, describing, explaining, exploring, ordering, predicting
from qualkit.display.catalogue.entry import Entry

CATALOGUE: tuple[Entry, ...] = (
    *exploring.ENTRIES,
    *describing.ENTRIES,
    *ordering.ENTRIES,
    *explaining.ENTRIES,
    *predicting.ENTRIES,
    *charts.ENTRIES,
)
