from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput, NotFound
from qualkit.reduction.automatic import autocode, trial
from qualkit.reduction.codebook import Codebook

BOOK = Codebook.parse(
    """
codes:
  - {name: commitment, patterns: ["komit*", "surat tugas"]}
  - {name: revenue, unit: sentence, patterns: [PAD, "pajak*", "re:\\\\d+ %"]}
  - {name: none}
  - {name: talk, unit: turn, patterns: [kami]}
  - {name: point, unit: paragraph, patterns: [satu]}
"""
)


def coded(*texts: str | None, **options: Any) -> list[tuple[Any, ...]]:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str")})
    return [tuple(row) for row in autocode(frame, BOOK, **options).itertuples(index=False)]


def test_a_coding_covers_what_its_code_says() -> None:
    text = "Kami berkomitmen. PAD dan pajak naik 5 %. Selesai.\n\nPasal satu. Surat tugas."
    assert coded(text) == [
        (0, "talk", 0, 76, "kami"),
        (0, "revenue", 18, 41, r"PAD | pajak* | re:\d+ %"),
        (0, "point", 52, 76, "satu"),
        (0, "commitment", 64, 75, "surat tugas"),
    ]


@pytest.mark.parametrize(
    ("unit", "spans"),
    [("match", [(8, 16)]), ("sentence", [(6, 17)]), ("paragraph", [(0, 17)]), ("turn", [(0, 23)])],
)
def test_the_unit_asked_for_goes_before_the_codes_own(unit: Any, spans: list[tuple[int, int]]) -> None:
    found = coded("Satu. A komitmen.\n\nDua.", unit=unit)
    assert [row[2:4] for row in found if row[1] == "commitment"] == spans


def test_a_hit_over_several_units_codes_each() -> None:
    book = Codebook.parse(r"codes: [{name: a, unit: sentence, patterns: ['re:satu\W+dua']}]")
    frame = pd.DataFrame({"text": ["Ini satu. Dua itu. Tiga."]})
    assert autocode(frame, book)[["start", "end"]].to_numpy().tolist() == [[0, 9], [10, 18]]


def test_a_code_is_put_on_a_span_once() -> None:
    book = Codebook.parse("codes: [{name: a, patterns: [komit*, komitmen]}, {name: b, patterns: [komitmen]}]")
    found = autocode(pd.DataFrame({"text": ["komitmen"]}), book)
    assert found["code"].tolist() == ["a", "b"]
    assert found["pattern"].tolist() == ["komit* | komitmen", "komitmen"]


def test_rows_are_named_by_the_frames_index_in_its_order() -> None:
    frame = pd.DataFrame({"words": ["komit", None, "pad", "komit"]}, index=["z", "y", "x", "z"])
    assert autocode(frame, BOOK, text="words")["row"].tolist() == ["z", "x", "z"]


def test_missing_texts_are_passed_over() -> None:
    assert [row[0] for row in coded(None, "komit", None)] == [1]


@pytest.mark.parametrize("texts", [[], [None], ["nothing"]])
def test_nothing_found_has_the_same_columns_and_types(texts: list[str | None]) -> None:
    empty = autocode(pd.DataFrame({"text": pd.Series(texts, dtype="str")}), BOOK)
    some = autocode(pd.DataFrame({"text": ["komit"]}), BOOK)
    assert empty.empty
    assert empty.dtypes.to_dict() == some.dtypes.to_dict()
    assert list(some) == ["row", "code", "start", "end", "pattern"]


@given(st.lists(st.sampled_from(["komit PAD. ", "kami satu\n\n", "café 5 %. ", "", "😀 pajak"]), max_size=6))
def test_partitions_give_what_the_whole_gives(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str")})
    parts = [autocode(frame.iloc[:2], BOOK), autocode(frame.iloc[2:], BOOK)]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), autocode(frame, BOOK))


def test_operators_and_lemmas_code_as_other_patterns_do() -> None:
    book = Codebook.parse(
        "codes: [{name: a, patterns: ['lemma:target UNLESS/2 tidak', 'target EXCEPT target audience']}]"
    )
    frame = pd.DataFrame({"text": ["Kami menargetkan itu.", "Tidak ada target.", "Target audience"]})
    found = autocode(frame, book, language="id")
    assert found[["row", "start", "end", "pattern"]].to_numpy().tolist() == [
        [0, 5, 16, "lemma:target UNLESS/2 tidak"],
        [1, 10, 16, "target EXCEPT target audience"],
        [2, 0, 6, "lemma:target UNLESS/2 tidak"],
    ]


