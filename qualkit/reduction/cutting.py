"""Turns cut into the units of an analysis."""

from __future__ import annotations

import pandas as pd

from qualkit.model import Unit
from qualkit.reduction.segments import segments


def cut(turns: pd.DataFrame, unit: Unit, *, language: str = "xx") -> pd.DataFrame:
    """Cut turns into sentences or paragraphs, or take them whole.

    Parameters
    ----------
    turns
        A frame with `start` (offset in the source) and `text`; other columns go to each unit of the turn.
    unit
        ``sentence``, ``paragraph`` or ``turn``.
    language
        Of the texts, for sentences.

    Returns
    -------
    pandas.DataFrame
        The columns of the frame, a row a unit; `start`, `end` and `text` are those of the unit.

    Examples
    --------
    >>> turns = pd.DataFrame({"source": ["P1"], "start": [10], "text": ["We met. We signed."]})
    >>> cut(turns, "sentence", language="en")[["start", "end", "text"]].values.tolist()
    [[10, 17, 'We met.'], [18, 28, 'We signed.']]
    """
    rows: list[int] = []
    spans: list[tuple[int, int]] = []
    texts: list[str] = []
    for row, (start, text) in enumerate(zip(turns["start"].tolist(), turns["text"].tolist(), strict=True)):
        for one, other in segments(text, unit, language=language):
            rows.append(row)
            spans.append((start + one, start + other))
            texts.append(text[one:other])
    made: pd.DataFrame = turns.iloc[rows].reset_index(drop=True)
    return made.assign(
        start=pd.Series([each[0] for each in spans], dtype="int64"),
        end=pd.Series([each[1] for each in spans], dtype="int64"),
        text=pd.Series(texts, dtype=object),
    )
