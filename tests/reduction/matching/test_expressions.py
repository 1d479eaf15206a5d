from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.reduction.folding import composed
from qualkit.reduction.matching import expressions
from qualkit.reduction.matching.expressions import expression, matches


def spans(pattern: str, text: str) -> list[str]:
    return [text[slice(*span)] for span in matches(expression(pattern), composed(text), pattern=pattern)]


def test_an_expression_ignores_case() -> None:
    assert spans(r"re: pad\s+naik", "PAD \n naik") == ["PAD \n naik"]


@pytest.mark.parametrize("pattern", ["re:(", "re:[z-a]", "re:*a", "re:\\"])
def test_an_expression_that_does_not_compile_is_refused_with_the_reason(pattern: str) -> None:
    with pytest.raises(InvalidInput, match=r"is not a regular expression: .* at position"):
        expression(pattern)


@pytest.mark.parametrize("pattern", ["re:", "re:a*", r"re:\b", "re:(?=a)", "re:a|^"])
def test_an_expression_that_matches_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidInput, match="matches the empty string"):
        expression(pattern)


def test_an_expression_that_turns_out_to_match_nothing_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"'re:\(\?=x\)' matches the empty string"):
        spans("re:(?=x)", "axb")


def test_an_expression_that_runs_away_is_stopped_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "_SECONDS", 0.05)
    with pytest.raises(InvalidInput, match=r"'re:\(a\|aa\)\+\$' was stopped"):
        spans("re:(a|aa)+$", "a" * 60 + "b")


def test_a_span_takes_in_the_marks_of_its_letters() -> None:
    assert spans("re:q", "xq\u0323\u0307y") == ["q\u0323\u0307"]
    assert spans("re:\u0307", "xq\u0323\u0307y") == ["q\u0323\u0307"]
