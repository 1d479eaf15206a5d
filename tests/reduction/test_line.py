from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reduction.line import Line
from qualkit.reduction.segments import segments

TEXTS = st.lists(
    st.sampled_from(["", "Satu. Dua 😀.", "\n\nTiga\n\nempat. ", "e\u0301"]), min_size=1, max_size=5
)


@given(TEXTS)
def test_texts_stand_on_the_line_as_they_are(texts: list[str]) -> None:
    line = Line.of(texts)
    assert [line.joined()[start:end] for start, end in line.spans.tolist()] == texts
    assert line.numbers(line.spans).tolist() == [[number] * 2 for number in range(len(texts))]


@given(TEXTS)
def test_units_are_those_of_each_text(texts: list[str]) -> None:
    line = Line.of(texts)
    assert [line.joined()[start:end] for start, end in line.units(line.spans, "sentence", "id").tolist()] == [
        text[start:end] for text in texts for start, end in segments(text, "sentence", language="id")
    ]


@given(TEXTS)
def test_sentences_of_the_paragraphs_are_those_of_the_texts(texts: list[str]) -> None:
    line = Line.of(texts)
    paragraphs = line.units(line.spans, "paragraph", "id")
    sentences = line.units(paragraphs, "sentence", "id")
    assert np.array_equal(sentences, line.units(line.spans, "sentence", "id"))


def test_units_of_no_texts_are_none() -> None:
    line = Line.of(["a"])
    assert line.units(line.spans[:0], "sentence", "xx").shape == (0, 2)
