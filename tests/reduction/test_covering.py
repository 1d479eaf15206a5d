from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.codebook import Codebook
from qualkit.reduction.covering import covered
from qualkit.reduction.segments import segments

BOOK = Codebook.parse(
    "codes: [{name: a, patterns: [ya, 'ya THEN/sentence tidak']}, {name: b, patterns: [ya]}]"
)
TEXTS = st.lists(st.sampled_from(["Ya. Lalu tidak 😀.", "ya, tidak.\n\nYa", "", "tidak"]), max_size=5)


@given(TEXTS)
def test_spans_are_units_with_a_hit_in_order(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series([None, *texts], dtype="str")})
    found = covered(frame, BOOK, text="text", unit="sentence", language="id")
    spans = [(start, end, pattern) for pattern, start, end in found.spans.tolist()]
    assert spans == sorted(spans)
    assert found.rows.tolist() == [*range(1, len(frame))]
    said = [found.line.joined()[start:end] for start, end, pattern in spans if pattern == 0]
    sentences = [
        text[start:end] for text in texts for start, end in segments(text, "sentence", language="id")
    ]
    assert said == [each for each in sentences if each.lower().startswith("ya")]
