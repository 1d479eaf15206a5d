"""TEI (.xml): utterances of a spoken corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualkit.collection.labels import seconds
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised, seconds_in
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

SUFFIXES = (".xml", ".tei")
_NOT_SAID = frozenset(("pause", "incident", "kinesic", "vocal", "event", "note", "desc", "gap", "figure"))
_NAMES = ("persName", "name", "forename")


def sniff(data: bytes) -> bool:
    """Tell TEI by its root element and an utterance."""
    return b"<TEI" in data[:8192] or b"<teiCorpus" in data[:8192]


def read(data: bytes) -> Reading:
    """Read utterances as a transcript; who speaks is looked up among the participants.

    Raises
    ------
    InvalidInput
        It is no XML of TEI, or has no utterances.
    """
    root = parse_xml(data, what="TEI file")
    if local_name(root) not in ("TEI", "TEI.2", "teiCorpus"):
        raise InvalidInput(
            f"XML files are read where they are TEI; this one begins with <{local_name(root)}>. "
            "Export it from its program in another format."
        )
    spoken = [each for each in root.iter() if local_name(each) == "u"]
    if not spoken:
        raise InvalidInput(
            "This TEI file has no utterances (<u>), so it is no transcript. Save it as plain text."
        )
    names, times = _participants(root), dict(_timeline(root))
    return recognised(_utterance(each, names, times) for each in spoken)


def _participants(root: Any) -> dict[str, str]:
    """The names of persons by their ids; one without a name is called by the id."""
    named = {}
    for person in root.iter():
        identity = attribute(person, "id") if local_name(person) in ("person", "personGrp") else None
        if identity:
            parts = (
                " ".join("".join(each.itertext()).split())
                for each in person.iter()
                if local_name(each) in _NAMES
            )
            named[identity] = next(filter(None, parts), identity)
    return named


def _timeline(root: Any) -> Iterator[tuple[str, float]]:
    """The times of the moments that utterances refer to; one may be given as so long after another."""
    known: dict[str, float] = {}
    for when in root.iter():
        identity = attribute(when, "id") if local_name(when) == "when" else None
        if identity is None:
            continue
        since = known.get((when.get("since") or "").removeprefix("#"), 0.0)
        moment = _clock(when.get("absolute")) if when.get("absolute") else seconds_in(when.get("interval"))
        if moment is not None:
            known[identity] = moment if when.get("absolute") else round(since + moment, 3)
            yield identity, known[identity]


def _utterance(element: Any, names: Mapping[str, str], times: Mapping[str, float]) -> Utterance:
    who = " ".join(each.removeprefix("#") for each in (element.get("who") or "").split())
    begins, ends = (_moment(element, name, times) for name in ("start", "end"))
    return Utterance("".join(_said(element)), names.get(who, who) or None, begins, ends)


def _moment(element: Any, name: str, times: Mapping[str, float]) -> float | None:
    given = element.get(name) or next(
        (found for each in element.iter() if (found := attribute(each, {"start": "begin"}.get(name, name)))),
        "",
    )
    return times.get(given.removeprefix("#"), _clock(given))


def _clock(given: str | None) -> float | None:
    try:
        return seconds(given.removesuffix("s")) if given and given[0].isdecimal() else None
    except ValueError:
        return None


def _said(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) and local_name(child) not in _NOT_SAID:
            yield from _said(child)
            yield " " if local_name(child) in ("w", "seg", "s") else ""
        yield child.tail or ""
