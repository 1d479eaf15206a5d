import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.moving import moved

TEXT = (
    "I: How did it go?\nR: We signed the agreement in March, all of us.\nI: And then?\nR: Then we met it.\n"
)


def _span(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _found(new: str, words: str, old: str = TEXT) -> tuple[str, str]:
    (place,) = moved(old, new, [_span(words, old)])
    return new[place.start : place.end], place.fate


def test_a_span_moves_with_what_is_inserted_before_it() -> None:
    assert _found("Heading\n\n" + TEXT, "signed the agreement") == ("signed the agreement", "kept")


def test_what_is_inserted_inside_belongs_to_the_span_and_what_is_inserted_at_its_edge_does_not() -> None:
    new = TEXT.replace("signed the agreement", "have signed the new agreement twice")
    assert _found(new, "signed the agreement") == ("signed the new agreement", "changed")


def test_a_corrected_word_is_still_coded() -> None:
    old = "R: The comitment came late.\n"
    assert _found("R: The commitment came late.\n", "comitment", old) == ("commitment", "changed")


def test_lines_joined_to_paragraphs_keep_every_span() -> None:
    new = TEXT.replace("agreement in", "agreement\n   in")
    assert _found(new, "agreement in March")[1] == "kept"


def test_deleted_words_are_lost() -> None:
    assert _found(TEXT.replace("R: Then we met it.\n", ""), "we met it")[1] == "lost"


def test_words_replaced_by_quite_other_words_are_lost_and_not_guessed() -> None:
    assert _found(TEXT.replace("Then we met it", "Nobody remembers"), "Then we met it")[1] == "lost"


@pytest.mark.parametrize("mark", ["👩‍🌾", "é", "العربية", "\r"])
def test_any_character_counts_as_one(mark: str) -> None:
    assert _found(f"{mark} {mark}\n{TEXT}{mark}", "in March") == ("in March", "kept")


@given(st.text("ab \n🙂", max_size=40), st.text("ab \n🙂", max_size=40), st.data())
def test_spans_stay_inside_the_new_text_and_kept_words_are_the_same(
    old: str, new: str, data: st.DataObject
) -> None:
    bounds = st.integers(0, len(old))
    spans = [tuple(sorted(pair)) for pair in data.draw(st.lists(st.tuples(bounds, bounds)))]
    spans = [(start, end) for start, end in spans if start < end]
    for (start, end), place in zip(spans, moved(old, new, spans), strict=True):
        assert 0 <= place.start <= place.end <= len(new)
        if place.fate == "kept":
            assert new[place.start : place.end].split() == old[start:end].split()


@given(st.text(max_size=60), st.data())
def test_an_unchanged_text_moves_nothing(text: str, data: st.DataObject) -> None:
    bounds = st.integers(0, len(text))
    pairs = data.draw(st.lists(st.tuples(bounds, bounds)))
    spans = [(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]]
    assert [(each.start, each.end, each.fate) for each in moved(text, text, spans)] == [
        (*span, "kept") for span in spans
    ]


def test_a_real_text_wrapped_anew_keeps_nearly_every_sentence(shared: Path) -> None:
    files = sorted((shared / "corpora" / "tanf" / "docs").rglob("*.md"))
    prose = "\n".join(
        line
        for file in files
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines()
        if len(line) > 60 and not set(line) & set("|<>[]()*#`_")
    )
    assert len(prose) > 50_000
    new = "\n".join(
        textwrap.fill(line, 50, break_on_hyphens=False, break_long_words=False) for line in prose.splitlines()
    )
    spans = [(at, at + 60) for at in range(0, len(prose) - 60, 500)]
    fates = [each.fate for each in moved(prose, new, spans)]
    assert fates.count("kept") > 0.99 * len(fates)
