"""The texts of a frame."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.folding import Offsets


def texts(frame: pd.DataFrame, column: str) -> tuple[Offsets, list[str]]:
    """The positions of the rows of a frame that have a text in a column, and their texts.

    Raises
    ------
    NotFound
        If the frame has no such column.
    InvalidInput
        If the column holds something other than text or missing values.
    """
    if column not in frame.columns:
        raise not_found("column", column, map(str, frame.columns))
    present = np.flatnonzero(frame[column].notna().to_numpy())
    found = frame[column].iloc[present].tolist()
    for position, text in zip(present.tolist(), found, strict=True):
        if not isinstance(text, str):
            raise InvalidInput(
                f"Row {frame.index[position]!r}: column {column!r} holds {text!r}, which is no text. "
                "Name the column that holds the texts."
            )
    return present, found
