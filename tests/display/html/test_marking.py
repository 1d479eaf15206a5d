from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.html.marking import pieces, span

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda pair: (min(pair), max(pair)))


@given(st.text(min_size=12, max_size=12), st.lists(SPANS))
def test_pieces_are_the_text_and_mark_what_any_span_covers(text: str, spans: list[tuple[int, int]]) -> None:
    cut = pieces(text, spans)
    assert "".join(piece for piece, _ in cut) == text
    covered = [any(start <= place < end for start, end in spans) for place in range(len(text))]
    assert [marked for piece, marked in cut for _ in piece] == covered


@given(st.text("ab ", max_size=8), st.text("ab ", min_size=1, max_size=8), st.text("ab ", max_size=8))
def test_a_quotation_within_a_turn_is_found(before: str, quoted: str, after: str) -> None:
    turn = before + quoted + after
    found = span(quoted, turn)
    assert found is not None
    assert turn[slice(*found)] == quoted


def test_a_quotation_that_goes_on_in_the_next_turn_is_marked_to_the_end_of_its_own() -> None:
    assert span("dan lalu selesai. Ya, begitu", "Mula-mula dan lalu selesai.") == (10, 27)


def test_words_that_are_not_there_are_not_marked() -> None:
    assert span("lain", "Mula-mula") is None
