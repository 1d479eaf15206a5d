"""ELAN (.eaf): annotations on tiers, a tier a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised, seconds_in
from qualkit.collection.root_element import root_element
from qualkit.collection.utterances import Utterance, in_order
from qualkit.errors import InvalidInput
from qualkit.markup import local_name, parse_xml

SUFFIXES = (".eaf",)
_MILLISECONDS = 0.001
_ROOT = "ANNOTATION_DOCUMENT"


def sniff(data: bytes) -> bool:
    """Tell ELAN by its root element."""
    return root_element(data) == _ROOT


def read(data: bytes) -> Reading:
    """Read the top tiers as a transcript, in the order of time.

    Tiers that hang on others (translations, glosses) are left out; a remark names them.

    Raises
    ------
    InvalidInput
        It is no XML of ELAN, or nobody says anything in it.
    """
    root = parse_xml(data, what="ELAN file")
    if local_name(root) != _ROOT:
        raise InvalidInput(
            f"An ELAN file begins with {_ROOT}, this one with {local_name(root)}. "
            "Save it again in ELAN, or give it the suffix of its format."
        )
    times = {
        slot.get("TIME_SLOT_ID"): seconds_in(slot.get("TIME_VALUE"), unit=_MILLISECONDS)
        for slot in root.iter()
        if local_name(slot) == "TIME_SLOT"
    }
    tiers = [each for each in root if local_name(each) == "TIER"]
    said = [each for tier in tiers if not tier.get("PARENT_REF") for each in _utterances(tier, times)]
    below = [f"{tier.get('TIER_ID')} ({len(tier)})" for tier in tiers if tier.get("PARENT_REF") and len(tier)]
    remarks = [f"Annotations of tiers that hang on others left out: {', '.join(below)}."] if below else []
    return recognised(in_order(said), remarks=remarks)


def _utterances(tier: Any, times: Mapping[str | None, float | None]) -> Iterator[Utterance]:
    speaker = tier.get("PARTICIPANT") or tier.get("TIER_ID")
    for each in tier.iter():
        if local_name(each) == "ALIGNABLE_ANNOTATION":
            text = "".join(value.text or "" for value in each if local_name(value) == "ANNOTATION_VALUE")
            begins, ends = (times.get(each.get(f"TIME_SLOT_REF{side}")) for side in (1, 2))
            yield Utterance(text, speaker, begins, ends)
