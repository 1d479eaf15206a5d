"""What a language model answered, taken only as far as it holds against the texts."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualkit.reduction.suggesting.quotations import located

_FENCE = re.compile(r"\A```\w*\n(.*)\n```\Z", re.DOTALL)
_THOUGHT = re.compile(r"\A<think>.*?</think>", re.DOTALL)
_LONGEST = 500


class Unreadable(Exception):
    """The answer is no list of codings."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One coding as a language model answered it; ``refusal`` says why it does not count.

    ``segment`` is a position in the texts that were sent, ``start`` and ``end`` places in that text.
    """

    segment: int | None = None
    code: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    confidence: float = math.nan
    reason: str = ""
    refusal: str | None = None


def proposals(answer: str, texts: Sequence[str], codes: Sequence[str]) -> tuple[Proposal, ...]:
    """The codings of an answer, each checked against the texts and the codes.

    Raises
    ------
    Unreadable
        If the answer is not a JSON list; a fence of a code block around it is no matter.
    """
    names = {name.casefold(): name for name in codes}
    return tuple(_proposal(item, texts, names) for item in _items(answer))


def _items(answer: str) -> list[Any]:
    inner = _THOUGHT.sub("", answer.strip()).strip()
    fenced = _FENCE.match(inner)
    try:
        items = json.loads(fenced[1] if fenced else inner)
    except (ValueError, RecursionError):
        raise Unreadable("The answer is not JSON, or stops in the middle of it.") from None
    if not isinstance(items, list):
        raise Unreadable("The answer is JSON, but not a list of codings.")
    return items


def _proposal(item: Any, texts: Sequence[str], names: Mapping[str, str]) -> Proposal:
    if not isinstance(item, dict):
        return Proposal(quote=_line(item), refusal="It is no coding: an object with the keys asked for.")
    number, code, quote = item.get("segment"), item.get("code"), item.get("quote")
    segment = number - 1 if type(number) is int and 1 <= number <= len(texts) else None
    name = names.get(str(code).strip().casefold())
    span = None if segment is None else located(str(quote), texts[segment])
    confidence = _share(item.get("confidence"))
    start, end = span or (0, 0)
    return Proposal(
        segment=segment,
        code=name or _line(code),
        quote=_line(quote),
        start=start,
        end=end,
        confidence=confidence,
        reason=_line(item.get("reason", "")),
        refusal=_refusal(segment, name, span, confidence),
    )


def _refusal(
    segment: int | None, code: str | None, span: tuple[int, int] | None, confidence: float
) -> str | None:
    if segment is None:
        return "No segment has that number."
    if code is None:
        return "It is none of the codes asked for."
    if span is None:
        return "The quotation does not stand in the segment word for word."
    if math.isnan(confidence):
        return "The confidence is no number from 0 to 1."
    return None


def _share(value: object) -> float:
    """A number from 0 to 1; anything else is not a number."""
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    return math.nan


def _line(value: object) -> str:
    """A value on one line, of characters that can be printed and kept, and not too long."""
    text = str(value)[: 4 * _LONGEST]
    printable = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(printable.split())[:_LONGEST]
