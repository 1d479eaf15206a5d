from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.querying.grammar import AnyOf, Named, OneOf, Query, Related, Together, parse

A, B, C = (Named(name, open=False, below=False) for name in "abc")


def inside(one: Query, other: Query) -> Related:
    return Related(one, "WITHIN", other, None, "characters")


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a OR b AND c", AnyOf((A, Together((B, C), ())))),
        ("a OR b XOR c", AnyOf((A, OneOf((B, C))))),
        ("a AND b WITHIN c", Together((A, inside(B, C)), ())),
        ("a WITHIN b WITHIN c", inside(inside(A, B), C)),
        ("a WITHIN (b WITHIN c)", inside(A, inside(B, C))),
        ("NOT a AND b NOT c", Together((B,), (A, C))),
        ("a AND\n\tNOT b", Together((A,), (B,))),
        ("((a))", A),
        ("(a)OR(b)", AnyOf((A, B))),
        ("a NEAR/3 turns b", Related(A, "NEAR", B, 3, "turns")),
        ("a PRECEDES/1 word b", Related(A, "PRECEDES", B, 1, "words")),
        ("and", Named("and", open=False, below=False)),
        ("ANDROID", Named("ANDROID", open=False, below=False)),
        ("a-b.c*+", Named("a-b.c*", open=True, below=True)),
        ('"a*"+', Named("a*", open=False, below=True)),
    ],
)
def test_operators_bind_as_documented(text: str, query: Query) -> None:
    assert parse(text) == query


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "name of a code"),
        ("a AND", 6, "name of a code"),
        ("a AND )", 7, "name of a code"),
        ("a WITHIN NOT b", 10, "opening bracket"),
        ("a b", 3, "operator"),
        ("a and b", 3, "Operators are in capitals"),
        ("a)", 2, "bracket is too many"),
        ("(a OR b", 8, "closing bracket is missing"),
        ("a NEAR b", 3, "needs a distance"),
        ("a\nNEAR/3 b", 3, "Units are characters"),
        ("a NEAR/x turns b", 3, "needs a distance"),
        ("a WITHIN/3 turns b", 3, "takes no distance"),
        ('a OR "b', 6, "quotation mark"),
        ('""', 1, "quotation mark"),
    ],
)
def test_a_mistake_is_shown_with_a_caret_below_its_column(text: str, column: int, message: str) -> None:
    with pytest.raises(InvalidInput, match=message) as raised:
        parse(text)
    first, shown, caret = str(raised.value).split("\n")
    assert first.startswith(f"The query, column {column}: ")
    assert shown == "    " + text.replace("\n", " ")
    assert caret.index("^") == 4 + column - 1
