"""The passages that codes stand on, whoever coded them and how often."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.reduction.overlaps import folded

Positions = npt.NDArray[np.int64]


def passages(codings: pd.DataFrame, codes: Positions) -> tuple[Positions, Positions, Positions]:
    """The passages of each code: its codings, those that overlap made one; those that touch stay apart.

    Parameters
    ----------
    codings
        ``source start end``.
    codes
        The number of each coding's code.

    Returns
    -------
    tuple of ndarray
        Starts and ends of the passages on one line on which no two sources meet, and their codes.

    Examples
    --------
    >>> codings = pd.DataFrame({"source": "P1", "start": [0, 5, 9], "end": [6, 9, 12]})
    >>> [each.tolist() for each in passages(codings, np.array([0, 0, 0]))]
    [[0, 9], [9, 12], [0, 0]]
    """
    starts, ends = folded(codings, unit="span")
    apart = codes * (ends.max(initial=0) + 1)
    order = np.argsort(starts + apart, kind="stable")
    starts, reach = (starts + apart)[order], np.maximum.accumulate((ends + apart)[order])
    first = np.flatnonzero(np.append(True, starts[1:] >= reach[:-1])) if len(starts) else starts
    last = np.append(first[1:], len(starts)) - 1 if len(starts) else starts
    shift = apart[order][first]
    return starts[first] - shift, reach[last] - shift, codes[order][first]
