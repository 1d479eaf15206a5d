"""Spans come to stand on the words that were stored with them, however they were counted."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.quotations import Quotation, QuotedText, Spot, quotation
from qualkit.interchange.refi.offsets import MODELS, OffsetModel, canonical

QT = OffsetModel(utf16=True, newline=1, mark=1)
PIECES = ["a", "B ", "😀", "e\u0301", "\r\n", "\n", "سلام", " ", "👩‍👩‍👧", "\u2029", "."]
RAW = st.builds(
    "".join, st.tuples(st.sampled_from(["", "\ufeff"]), st.lists(st.sampled_from(PIECES)).map("".join))
)


def counted(raw: str, at: int, model: OffsetModel) -> int:
    """What a program that counts this way calls an offset of the canonical text."""
    tokens = re.findall("\r\n|.", raw.removeprefix("\ufeff"), re.DOTALL)[:at]
    units = sum(model.newline if each == "\r\n" else 1 + (model.utf16 and each > "\uffff") for each in tokens)
    return units + (model.mark if raw.startswith("\ufeff") else 0)


@given(RAW, st.data())
def test_a_span_has_the_words_stored_with_it_however_it_was_counted(raw: str, data: st.DataObject) -> None:
    text = canonical(raw)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    model, words = data.draw(st.sampled_from(MODELS)), text[start:end]
    there = Quotation(counted(raw, start, model), counted(raw, end, model), words.replace("\n", "\u2029"))
    spot = QuotedText(raw, [there], habit=QT).place(there)
    if words.strip():
        assert text[spot.start : spot.end].split() == words.split()
        assert not spot.message
        if text.count(words) == 1 and text[spot.start : spot.end] == words:
            assert (spot.start, spot.end) == (start, end)


def test_where_white_space_leaves_it_open_the_exact_words_decide() -> None:
    raw = "😀 b c"
    assert QuotedText(raw, [], habit=QT).place(Quotation(2, 4, "b ")) == Spot(2, 4)
    assert QuotedText(raw, [], habit=QT).place(Quotation(2, 4, " b")) == Spot(1, 3)


def test_a_span_without_words_is_counted_as_most_of_the_others_are() -> None:
    raw = "😀😀 one two"
    by_points = [Quotation(3, 6, "one"), Quotation(7, 10, "two")]
    assert QuotedText(raw, by_points, habit=QT).place(quotation(3, 6)) == Spot(3, 6)
    assert QuotedText(raw, [], habit=QT).place(quotation(5, 8)) == Spot(3, 6)


def test_words_that_are_elsewhere_are_found_at_the_nearest_place() -> None:
    spot = QuotedText("good day, good night", [], habit=QT).place(Quotation(12, 16, "good"))
    assert (spot.start, spot.end, spot.status) == (10, 14, "adjusted")
    assert spot.message.startswith("Its words are not at [12, 16)")


def test_words_that_are_nowhere_leave_the_span_as_it_is_and_are_said() -> None:
    spot = QuotedText("good day", [], habit=QT).place(Quotation(0, 4, "bad"))
    assert (spot.start, spot.end, spot.status) == (0, 4, "noted")


def test_a_part_that_covers_the_text_is_the_whole() -> None:
    text = QuotedText("\ufeff😀\r\nend", [], habit=QT)
    assert text.part(quotation(0, 7)) == {"start": None, "end": None}
    assert text.part(quotation(1, 3)) == {"start": 0, "end": 1}
    assert text.part(quotation(None, "x")) == {"start": -1, "end": -1}
