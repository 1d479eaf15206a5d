from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.spans import lines, trim, trim_emphasis


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_a_trimmed_span_holds_the_stripped_text(text: str, one: int, two: int) -> None:
    start, end = sorted((min(one, len(text)), min(two, len(text))))
    first, last = trim(text, start, end)
    assert start <= first <= last <= end
    assert text[first:last] == text[start:end].strip()


def test_bold_that_began_before_the_span_is_left_out() -> None:
    text = "**MK: written** [**a paper**](x) **about?**"
    start, end = trim_emphasis(text, 6, len(text))
    assert text[start:end] == "written** [**a paper**](x) **about?"


def test_bold_inside_the_span_stays() -> None:
    text = "AW: **Yes**"
    assert trim_emphasis(text, 4, len(text)) == (4, 11)


@given(st.text(alphabet="ab\n\u2028\r"))
def test_lines_end_only_at_newlines(text: str) -> None:
    assert [text[start:end] for start, end in lines(text)] == text.split("\n")
