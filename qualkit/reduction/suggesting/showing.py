"""Suggestions as they are shown: the first few, each with its words and why."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

import pandas as pd

from qualkit.frames import records

_MOST = 5
_WIDTH = 50


def reasons(why: Any) -> str:
    """Why a code is suggested: a model's sentence, or the words that weighed.

    Examples
    --------
    >>> reasons((("signed", 1.2), ("plan", 0.4)))
    'signed, plan'
    """
    if isinstance(why, (tuple, list)):
        return ", ".join(str(each[0] if isinstance(each, tuple) else each) for each in why)
    return why if isinstance(why, str) else ""


def listed(suggestions: pd.DataFrame) -> list[str]:
    """The first few suggestions, each in a line."""
    return [
        f"{row['confidence']:.2f} {row['code']}: {row['text']!r} {row['place']} ({row['why']})"
        for row in records(_first(suggestions))
    ]


def table(suggestions: pd.DataFrame) -> str:
    """The first few suggestions as an HTML table; nothing where there is none."""
    if suggestions.empty:
        return ""
    return _first(suggestions).round({"confidence": 2}).to_html(index=False, na_rep="")


def _first(suggestions: pd.DataFrame) -> pd.DataFrame:
    first = suggestions.head(_MOST)
    return pd.DataFrame(
        {
            "code": first["code"],
            "text": [shorten(each, _WIDTH, placeholder=" …") for each in first["text"]],
            "place": [
                f"{source}:{turn}" for source, turn in zip(first["source"], first["turn"], strict=True)
            ],
            "confidence": first["confidence"],
            "why": first["why"].map(reasons),
        }
    )
