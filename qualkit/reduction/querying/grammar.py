"""The grammar of queries: from the text of a query to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualkit.errors import InvalidInput

_PLAIN = ("WITHIN", "ENCLOSES", "OVERLAPS", "TOUCHES")
_DISTANT = ("PRECEDES", "FOLLOWS", "NEAR")
_UNITS = ("characters", "words", "sentences", "turns")

_TOKEN = re.compile(
    rf"""\s*(?:
        (?P<bracket> [()] )
      | (?P<operator> AND | OR | XOR | NOT ) (?= [\s()"] | $ )
      | (?P<relation> {"|".join((*_PLAIN, *_DISTANT))} )
            (?: / (?P<number> [^\s()"]* ) (?: \s+ (?P<unit> [^\s()"]+ ) )? )? (?= [\s()"] | $ )
      | " (?P<quoted> (?: [^"] | "" )+ ) " (?P<below> \+? )
      | (?P<bare> [^\s()"]+ )
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """The codings of a code; of every code that fits where it is ``open``; of all ``below`` it too."""

    name: str
    open: bool
    below: bool


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The codings of any of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The codings of the parts that stand with those of no other part."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """The codings of the parts that stand with one of each other part, and with none ``without``."""

    parts: tuple[Query, ...]
    without: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """The codings of ``one`` in a relation to one of ``other``, at most ``number`` of a unit away."""

    one: Query
    relation: str
    other: Query
    number: int | None
    unit: str


Query = Named | AnyOf | OneOf | Together | Related


def parse(text: str) -> Query:
    """Read a query.

    Raises
    ------
    InvalidInput
        If it is not one: the column, what is wrong there, and the query with a caret below the place.

    Examples
    --------
    >>> parse('target AND "kepala dinas"+').parts[1]
    Named(name='kepala dinas', open=False, below=True)
    """
    reader = _Reader(text)
    query = reader.any_of()
    if reader.ahead is not None:
        raise reader.wrong(
            "Here an operator such as AND, OR, NOT or WITHIN is missing, or a bracket is too many. "
            'Operators are in capitals; a name of several words is in quotation marks: "kepala dinas".'
        )
    return query


class _Reader:
    """Reads a query from left to right; ``ahead`` is the token that comes next."""

    def __init__(self, text: str) -> None:
        self._text = re.sub(r"\s", " ", text).rstrip()
        self._tokens = self._split()
        self.ahead: re.Match[str] | None = next(self._tokens, None)

    def any_of(self) -> Query:
        return self._chain("OR", self._one_of, AnyOf)

    def wrong(self, what: str, token: re.Match[str] | None = None) -> InvalidInput:
        """The error that says what is wrong with a token, or else with the one ahead, or that none is."""
        token = token or self.ahead
        return self._wrong_at(token.end() - len(token[0].lstrip()) if token else len(self._text), what)

    def _one_of(self) -> Query:
        return self._chain("XOR", self._together, OneOf)

    def _chain(
        self, operator: str, part: Callable[[], Query], made: Callable[[tuple[Query, ...]], Query]
    ) -> Query:
        parts = [part()]
        while self._take("operator", operator):
            parts.append(part())
        return made(tuple(parts)) if len(parts) > 1 else parts[0]

    def _together(self) -> Query:
        parts: list[Query] = []
        without: list[Query] = []
        more: object = True
        while more:
            negated = self._take("operator", "NOT")
            (without if negated else parts).append(self._related())
            more = self._take("operator", "AND") or self._is_ahead("operator", "NOT")
        return parts[0] if len(parts) == 1 and not without else Together(tuple(parts), tuple(without))

    def _related(self) -> Query:
        query = self._single()
        while token := self._take("relation"):
            number, unit = self._distance(token)
            query = Related(query, token["relation"], self._single(), number, unit)
        return query

    def _distance(self, token: re.Match[str]) -> tuple[int | None, str]:
        relation, number, unit = token["relation"], token["number"], token["unit"]
        if number is None and relation != "NEAR":
            return None, "characters"
        if relation in _PLAIN:
            raise self.wrong(f"{relation} takes no distance.", token)
        units = [each for each in _UNITS if unit in (each, each[:-1])]
        if not units or not number.isdecimal():
            known = ", ".join(_UNITS)
            raise self.wrong(f"{relation} needs a distance, as {relation}/3 turns. Units are {known}.", token)
        return int(number), units[0]

    def _single(self) -> Query:
        if self._take("bracket", "("):
            query = self.any_of()
            if not self._take("bracket", ")"):
                raise self.wrong("A closing bracket is missing here.")
            return query
        if token := self._take("quoted"):
            return Named(token["quoted"].replace('""', '"'), open=False, below=bool(token["below"]))
        if token := self._take("bare"):
            name = token["bare"].removesuffix("+")
            return Named(name, open="*" in name, below=name != token["bare"])
        raise self.wrong("Here the name of a code or an opening bracket is expected.")

    def _take(self, kind: str, text: str | None = None) -> re.Match[str] | None:
        """The token ahead if it is of a kind (and reads so), and go on."""
        token = self.ahead
        if not self._is_ahead(kind, text):
            return None
        self.ahead = next(self._tokens, None)
        return token

    def _is_ahead(self, kind: str, text: str | None) -> bool:
        found = None if self.ahead is None else self.ahead[kind]
        return found is not None and text in (None, found)

    def _split(self) -> Iterator[re.Match[str]]:
        end = 0
        while end < len(self._text):
            token = _TOKEN.match(self._text, end)
            if token is None:
                place = self._text.index('"', end)
                raise self._wrong_at(place, "This quotation mark has no other, or nothing before the other.")
            yield token
            end = token.end()

    def _wrong_at(self, place: int, what: str) -> InvalidInput:
        return InvalidInput(f"The query, column {place + 1}: {what}\n    {self._text}\n    {' ' * place}^")