def test_a_trial_counts_for_each_pattern_what_it_would_code() -> None:
    frame = pd.DataFrame(
        {
            "text": ["komitmen komitmen", None, "surat tugas. Komitmen", "pajak"],
            "source": ["P1", "P1", "P1", "P2"],
        }
    )
    found = trial(frame, BOOK, examples=2).set_index("pattern")
    assert list(found) == ["code", "hits", "texts", "sources", "examples"]
    assert found.loc["komit*"].tolist() == [
        "commitment",
        3,
        2,
        1,
        ("[komitmen] komitmen", "surat tugas. [Komitmen]"),
    ]
    assert found["hits"].tolist() == [3, 1, 0, 1, 0, 0, 0]
    assert found.loc["PAD"].tolist() == ["revenue", 0, 0, 0, ()]


def test_a_trial_counts_units_that_are_coded_once() -> None:
    frame = pd.DataFrame({"text": ["PAD dan PAD naik.\n\nPAD."]})
    assert trial(frame, BOOK)["hits"].tolist()[2] == 2
    assert trial(frame, BOOK, unit="match")["hits"].tolist()[2] == 3
    assert trial(frame, BOOK)["examples"][2] == ("[PAD dan PAD naik.] PAD.", "PAD dan PAD naik. [PAD.]")


@pytest.mark.parametrize(
    ("examples", "shown"),
    [(0, []), (1, [0]), (2, [0, 9]), (3, [0, 4, 9]), (10, [*range(10)]), (11, [0, *range(10)])],
)
def test_the_examples_of_a_trial_are_from_as_many_texts_far_apart(examples: int, shown: list[int]) -> None:
    frame = pd.DataFrame({"text": [f"komit {text} komit" for text in range(10)]})
    found = trial(frame, BOOK, examples=examples)["examples"][0]
    assert [int("".join(filter(str.isdigit, each))) for each in found] == shown


@given(st.lists(st.sampled_from(["komit PAD. pajak ", "kami satu\n\n", "5 %. ", "", "😀 pajak"]), max_size=6))
def test_a_trial_counts_what_autocoding_codes(texts: list[str]) -> None:
    frame = pd.DataFrame({"text": pd.Series(texts, dtype="str")})
    codings = autocode(frame, BOOK)["pattern"].str.split(" | ", regex=False).explode().value_counts()
    counted = trial(frame, BOOK).set_index("pattern")["hits"]
    assert counted[counted > 0].to_dict() == codings.to_dict()


def test_a_trial_of_fewer_than_no_examples_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Give 0 or more"):
        trial(pd.DataFrame({"text": ["a"]}), BOOK, examples=-1)


def test_a_codebook_without_patterns_is_refused() -> None:
    with pytest.raises(InvalidInput, match="No code of the codebook has patterns"):
        autocode(pd.DataFrame({"text": ["a"]}), Codebook.parse("codes: [a]"))


def test_an_unknown_unit_or_column_is_refused() -> None:
    with pytest.raises(InvalidInput, match="There is no unit 'line'"):
        coded("a", unit="line")
    with pytest.raises(NotFound, match="No column named 'texts'"):
        coded("a", text="texts")


def test_a_real_paper_is_coded_where_its_words_stand(shared: Path) -> None:
    (path,) = (shared / "corpora" / "coaching-paper").glob("*.txt")
    frame = pd.DataFrame({"text": path.read_text("utf-8").split("\n\n")})
    found = autocode(frame, BOOK, unit="sentence", language="id")
    quotes = [
        frame["text"][row][start:end]
        for row, start, end in zip(found.row, found.start, found.end, strict=True)
    ]
    assert set(found["code"]) >= {"commitment", "revenue"}
    assert all(quote == quote.strip() for quote in quotes)
    committed = [quote for quote, code in zip(quotes, found["code"], strict=True) if code == "commitment"]
    assert all("komit" in quote.lower() or "surat" in quote.lower() for quote in committed)
