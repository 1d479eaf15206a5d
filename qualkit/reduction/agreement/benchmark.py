"""What a coefficient may be called, given how sure it is."""

from __future__ import annotations

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput

SCALES = {
    "landis_koch": {
        "almost perfect": 0.8,
        "substantial": 0.6,
        "moderate": 0.4,
        "fair": 0.2,
        "slight": 0.0,
        "poor": -1.0,
    },
    "altman": {"very good": 0.8, "good": 0.6, "moderate": 0.4, "fair": 0.2, "poor": -1.0},
    "fleiss": {"excellent": 0.75, "intermediate to good": 0.4, "poor": -1.0},
}
"""The words of each scale, best first, and the value from which they are used."""


def benchmark(value: float, *, se: float, scale: str = "landis_koch") -> pd.DataFrame:
    """How sure it is that agreement deserves a word such as "substantial", or a better one.

    Parameters
    ----------
    value, se
        A coefficient and its standard error.
    scale
        ``landis_koch``, ``altman`` or ``fleiss``.

    Returns
    -------
    pandas.DataFrame
        ``word above probability certainty``, best word first: the probability of the word, and of it or a
        better one. Report the first whose certainty exceeds 0.95.

    Notes
    -----
    Gwet (2014), Handbook of Inter-Rater Reliability, ch. 6. The words are conventions, and no test.

    Examples
    --------
    >>> benchmark(0.7754, se=0.143).set_index("word")["certainty"].round(2).to_dict()["moderate"]
    1.0
    """
    from scipy.special import ndtr

    if scale not in SCALES:
        raise InvalidInput(f"There is no scale {scale!r}: it is one of {', '.join(SCALES)}.")
    if not se > 0:
        raise InvalidInput(f"The standard error is above 0; {se} is not.")
    above = np.array(list(SCALES[scale].values()))
    ends = ndtr((value - np.append(1.0, above)) / se)
    probability = np.diff(ends) / (ends[-1] - ends[0])
    return pd.DataFrame(
        {
            "word": list(SCALES[scale]),
            "above": above,
            "probability": probability,
            "certainty": probability.cumsum(),
        }
    )
