from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.display.content import Run
from qualkit.display.typesetting import Lettering, lettering, printable

WORDS = st.text(alphabet="abc mWé-.,", min_size=1, max_size=80)


@settings(deadline=None, max_examples=60)
@given(text=WORDS, width=st.floats(0.2, 3.0))
def test_lines_are_as_narrow_as_asked_and_lose_no_letter(text: str, width: float) -> None:
    letters = lettering([text], size=8)
    lines = letters.wrapped((Run(text),), width)
    assert all(letters.width(line) <= width + 0.02 for line in lines)
    kept = "".join(run.text for line in lines for run in line)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_looks_are_kept_where_a_line_ends() -> None:
    letters = lettering([], size=8)
    lines = letters.wrapped((Run("satu dua tiga"), Run(" P01:2", "address")), 0.6)
    assert lines[-1][-1] == Run(" P01:2", "address")
    assert {run.look for line in lines for run in line} == {"plain", "address"}


def test_larger_letters_are_wider_and_bold_ones_too() -> None:
    small, large = (lettering([], size=size) for size in (6, 9))
    assert small.width((Run("kata"),)) < large.width((Run("kata"),)) < large.width((Run("kata", "strong"),))
    assert isinstance(small, Lettering)


def test_invisible_signs_that_no_font_has_are_left_out() -> None:
    assert printable("a\x00b\U000e0001c") == "abc"
