from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit import Codebook
from qualkit.reduction.codebooks import near_duplicates

BOOK = Codebook.parse(
    """
    codes:
      - name: trust in the head
        brief: Whether people trust the head of their agency.
        codes: [trusting the head]
      - {name: trust of the head, brief: That people trust the head of the agency.}
      - {name: late letters, brief: Invitations that came after the day.}
      - {name: parking, brief: Where cars were left.}
    """
)
COLUMNS = ["source", "start", "end", "code", "text", "status"]
Span = tuple[str, int, int]


def codings(*spans: tuple[str, str, int, int], status: str = "accepted") -> pd.DataFrame:
    rows = [(source, start, end, code, "", status) for code, source, start, end in spans]
    return pd.DataFrame(rows, columns=COLUMNS)


def test_codes_that_are_worded_alike_are_found_and_parents_are_no_duplicates() -> None:
    found = near_duplicates(BOOK, codings())
    assert found[["first", "second", "overlap"]].to_numpy().tolist() == [
        ["trust in the head", "trust of the head", 0.0]
    ]
    assert found["wording"].between(0.6, 1).all()


def test_codes_on_the_same_passages_are_found_by_the_share_of_characters() -> None:
    spans = codings(("late letters", "P1", 0, 30), ("late letters", "P1", 20, 40), ("parking", "P1", 10, 50))
    found = near_duplicates(BOOK, spans).set_index("first")
    assert found.loc["late letters", "second"] == "parking"
    assert found.loc["late letters", "overlap"] == pytest.approx(30 / 50)


def test_only_accepted_codings_in_one_source_overlap() -> None:
    apart = codings(("late letters", "P1", 0, 9), ("parking", "P2", 0, 9))
    rejected = codings(("late letters", "P1", 0, 9), ("parking", "P1", 0, 9), status="rejected")
    assert "parking" not in {
        *near_duplicates(BOOK, apart)["second"],
        *near_duplicates(BOOK, rejected)["second"],
    }


def test_retired_codes_are_no_duplicates() -> None:
    book = Codebook.parse("codes: [trust of people, {name: trust of peoples, retired: true}]")
    assert near_duplicates(book, codings(), least=0.3).empty


def test_codes_without_a_word_to_compare_are_no_duplicates() -> None:
    assert near_duplicates(Codebook.parse("codes: ['-', '+']"), codings()).empty
    assert near_duplicates(Codebook(), codings()).empty


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["late letters", "parking"]),
            st.sampled_from(["P1", "P2"]),
            st.integers(0, 20),
            st.integers(1, 9),
        ),
        max_size=12,
    )
)
def test_the_overlap_is_that_of_the_sets_of_characters(spans: list[tuple[str, str, int, int]]) -> None:
    frame = codings(*((code, source, start, start + length) for code, source, start, length in spans))
    places: dict[str, set[tuple[str, int]]] = {"late letters": set(), "parking": set()}
    for code, source, start, length in spans:
        places[code] |= {(source, at) for at in range(start, start + length)}
    one, other = places.values()
    expected = len(one & other) / len(one | other) if one | other else 0.0
    found = near_duplicates(BOOK, frame, least=0.0).set_index(["first", "second"])
    assert found.loc[("late letters", "parking"), "overlap"] == pytest.approx(expected)
    assert np.allclose(found["score"], 1 - (1 - found["overlap"]) * (1 - found["wording"]))
