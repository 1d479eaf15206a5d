"""ELAN (.eaf): annotations on tiers, a tier a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised
from qualkit.collection.utterances import Utterance, in_order
from qualkit.errors import InvalidInput
from qualkit.markup import local_name, parse_xml

SUFFIXES = (".eaf",)
_MILLISECONDS = 0.001


def sniff(data: bytes) -> bool:
    """Tell ELAN by its root element."""
    return b"<ANNOTATION_DOCUMENT" in data[:4096]


def read(data: bytes) -> Reading:
    """Read the top tiers as a transcript, in the order of time.

    Tiers that hang on others (translations, glosses) are left out; a remark names them.

    Raises
    ------
    InvalidInput
        It is no XML of ELAN, or nobody says anything in it.
    """
    root = parse_xml(data, what="ELAN file")
    if local_name(root) != "ANNOTATION_DOCUMENT":
        raise InvalidInput(f"An ELAN file begins with ANNOTATION_DOCUMENT, this one with {local_name(root)}.")
    times = {
        slot.get("TIME_SLOT_ID"): _seconds(slot.get("TIME_VALUE"))
        for slot in root.iter()
        if local_name(slot) == "TIME_SLOT"
    }
    tiers = [each for each in root if local_name(each) == "TIER"]
    said = [each for tier in tiers if not tier.get("PARENT_REF") for each in _utterances(tier, times)]
    below = [str(tier.get("TIER_ID")) for tier in tiers if tier.get("PARENT_REF") and len(tier)]
    remarks = [f"Tiers that hang on others left out: {', '.join(below)}."] if below else []
    return recognised(in_order(said), remarks=remarks)


def _utterances(tier: Any, times: Mapping[str | None, float | None]) -> Iterator[Utterance]:
    speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID")
    for each in tier.iter():
        if local_name(each) == "ALIGNABLE_ANNOTATION":
            text = "".join(value.text or "" for value in each if local_name(value) == "ANNOTATION_VALUE")
            begins, ends = (times.get(each.get(f"TIME_SLOT_REF{side}")) for side in (1, 2))
            yield Utterance(text, speaker, begins, ends)


def _seconds(value: str | None) -> float | None:
    return round(int(value) * _MILLISECONDS, 3) if value and value.isdecimal() else None
