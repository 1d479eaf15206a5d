"""An agreement on a study's codings says what each of its warnings is of."""

from __future__ import annotations

import pandas as pd
import pytest

from qualkit.reduction.agreement.agreeing import agree
from qualkit.reduction.agreement.study_agreement import StudyAgreement

READERS = {"one": ("ana", "ben"), "two": ("ana", "ben")}
UNITS = pd.DataFrame(
    [(source, at, at + 9) for source in READERS for at in range(0, 600, 10)],
    columns=["source", "start", "end"],
)


@pytest.fixture
def rare() -> StudyAgreement:
    """Two codes on which the coders hardly ever meet, in texts of 60 units."""
    marks = [
        (source, at, at + 5, coder, code, f"{source} {coder} {code} {at}")
        for source in READERS
        for coder, code, at in [
            ("ana", "fear", 0),
            ("ben", "fear", 10),
            ("ana", "<b>", 20),
            ("ben", "<b>", 30),
        ]
    ]
    codings = pd.DataFrame(marks, columns=["source", "start", "end", "coder", "code", "coding_id"])
    return agree(UNITS, codings, READERS, method="cohen", unit="sentence", replicates=20)


def test_a_warning_on_many_codes_is_one_sentence_that_names_them(rare: StudyAgreement) -> None:
    (paradox,) = [each for each in rare.warnings if "kappa paradox" in each]
    assert paradox.startswith("all codes pooled, fear, <b>, source one, source two: The coders agree on 80%")


def test_the_page_says_what_each_warning_is_of_and_nothing_is_nan(rare: StudyAgreement) -> None:
    page = rare._repr_html_()
    assert "<li>all codes pooled, fear, &lt;b&gt;, source one" in page
    assert "nan" not in page.lower()
    assert "-0.000" not in page
    assert ".warnings" in repr(rare)
