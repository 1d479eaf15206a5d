"""The grammar of patterns: operands, and operators in capitals between them.

::

    pattern      = operand { operator operand }
    operator     = NEAR/reach | THEN/reach | UNLESS/reach | EXCEPT
    reach        = a number of words | sentence | turn
    operand      = alternative { " | " alternative }      (after UNLESS and EXCEPT also parted by commas)
    alternative  = words | "words" | lemma:words | re:expression

Operators are applied from left to right. An expression after ``re:`` runs on to the next operator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, get_args

from qualkit.errors import InvalidInput

Kind = Literal["words", "lemma", "re"]
Operator = Literal["NEAR", "THEN", "UNLESS", "EXCEPT"]

OPERATORS: tuple[Operator, ...] = get_args(Operator)
UNLIMITED = 1 << 30

_SKIP = r"(*SKIP)(*FAIL)"
_QUOTED = rf'(?<![^\s,])"[^"]*"(?![^\s,]){_SKIP}'
_EXPRESSION = rf"(?<=^\s*|,\s*|\s\|\s+)re:.*{_SKIP}"
_OPERATOR = rf"{_QUOTED}|(?<!\S)({'|'.join(OPERATORS)})(/\S*)?(?!\S)"
_BAR = rf"{_EXPRESSION}|{_QUOTED}|(?<!\S)\|(?!\S)"
_BAR_OR_COMMA = rf"{_BAR}|,"


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for by itself, as it is written but for quotes around words."""

    kind: Kind
    text: str
    quoted: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """An operator with the alternatives on its right, and its reach."""

    operator: Operator
    terms: tuple[Term, ...]
    words: int = UNLIMITED
    in_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A pattern as it is read: the alternatives of its first operand, and what is done with their hits."""

    terms: tuple[Term, ...]
    steps: tuple[Step, ...]

    def operands(self) -> tuple[tuple[Term, ...], ...]:
        """The alternatives of each operand, in order."""
        return self.terms, *(step.terms for step in self.steps)


def formula(pattern: str) -> Formula:
    """Read a pattern.

    Raises
    ------
    InvalidInput
        If an operator has nothing on one of its sides, or no reach that it could have.

    Examples
    --------
    >>> read = formula("coach* NEAR/5 komitmen* EXCEPT coach kami, coach saya")
    >>> [(step.operator, [term.text for term in step.terms]) for step in read.steps]
    [('NEAR', ['komitmen*']), ('EXCEPT', ['coach kami', 'coach saya'])]
    """
    first, *rest = _splitter(_OPERATOR)(pattern)
    steps = zip(rest[0::3], rest[1::3], rest[2::3], strict=True)
    read = Formula((*_terms(first, _BAR),), tuple(_step(pattern, *each) for each in steps))
    if not all(term.text for terms in read.operands() for term in terms):
        raise InvalidInput(
            f"Pattern {pattern!r} has nothing to look for on one side of an operator, a comma or a bar. "
            "Write words on both sides, as in 'coach* NEAR/5 target*', and what is no operator in quotes."
        )
    return read


def _terms(operand: str, separator: str) -> Iterator[Term]:
    """The alternatives of an operand."""
    for each in map(str.strip, _splitter(separator)(operand)):
        if each.startswith("lemma:"):
            yield Term("lemma", each)
        elif each.startswith("re:"):
            yield Term("re", each)
        else:
            quoted = len(each) > 1 and each[0] == each[-1] == '"'
            yield Term("words", each[1:-1] if quoted else each, quoted)


def _step(pattern: str, operator: Operator, reach: str | None, operand: str) -> Step:
    terms = (*_terms(operand, _BAR_OR_COMMA if operator in ("UNLESS", "EXCEPT") else _BAR),)
    match operator, reach:
        case ["EXCEPT", None] | ["NEAR" | "THEN" | "UNLESS", "/turn"]:
            return Step(operator, terms)
        case ["NEAR" | "THEN" | "UNLESS", "/sentence"]:
            return Step(operator, terms, in_sentence=True)
        case ["NEAR" | "THEN" | "UNLESS", str(number)] if number[1:].isdecimal() and len(number) < 10:
            return Step(operator, terms, words=int(number[1:]), in_sentence=operator == "UNLESS")
    raise _misspelt(pattern, operator, operator + (reach or ""))


@cache
def _splitter(separator: str) -> Callable[[str], list[Any]]:
    import regex

    split: Callable[[str], list[Any]] = regex.compile(separator, regex.DOTALL).split
    return split


def _misspelt(pattern: str, operator: Operator, written: str) -> InvalidInput:
    reaches = f"{operator}/5 (with any number of words), {operator}/sentence or {operator}/turn"
    return InvalidInput(
        f"Pattern {pattern!r} says {written!r}. Write {'EXCEPT alone' if operator == 'EXCEPT' else reaches}; "
        "if the word itself is meant, write it in small letters."
    )
