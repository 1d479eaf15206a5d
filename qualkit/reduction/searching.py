"""Keyword in context."""

from __future__ import annotations

import re

import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.patterns import Patterns
from qualkit.reduction.texts import texts

_WHITESPACE = re.compile(r"\s+")


def search(frame: pd.DataFrame, pattern: str, *, text: str = "text", context: int = 60) -> pd.DataFrame:
    """Find a word, phrase, wildcard or regular expression, and show each hit in its context.

    Parameters
    ----------
    frame
        Any frame with a column of texts; missing texts are passed over.
    pattern
        As in a codebook: ``surat tugas``, ``komit*``, or a regular expression after ``re:``.
    text
        The column that holds the texts.
    context
        The most code points to show on either side; words are not cut.

    Returns
    -------
    DataFrame
        A row for each hit: the frame's other columns, then ``start`` and ``end`` (code points of the text;
        of its source where a column ``start`` of whole numbers says at which offset of it the text begins,
        as in the turns and codings of a study), ``left``, ``match`` and ``right``. The context has no
        newlines.

    Raises
    ------
    InvalidInput
        If the pattern cannot be used, or the context is negative.
    NotFound
        If the frame has no such column.

    Examples
    --------
    >>> turns = pd.DataFrame({"speaker": ["P1"], "text": ["Kami membawa surat tugas ke dinas."]})
    >>> search(turns, "surat tugas", context=10)[["left", "match", "right"]].iloc[0].tolist()
    ['membawa ', 'surat tugas', ' ke dinas.']
    """
    if context < 0:
        raise InvalidInput(f"A context of {context} characters cannot be shown. Give 0 or more.")
    positions, found = texts(frame, text)
    place, _, start, end = Patterns.compile([("", pattern)]).find_all(found).T
    rows = positions[place]
    offset = frame["start"].to_numpy()[rows] if _says_where(frame) else 0
    hits = [*zip((found[each] for each in place), start.tolist(), end.tolist(), strict=True)]
    others = frame.drop(columns=[text, "start", "end", "left", "match", "right"], errors="ignore")
    shown: pd.DataFrame = others.iloc[rows].reset_index(drop=True)
    return shown.assign(
        start=start + offset,
        end=end + offset,
        left=pd.Series([_left(whole, start, context) for whole, start, _ in hits], dtype="str"),
        match=pd.Series([whole[start:end] for whole, start, end in hits], dtype="str"),
        right=pd.Series([_right(whole, end, context) for whole, _, end in hits], dtype="str"),
    )


def _says_where(frame: pd.DataFrame) -> bool:
    return "start" in frame.columns and pd.api.types.is_integer_dtype(frame["start"])


def _left(text: str, end: int, context: int) -> str:
    """The words that fit before an offset."""
    start = max(end - context, 0)
    if start and not text[start - 1].isspace():
        start = next((at for at in range(start, end) if text[at].isspace()), start)
    return _WHITESPACE.sub(" ", text[start:end]).lstrip()


def _right(text: str, start: int, context: int) -> str:
    """The words that fit after an offset."""
    end = min(start + context, len(text))
    if end < len(text) and not text[end].isspace():
        end = next((at for at in range(end - 1, start - 1, -1) if text[at].isspace()), end)
    return _WHITESPACE.sub(" ", text[start:end]).rstrip()
