from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.matching.grammar import Step, Term, formula


def words(*texts: str) -> tuple[Term, ...]:
    return tuple(Term("words", text) for text in texts)


@pytest.mark.parametrize(
    ("written", "step"),
    [
        ("a NEAR/5 b", Step("NEAR", words("b"), words=5)),
        ("a NEAR/sentence b c", Step("NEAR", words("b c"), in_sentence=True)),
        ("a THEN/turn b", Step("THEN", words("b"))),
        ("a THEN/0 b | c", Step("THEN", words("b", "c"), words=0)),
        ("a THEN/0 b, c", Step("THEN", words("b, c"), words=0)),
        ("a UNLESS/3 b,c, d | e", Step("UNLESS", words("b", "c", "d", "e"), words=3, in_sentence=True)),
        ("a UNLESS/turn b", Step("UNLESS", words("b"))),
        ("a EXCEPT b, c", Step("EXCEPT", words("b", "c"))),
        ("a\nNEAR/99999999\tb", Step("NEAR", words("b"), words=99_999_999)),
    ],
)
def test_an_operator_is_read_with_its_reach(written: str, step: Step) -> None:
    assert formula(written).operands() == (words("a"), step.terms)
    assert formula(written).steps == (step,)


@pytest.mark.parametrize(
    "written", ["a near/5 b", "NEARBY b", "a NEAR/5b|c".lower(), "a|b", "a, b", '5" pipe', '"', "Re: a"]
)
def test_what_is_no_operator_is_words(written: str) -> None:
    assert formula(written).operands() == (words(written),)


def test_quotes_make_words_of_operators_and_commas() -> None:
    assert formula('"a NEAR/5 b"').operands() == (words("a NEAR/5 b"),)
    assert formula('a EXCEPT "b, c",d').operands() == (words("a"), words("b, c", "d"))
    assert formula('"a | b" | "re:c"').operands() == (words("a | b", "re:c"),)


def test_each_alternative_says_what_it_is() -> None:
    (terms,) = formula("lemma:a b | c* | re:d|e, f | g").operands()
    assert terms == (Term("lemma", "lemma:a b"), *words("c*"), Term("re", "re:d|e, f | g"))


def test_an_expression_ends_at_the_next_operator() -> None:
    read = formula(r"re:\d{1,3} %? UNLESS/3 tidak, re:a{1,2} EXCEPT b")
    assert read.operands() == (
        (Term("re", r"re:\d{1,3} %?"),),
        (*words("tidak"), Term("re", "re:a{1,2}")),
        words("b"),
    )


@pytest.mark.parametrize(
    "written", ["", "NEAR/5 b", "a NEAR/5", "a NEAR/5 THEN/5 b", "a EXCEPT b,", "a | | b", '""']
)
def test_a_missing_side_is_told(written: str) -> None:
    with pytest.raises(InvalidInput, match="has nothing to look for on one side of an operator"):
        formula(written)


@pytest.mark.parametrize(
    "operator", ["NEAR", "NEAR/", "THEN/-1", "UNLESS/x", "NEAR/paragraph", "NEAR/1.5", "NEAR/999999999"]
)
def test_a_reach_that_does_not_exist_is_told_with_those_that_do(operator: str) -> None:
    name = operator.partition("/")[0]
    with pytest.raises(
        InvalidInput, match=f"says '{operator}'. Write {name}/5 .* {name}/sentence or {name}/turn"
    ):
        formula(f"a {operator} b")


def test_an_exception_has_no_reach() -> None:
    with pytest.raises(InvalidInput, match=r"says 'EXCEPT/3'. Write EXCEPT alone"):
        formula("a EXCEPT/3 b")
