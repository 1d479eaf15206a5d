"""TEI (.xml): utterances of a spoken corpus."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised, seconds_in
from qualkit.collection.root_element import root_element
from qualkit.collection.stamps import seconds
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

SUFFIXES = (".xml", ".tei")
_ROOTS = ("TEI", "TEI.2", "teiCorpus")
_NOT_SAID = frozenset(("pause", "incident", "kinesic", "vocal", "event", "shift", "note", "gap", "figure"))
_APART = _NOT_SAID | {"u"}
_NAMES = ("persName", "name", "forename")
_UNITS = {"ms": 0.001, "min": 60.0, "h": 3600.0}
_CLOCK = re.compile(r"\d+(?::\d+)*(?:\.\d+)?(?=s?\Z)")
# No XML holds this character, so it can mark where punctuation joins the word before.
_JOIN = "\b"


def sniff(data: bytes) -> bool:
    """Tell TEI by its root element."""
    return root_element(data) in _ROOTS


def read(data: bytes) -> Reading:
    """Read utterances as a transcript; who speaks is looked up among the participants.

    Raises
    ------
    InvalidInput
        It is no XML of TEI, or has no utterances.
    """
    root = parse_xml(data, what="TEI file")
    if local_name(root) not in _ROOTS:
        raise InvalidInput(
            f"XML files are read where they are TEI; this one begins with <{local_name(root)}>. "
            "Export it from its program in another format."
        )
    spoken = list(_elements(root, "u"))
    if not spoken:
        raise InvalidInput(
            "This TEI file has no utterances (<u>), so it is no transcript. Save it as plain text."
        )
    names, times = _participants(root), _timeline(root)
    return recognised((_utterance(each, names, times) for each in spoken), remarks=_left_out(root))


def _elements(root: Any, *names: str) -> Iterator[Any]:
    return (each for each in root.iter() if local_name(each) in names)


def _left_out(root: Any) -> list[str]:
    counts = Counter(
        local_name(each) for body in _elements(root, "body") for each in _elements(body, *_NOT_SAID)
    )
    counted = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
    return [f"Left out, as it is no speech: {counted}."] if counts else []


def _participants(root: Any) -> dict[str, str]:
    """The names of persons by their ids; one without a name is called by the id."""
    named = {}
    for person in _elements(root, "person", "personGrp"):
        identity = attribute(person, "id")
        if identity:
            names = (" ".join("".join(each.itertext()).split()) for each in _elements(person, *_NAMES))
            named[identity] = next(filter(None, names), identity)
    return named


def _timeline(root: Any) -> dict[str, float]:
    """The times of the moments that utterances refer to; one may be given as so long after another."""
    known: dict[str, float] = {}
    for when in _elements(root, "when"):
        identity = attribute(when, "id")
        absolute, after = _clock(when.get("absolute")), _clock(when.get("interval"))
        if identity and absolute is not None:
            known[identity] = absolute
        elif identity and after is not None:
            unit = when.get("unit") or when.getparent().get("unit")
            since = known.get(_identity(when.get("since") or ""), 0.0)
            known[identity] = round(since + after * _UNITS.get(unit, 1.0), 3)
    return known


def _utterance(element: Any, names: Mapping[str, str], times: Mapping[str, float]) -> Utterance:
    who = map(_identity, (_own(element, "who") or "").split())
    begins = (_own(element, "start"), *_below(element, "begin"))
    ends = (_own(element, "end"), *reversed(_below(element, "end")))
    return Utterance(
        re.sub(rf"\s*{_JOIN}", "", "".join(_said(element))),
        ", ".join(names.get(each, each) for each in who),
        _moment(begins, times),
        _moment(ends, times),
    )


def _own(element: Any, name: str) -> str | None:
    """An attribute of an utterance, or of the block of annotations that holds it."""
    block = element.getparent()
    given: str | None = element.get(name)
    return block.get(name) if given is None and local_name(block) == "annotationBlock" else given


def _below(element: Any, name: str) -> list[str]:
    return [found for each in element.iterdescendants() if (found := attribute(each, name))]


def _identity(reference: str) -> str:
    return reference.rpartition("#")[2]


def _moment(given: Iterable[str | None], times: Mapping[str, float]) -> float | None:
    """The first of several statements of a time that can be read: a reference, or a time itself."""
    read = (times.get(_identity(each), _clock(each)) for each in given if each)
    return next((moment for moment in read if moment is not None), None)


def _clock(given: str | None) -> float | None:
    """Read seconds (``2.5``, ``2.5s``) or a clock's time (``0:01:02.5``)."""
    found = _CLOCK.match(given or "")
    if found and ":" in found[0]:
        return seconds_in(seconds(found[0]))
    return seconds_in(found and found[0])


def _said(element: Any) -> Iterator[str]:
    """Give the pieces of text that are said; of a choice, what was transcribed first."""
    yield element.text or ""
    for child in list(element)[:1] if local_name(element) == "choice" else element:
        name = local_name(child)
        if name == "pc":
            yield _JOIN
        elif name in ("w", "seg", "s"):
            yield " "
        if name and name not in _APART:
            yield from _said(child)
        yield child.tail or ""
