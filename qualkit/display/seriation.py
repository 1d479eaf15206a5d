"""The order in which rows that are alike stand together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_MOST = 1_000


def by_similarity(counts: npt.NDArray[np.intp]) -> list[int]:
    """Positions of the rows of a table of counts, those with like profiles next to each other.

    Rows are joined by the cosine of their profiles (average linkage), and the branches turned so that
    neighbours are as alike as can be (Bar-Joseph, Gifford and Jaakkola 2001); rows without counts are last.
    Above a thousand rows the branches are left as they come.

    >>> by_similarity(np.array([[5, 0], [0, 4], [4, 1], [1, 5]]))
    [0, 2, 3, 1]
    """
    from scipy.cluster.hierarchy import leaves_list, linkage
    from scipy.spatial.distance import pdist

    filled = np.flatnonzero(counts.sum(axis=1))
    empty = np.flatnonzero(counts.sum(axis=1) == 0).tolist()
    if len(filled) < 3:
        return [*filled.tolist(), *empty]
    apart = np.maximum(pdist(counts[filled].astype(float), "cosine"), 0)
    tree = linkage(apart, "average", optimal_ordering=len(filled) <= _MOST)
    order = filled[leaves_list(tree)].tolist()
    return [*(order if order[0] <= order[-1] else order[::-1]), *empty]
