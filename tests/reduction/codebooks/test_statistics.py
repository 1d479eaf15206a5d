from __future__ import annotations

import pandas as pd

from qualkit import Codebook
from qualkit.reduction.codebooks import codebook_statistics

BOOK = Codebook.parse(
    "codes: [{name: stages, codes: [planning, letter]}, money, {name: time, retired: true}, fear]"
)
COLUMNS = [
    "coding_id",
    "source",
    "case",
    "code",
    "coder",
    "start",
    "end",
    "text",
    "weight",
    "status",
    "created",
]
ROWS = [
    ("1", "P1", "North", "planning", "ana", 0, 5, "we plan", 1.0, "accepted", "2026-01-02"),
    ("2", "P2", "South", "planning", "budi", 0, 5, "a plan", 3.0, "accepted", "2026-01-01"),
    ("3", "P2", "South", "planning", "budi", 7, 9, "plans", None, "accepted", "2026-01-03"),
    ("4", "P1", "North", "letter", "ana", 10, 15, "it came", None, "accepted", "2026-01-04"),
    ("5", "P1", "North", "letter", "budi", 20, 25, "post", None, "accepted", "2026-01-04"),
    ("6", "P1", "North", "money", "ana", 30, 35, "cash", None, "suggested", "2026-01-04"),
    ("7", "P1", "North", "time", "ana", 40, 45, "late", None, "accepted", "2026-01-05"),
    ("8", "P2", "South", "time", "budi", 40, 45, "early", None, "accepted", "2026-01-05"),
]
CODINGS = pd.DataFrame(ROWS, columns=COLUMNS)


def test_each_code_has_its_counts_and_dates() -> None:
    frame = codebook_statistics(BOOK, CODINGS).set_index("code")
    assert frame.index.tolist() == [code.name for code in BOOK.codes]
    assert frame.loc["planning"].tolist() == [3, 3, 2, 2, 2, "2026-01-01", "2026-01-03", 2.0, ""]
    assert frame["codings"].tolist() == [0, 3, 2, 0, 2, 0]
    assert frame["codings"].dtype == "int64"
    assert frame["mean_weight"].isna().tolist() == [True, False, True, True, True, True]


def test_what_to_look_at_again_is_remarked() -> None:
    frame = codebook_statistics(BOOK, CODINGS).set_index("code")
    assert frame["remark"].to_dict() == {
        "stages": "only the codes below it were used",
        "planning": "",
        "letter": "used in one case; used in one source",
        "money": "never used",
        "time": "retired",
        "fear": "never used",
    }


def test_one_coder_is_no_remark_where_there_is_only_one() -> None:
    ana = CODINGS[CODINGS["coder"] == "ana"]
    assert not codebook_statistics(BOOK, ana)["remark"].str.contains("coder").any()
    budi = CODINGS[CODINGS["code"] == "letter"].head(1)
    both = codebook_statistics(BOOK, pd.concat([budi, CODINGS[CODINGS["code"] == "time"]])).set_index("code")
    assert "used by one coder" in both.loc["letter", "remark"]


def test_a_coding_in_several_cases_counts_in_each() -> None:
    cases = pd.DataFrame({"coding_id": ["4", "4", "5"], "case": ["North", "South", "North"]})
    frame = codebook_statistics(BOOK, CODINGS, cases=cases).set_index("code")
    assert frame.loc["letter", "cases"] == 2
    assert frame.loc["planning", "cases"] == 0


def test_near_duplicates_name_each_other() -> None:
    book = Codebook.parse("codes: [trust in leaders, trust in the leaders]")
    remarks = codebook_statistics(book, CODINGS.iloc[:0])["remark"].tolist()
    assert remarks == [
        "never used; may be a duplicate of 'trust in the leaders'",
        "never used; may be a duplicate of 'trust in leaders'",
    ]


def test_what_coders_coded_alike_is_one_passage() -> None:
    spans = [
        ("ana", "P1", 0, 5),
        ("budi", "P1", 0, 5),
        ("ana", "P1", 3, 9),
        ("ana", "P1", 9, 12),
        ("ana", "P2", 0, 5),
    ]
    codings = pd.DataFrame(spans, columns=["coder", "source", "start", "end"]).assign(
        coding_id=[*"12345"], case=None, code="money", text="", weight=None, status="accepted", created="2026"
    )
    frame = codebook_statistics(BOOK, codings).set_index("code")
    assert frame.loc["money", ["codings", "passages"]].tolist() == [5, 3]
    assert frame.loc["fear", "passages"] == 0
