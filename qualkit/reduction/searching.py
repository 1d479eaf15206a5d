"""Keyword in context."""

from __future__ import annotations

import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.context import after, before
from qualkit.reduction.patterns import Patterns
from qualkit.reduction.texts import texts


def search(
    frame: pd.DataFrame, pattern: str, *, text: str = "text", context: int = 60, language: str = "xx"
) -> pd.DataFrame:
    """Find a pattern, and show each hit in its context.

    Parameters
    ----------
    frame
        Any frame with a column of texts; missing texts are passed over.
    pattern
        As in a codebook: ``surat tugas``, ``komit*``, ``lemma:target``, ``coach* NEAR/5 komitmen*``, or a
        regular expression after ``re:``.
    text
        The column that holds the texts.
    context
        The most code points to show on either side; words are not cut.
    language
        The language of the texts, for lemmas and sentences, as ``id`` or ``en``.

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
    place, _, start, end = Patterns.compile([("", pattern)], language=language).find_all(found).T
    rows = positions[place]
    offset = frame["start"].to_numpy()[rows] if _says_where(frame) else 0
    hits = [*zip((found[each] for each in place), start.tolist(), end.tolist(), strict=True)]
    others = frame.drop(columns=[text, "start", "end", "left", "match", "right"], errors="ignore")
    shown: pd.DataFrame = others.iloc[rows].reset_index(drop=True)
    return shown.assign(
        start=start + offset,
        end=end + offset,
        left=pd.Series([before(whole, start, most=context) for whole, start, _ in hits], dtype="str"),
        match=pd.Series([whole[start:end] for whole, start, end in hits], dtype="str"),
        right=pd.Series([after(whole, end, most=context) for whole, _, end in hits], dtype="str"),
    )


def _says_where(frame: pd.DataFrame) -> bool:
    return "start" in frame.columns and pd.api.types.is_integer_dtype(frame["start"])
