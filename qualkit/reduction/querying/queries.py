"""Queries: the codings that a code expression asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache, partial
from typing import Literal

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.overlaps import Positions
from qualkit.reduction.querying import relations
from qualkit.reduction.querying.grammar import AnyOf, Named, OneOf, Query, Related, Together, parse
from qualkit.reduction.querying.lines import Line, Mask, line

Togetherness = Literal["overlap", "sentence", "turn", "source", "case"]

_MEETING = {
    "overlap": "characters",
    "sentence": "sentences",
    "turn": "turns",
    "source": "source",
    "case": "case",
}
_PLACED = {
    "WITHIN": relations.within,
    "ENCLOSES": relations.encloses,
    "OVERLAPS": relations.overlaps,
    "TOUCHES": relations.touches,
}
_DISTANT = {"PRECEDES": relations.precedes, "FOLLOWS": relations.follows, "NEAR": relations.near}
_FIRST_AWAY = {"characters": 1, "words": 1, "sentences": 0, "turns": 0}
"""How far apart two codings are, as numbered units, with nothing between them."""


def query(
    codings: pd.DataFrame,
    expression: str,
    *,
    codebook: Codebook | None = None,
    turns: pd.DataFrame | None = None,
    together: Togetherness = "overlap",
    language: str = "xx",
) -> pd.DataFrame:
    """Find the codings that stand with, inside, near, before or after codings of other codes.

    A name gives the codings of a code, in any case: ``commitment``, ``"kepala dinas"`` (quotation marks
    around a name of several words or with a bracket; ``""`` for one inside), ``komit*`` (all codes that
    fit), ``stages+`` (the code and all below it). From these, with brackets where needed and the
    tightest first:

    ``A WITHIN B``, ``A ENCLOSES B``
        The codings of A that lie inside one of B, or inside which one of B lies; one span may be the other.
    ``A OVERLAPS B``, ``A TOUCHES B``
        Those that share text with one of B; that end just where one of B begins, or begin where one ends.
    ``A PRECEDES B``, ``A FOLLOWS B``, ``A PRECEDES/2 turns B``
        Those that end before one of B begins, or begin after one ends, in the same source.
    ``A NEAR/3 sentences B``
        Those at most so far from one of B. Words and characters are counted between the codings: with
        ``NEAR/0 words`` they follow on each other. Sentences and turns are steps: 0 is the same one.
    ``A AND B``, ``A NOT B``, ``NOT B``
        The codings of A and of B that stand together with one of the other; those of A, or of all codes,
        that stand together with none of B. A chain holds at once: in ``A AND B NOT C`` both of the
        codings are apart from C.
    ``A XOR B``
        The codings of A and of B that stand together with none of the other.
    ``A OR B``
        The codings of either.

    Only codings of A are found by a relation, and of both by AND. A relation wants another coding: with
    ``A WITHIN A`` those inside a second one of A. Relations in a row are read from left to right.

    Parameters
    ----------
    codings
        As ``study.codings``, a row a coding: ``source code start end`` (code points), and ``turn`` or
        ``case`` where the query asks for them. All count: narrow them first to those that should.
    expression
        The query.
    codebook
        Its codes can be named also where they have no codings; needed for ``+``.
    turns
        ``source start end text`` of each turn; needed for sentences and words.
    together
        What AND, NOT and XOR take for together: sharing text (``overlap``), a ``sentence``, the ``turn``
        in which both begin, the ``source`` or the ``case``. A coding stands together with itself.
    language
        By whose rules sentences are told apart.

    Returns
    -------
    DataFrame
        The codings found, each once, in the order and with the columns in which they came.

    Raises
    ------
    InvalidInput
        If the expression cannot be read (with the column), or needs a codebook or turns.
    NotFound
        If there is no such code; with the nearest names.

    Examples
    --------
    >>> codings = pd.DataFrame(
    ...     {"source": "P1", "code": ["letter", "target", "target"], "start": [0, 3, 20], "end": [9, 7, 30]}
    ... )
    >>> query(codings, "target WITHIN letter").index.tolist()
    [0]
    >>> query(codings, "target NOT letter")["start"].tolist()
    [20]
    """
    if together not in _MEETING:
        raise InvalidInput(
            f"Codings cannot stand together by {together!r}. Take one of {', '.join(_MEETING)}."
        )
    lines = cache(partial(line, codings, turns=turns, language=language))
    codes, names = pd.factorize(codings["code"])
    asked = _Asked(codes, tuple(names), codebook, lines, _MEETING[together])
    try:
        found = asked.find(parse(expression))
    except RecursionError:
        raise InvalidInput("The query has too many brackets or relations. Ask in several steps.") from None
    return codings[found].reset_index(drop=True)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """The codings that a query is asked of, by the numbers of their codes and their places."""

    codes: Positions
    names: tuple[str, ...]
    codebook: Codebook | None
    lines: Callable[[str], Line]
    meeting: str

    def find(self, query: Query) -> Mask:
        """Of each coding, whether the query asks for it."""
        match query:
            case Named():
                return self._named(query)
            case AnyOf(parts):
                return _union(self._found(parts))
            case OneOf(parts):
                return self._parted(self._found(parts))
            case Together(parts, without):
                return self._joined(self._found(parts), self._found(without))
            case Related():
                return self._related(query)

    def _found(self, parts: Sequence[Query]) -> list[Mask]:
        return [self.find(each) for each in parts]

    def _joined(self, parts: list[Mask], without: list[Mask]) -> Mask:
        found = _union(parts) if parts else np.ones(len(self.codes), bool)
        for each in self._together(parts):
            found &= each
        for each in self._together(without):
            found &= ~each
        return found

    def _parted(self, parts: list[Mask]) -> Mask:
        counts = np.zeros(len(self.codes), np.int64)
        for each in self._together(parts):
            counts += each
        found: Mask = _union(parts) & (counts == 1)
        return found

    def _together(self, masks: list[Mask]) -> list[Mask]:
        """For each of some sets of codings, all that stand together with one of it."""
        return [each | relations.overlaps(self.lines(self.meeting), each) for each in masks]

    def _related(self, query: Related) -> Mask:
        one, other = self.find(query.one), self.find(query.other)
        spans = self.lines("characters")
        if query.relation in _PLACED:
            return one & _PLACED[query.relation](spans, other)
        units = self.lines(query.unit)
        most = units.length if query.number is None else query.number + _FIRST_AWAY[query.unit]
        return one & _DISTANT[query.relation](spans, units, other, reach=min(most, units.length))

    def _named(self, named: Named) -> Mask:
        wanted = _names(named, self.names, self.codebook)
        return np.array([name in wanted for name in self.names], bool)[self.codes]


def _names(named: Named, used: Sequence[str], codebook: Codebook | None) -> set[str]:
    """The codes that are named, of those in use or in the codebook."""
    entries = () if codebook is None else codebook.codes
    known = dict.fromkeys((*(code.name for code in entries), *used))
    wanted = {name for name in known if _fits(name, named)}
    if not wanted:
        raise not_found("code", named.name, known)
    if named.below and codebook is None:
        raise InvalidInput(f"What is below {named.name!r} is in the codebook. Give codebook=….")
    for code in entries if named.below else ():  # parents come before their children
        if code.parent in wanted:
            wanted.add(code.name)
    return wanted


def _fits(name: str, named: Named) -> bool:
    if not named.open:
        return name.casefold() == named.name.casefold()
    pattern = re.sub(r"([\[?])", r"[\1]", named.name.casefold())  # of the shell's wildcards, * only
    return fnmatchcase(name.casefold(), pattern)


def _union(masks: list[Mask]) -> Mask:
    either: Mask = np.logical_or.reduce(masks)
    return either
