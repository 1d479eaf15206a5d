from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.agreement import united
from qualkit.reduction.codebooks.passages import passages

SPANS = st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 20), st.integers(1, 8))


@given(st.lists(SPANS))
def test_passages_are_the_spans_that_one_coder_of_all_codings_would_have(
    spans: list[tuple[int, ...]],
) -> None:
    codings = pd.DataFrame(spans, columns=["source", "code", "start", "length"], dtype=np.int64)
    codings["end"] = codings["start"] + codings["length"]
    starts, ends, codes = passages(codings, codings["code"].to_numpy())
    one = united(codings.assign(coder="all"))
    assert np.bincount(codes, minlength=3).tolist() == [int((one["code"] == code).sum()) for code in range(3)]
    assert (ends - starts).sum() == (one["end"] - one["start"]).sum()
