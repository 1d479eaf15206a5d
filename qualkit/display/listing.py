"""The catalogue as a frame, and displays under their names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualkit.display.catalogue import CATALOGUE
from qualkit.display.catalogue.entry import Entry
from qualkit.display.grid import Matrix
from qualkit.display.material import Material
from qualkit.language import listed, say

COLUMNS = ["name", "title", "chapter", "kind", "rows", "columns", "cells", "use", "needs", "ready", "missing"]


def catalogued(material: Material) -> pd.DataFrame:
    """Every display of the catalogue, and whether a study has the data for it."""
    return pd.DataFrame([_row(entry, material) for entry in CATALOGUE], columns=pd.Index(COLUMNS))


def titled(display: Any, entry: Entry, choices: Mapping[str, Any], language: str) -> Any:
    """A matrix under the name of the display that it is, unless it was given a title."""
    if not isinstance(display, Matrix) or choices.get("title"):
        return display
    title = display.title
    return display.titled(f"{say(entry.title, language)}: {title[:1].lower()}{title[1:]}")


def _row(entry: Entry, material: Material) -> dict[str, Any]:
    language, missing = material.language, entry.missing(material)
    return {
        "name": entry.name,
        "title": say(entry.title, language),
        "chapter": entry.chapter,
        "kind": entry.kind,
        **{name: say(getattr(entry, name), language) for name in ("rows", "columns", "cells", "use")},
        "needs": listed((say(need.label, language) for need in entry.needs), language),
        "ready": not missing,
        "missing": " ".join(say(each, language) for each in missing),
    }
