from __future__ import annotations

import pytest

from qualkit.reduction.context import after, before, marked

TEXT = "Kepala dinas\n\nmembawa surat  tugas ke kantor."


@pytest.mark.parametrize(
    ("most", "shown"),
    [
        (0, "[surat tugas]"),
        (8, "membawa [surat tugas] ke"),
        (10, "membawa [surat tugas] ke"),
        (99, "Kepala dinas membawa [surat tugas] ke kantor."),
    ],
)
def test_a_span_is_marked_among_the_whole_words_around_it(most: int, shown: str) -> None:
    start = TEXT.index("surat")
    assert marked(TEXT, start, start + len("surat  tugas"), most=most) == shown


def test_a_word_too_long_is_shown_as_far_as_it_fits() -> None:
    assert before("一二三四五", 4, most=2) == "三四"
    assert after("一二三四五", 1, most=2) == "二三"
