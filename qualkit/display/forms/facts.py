"""What is known of a case or a source before anything of it is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qualkit.display.facets import attributes
from qualkit.display.forms.findings import Subject
from qualkit.display.forms.form import Line
from qualkit.display.forms.wording import named
from qualkit.display.graphs.nodes import known
from qualkit.display.material import Material
from qualkit.display.values import as_text, missing, natural, printed
from qualkit.language import date, listed, say
from qualkit.model import KINDS

_COUNTED = frozenset({"words", "turns"})
_NOT_SHOWN = _COUNTED | {"language"}


def facts_of(material: Material, subject: Subject, name: str) -> tuple[Line, ...]:
    """What is recorded of a case or source, what it belongs to, and who speaks; nothing that is missing."""
    known(material, subject, name)
    told = (*_attributes(material, subject, name), *_around(material, subject, name))
    return tuple(Line(label=named(label, material.language), text=text) for label, text in told if text)


def methods_of(material: Material, case: str) -> tuple[Line, ...]:
    """For each kind of source of a case how many there are, between which dates, and which."""
    own = _linked(material, "case", case)
    sources = material.sources[material.sources["source"].isin(set(own))]
    return tuple(
        Line(
            label=f"{named(str(kind), material.language)}: {len(held)}",
            text=_between(held, material.language),
        )
        for kind, held in sources.groupby("kind", sort=False)
    )


def _attributes(material: Material, subject: Subject, name: str) -> Iterator[tuple[str, str]]:
    frame = material.cases if subject == "case" else material.sources
    row = frame.loc[frame[subject] == name].iloc[0]
    for attribute in attributes(material, subject):
        if attribute not in _NOT_SHOWN:
            yield attribute, _value(attribute, row[attribute], material.language)


def _value(attribute: str, value: Any, language: str) -> str:
    if attribute == "kind" and value in KINDS:
        return say(value, language)
    return date(as_text(value) or "", language) if attribute == "date" else printed(value, language)


def _around(material: Material, subject: Subject, name: str) -> Iterator[tuple[str, str]]:
    if subject == "case":
        yield "sources", "; ".join(_linked(material, "case", name))
        return
    language = material.language
    yield "case", "; ".join(_linked(material, "source", name))
    turns = material.turns[material.turns["source"] == name]
    spoken = turns[["speaker", "role"]].dropna(subset=["speaker"]).drop_duplicates()
    yield "speakers", "; ".join(_speaker(each, language) for each in spoken.itertuples(index=False))
    row = material.sources.loc[material.sources["source"] == name].iloc[0]
    if set(material.sources.columns) >= _COUNTED:
        yield "length", say("{words} words, {turns} turns", language, words=row["words"], turns=row["turns"])


def _speaker(turn: Any, language: str) -> str:
    return str(turn.speaker) if missing(turn.role) else f"{turn.speaker} ({say(turn.role, language)})"


def _linked(material: Material, subject: Subject, name: str) -> list[str]:
    """The sources of a case, or the cases of a source."""
    other = "source" if subject == "case" else "case"
    links = material.source_links
    return sorted(links.loc[links[subject] == name, other].astype(str).unique(), key=natural)


def _between(sources: pd.DataFrame, language: str) -> str:
    dates = sorted(str(each) for each in sources["date"] if not missing(each))
    names = listed(sorted(sources["source"], key=natural), language)
    span = " – ".join(dict.fromkeys(date(each, language) for each in dates[:: max(len(dates) - 1, 1)]))
    return "; ".join(each for each in (span, names) if each)
