from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.errors import InvalidInput, NotFound
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.querying import query

Found = set[int]
Asked = tuple[str, Callable[["World"], Found]]

CODES = ("trust", "money", "letter")
TEXT = "Kami baca. Surat itu ada. Ya!"
SENTENCES = ((0, 10), (11, 25), (26, 29))
WORDS = ((0, 4), (5, 9), (11, 16), (17, 20), (21, 24), (26, 28))
TURNS = pd.DataFrame(
    [(source, turn, at, at + len(TEXT), TEXT) for source in ("P1", "P2") for turn, at in ((1, 0), (2, 30))],
    columns=["source", "turn", "start", "end", "text"],
)
BOOK = Codebook((Code(name="stages"), Code(name="trust", parent="stages"), Code(name="kepala dinas")))


def codings(*rows: tuple[str, str, int, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["source", "code", "start", "end"])
    turn = frame["start"].astype("int64") // 30 + 1
    return frame.astype({"start": "int64", "end": "int64"}).assign(
        coding_id=[f"c{number}" for number in range(len(frame))],
        turn=turn.astype("Int64"),
        case=frame["source"].map({"P1": "Bapenda"}),
    )


def found(frame: pd.DataFrame, expression: str, **options: Any) -> str:
    """The numbers of the codings found, in a row."""
    return "".join(each[1:] for each in query(frame, expression, **options)["coding_id"])


class World:
    """Answers the same questions by comparing every coding with every other."""

    def __init__(self, frame: pd.DataFrame, together: str = "overlap") -> None:
        self.rows = list(frame.itertuples())
        self.all = {row.Index for row in self.rows}
        self._together = together

    def named(self, code: str) -> Found:
        return {row.Index for row in self.rows if row.code == code}

    def related(self, one: Found, other: Found, holds: Callable[[Any, Any], bool]) -> Found:
        return {a for a in one if any(a != b and holds(self.rows[a], self.rows[b]) for b in other)}

    def with_one_of(self, found: Found) -> Found:
        return found | self.related(self.all, found, self._meet)

    def _meet(self, a: Any, b: Any) -> bool:
        if self._together == "case":
            return bool(pd.notna(a.case) and a.case == b.case)
        if a.source != b.source:
            return False
        if self._together == "turn":
            return bool(a.turn == b.turn)
        if self._together == "sentence":
            return bool(set(units(a, SENTENCES)) & set(units(b, SENTENCES)))
        return self._together == "source" or (a.start < b.end and b.start < a.end)


def units(row: Any, spans: tuple[tuple[int, int], ...]) -> list[int]:
    """The units of both turns that a coding shares text with, else the next."""
    both = [(start + at, end + at) for at in (0, 30) for start, end in spans]
    shared = [place for place, (start, end) in enumerate(both) if start < row.end and row.start < end]
    return shared or [sum(end <= row.start for _, end in both)]


def apart(a: Any, b: Any, unit: str) -> int:
    """How far apart two codings of one source are."""
    if unit == "characters":
        return max(b.start - a.end, a.start - b.end)
    if unit == "turns":
        return abs(int(a.turn) - int(b.turn))
    spans, between = (WORDS, 1) if unit == "words" else (SENTENCES, 0)
    one, other = units(a, spans), units(b, spans)
    return max(other[0] - one[-1], one[0] - other[-1]) - between


PLAIN = {
    "WITHIN": lambda a, b: b.start <= a.start and a.end <= b.end,
    "ENCLOSES": lambda a, b: a.start <= b.start and b.end <= a.end,
    "OVERLAPS": lambda a, b: a.start < b.end and b.start < a.end,
    "TOUCHES": lambda a, b: a.end == b.start or b.end == a.start,
    "PRECEDES": lambda a, b: a.end <= b.start,
    "FOLLOWS": lambda a, b: b.end <= a.start,
}


def related(draw: st.DrawFn, asked: st.SearchStrategy[Asked]) -> Asked:
    (one, one_is), (other, other_is) = draw(asked), draw(asked)
    relation = draw(st.sampled_from([*PLAIN, "NEAR"]))
    distant = relation == "NEAR" or (relation in ("PRECEDES", "FOLLOWS") and draw(st.booleans()))
    number = draw(st.integers(0, 12))
    unit = draw(st.sampled_from(["characters", "words", "sentences", "turns"]))

    def holds(a: Any, b: Any) -> bool:
        if a.source != b.source:
            return False
        close = not distant or apart(a, b, unit) <= number
        return close and (relation == "NEAR" or PLAIN[relation](a, b))

    written = f"{relation}/{number} {unit}" if distant else relation
    return f"({one}) {written} ({other})", lambda world: world.related(one_is(world), other_is(world), holds)


def joined(draw: st.DrawFn, asked: st.SearchStrategy[Asked]) -> Asked:
    parts = draw(st.lists(asked, min_size=2, max_size=3))
    operator = draw(st.sampled_from(["AND", "OR", "XOR", "NOT"]))

    def answer(world: World) -> Found:
        sets = [is_in(world) for _, is_in in parts]
        near = [world.with_one_of(each) for each in sets]
        if operator == "NOT":
            return sets[0] & near[0] - set().union(*near[1:])
        counts = {each: sum(each in one for one in near) for each in set().union(*sets)}
        wanted = {"AND": [len(near)], "XOR": [1], "OR": range(1, len(near) + 1)}[operator]
        return {each for each, count in counts.items() if count in wanted}

    return f" {operator} ".join(f"({text})" for text, _ in parts), answer


NAMES: st.SearchStrategy[Asked] = st.sampled_from(CODES).map(
    lambda code: (code, lambda world: world.named(code))
)
ASKED = st.recursive(
    NAMES, lambda asked: st.composite(related)(asked) | st.composite(joined)(asked), max_leaves=5
)
ROWS = st.lists(
    st.tuples(st.sampled_from(["P1", "P2"]), st.sampled_from(CODES), st.integers(0, 58), st.integers(1, 20)),
    max_size=12,
)


@settings(deadline=None)  # the first example loads the rules for sentences
@given(ROWS, ASKED, st.sampled_from(["overlap", "sentence", "turn", "source", "case"]))
def test_a_query_finds_what_comparing_every_two_codings_finds(
    rows: list[tuple[str, str, int, int]], asked: Asked, together: Any
) -> None:
    frame = codings(*((source, code, start, start + length) for source, code, start, length in rows))
    expression, answer = asked
    book = Codebook(tuple(Code(name=name) for name in CODES))
    answered = query(frame, expression, codebook=book, turns=TURNS, together=together, language="id")
    expected = frame.iloc[sorted(answer(World(frame, together)))].reset_index(drop=True)
    pd.testing.assert_frame_equal(answered, expected)


TABLE = codings(
    ("P1", "money", 0, 20),  # 0, encloses 1
    ("P1", "trust", 5, 10),  # 1
    ("P1", "letter", 10, 25),  # 2, begins where 1 ends, overlaps 0
    ("P1", "trust", 40, 45),  # 3, stands alone
    ("P2", "trust", 0, 9),  # 4, on the same span as 5
    ("P2", "money", 0, 9),  # 5
)


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("trust", "134"),
        ("trust OR letter", "1234"),
        ("trust AND money", "0145"),
        ("money AND trust AND letter", "0"),
        ("trust AND letter", ""),
        ("trust XOR money", "3"),
        ("money XOR letter", "5"),
        ("trust NOT money", "3"),
        ("trust AND NOT money", "3"),
        ("trust AND money NOT letter", "145"),
        ("NOT letter AND money", "5"),
        ("NOT letter", "1345"),
        ("NOT money NOT letter", "3"),
        ("trust WITHIN money", "14"),
        ("money WITHIN trust", "5"),
        ("money ENCLOSES trust", "05"),
        ("money WITHIN money", ""),
        ("letter OVERLAPS money", "2"),
        ("letter OVERLAPS trust", ""),
        ("letter TOUCHES trust", "2"),
        ("trust TOUCHES letter", "1"),
        ("letter PRECEDES trust", "2"),
        ("trust FOLLOWS letter", "3"),
        ("trust FOLLOWS/14 characters letter", ""),
        ("trust FOLLOWS/15 characters letter", "3"),
        ("trust NEAR/0 turns trust", ""),
        ("trust NEAR/1 turn trust", "13"),
        ("trust PRECEDES/1 turn trust", "1"),
        ("trust NEAR/3 words letter", "13"),
        ("trust NEAR/2 words letter", "1"),
        ("trust NEAR/3 sentences letter", "13"),
        ("trust NEAR/2 sentences letter", "1"),
        ("trust WITHIN money PRECEDES letter", "1"),
        ("letter OR trust AND money", "01245"),
        ("(letter OR trust) AND money", "01245"),
    ],
)
def test_truth_table(expression: str, numbers: str) -> None:
    assert found(TABLE, expression, turns=TURNS) == numbers


@pytest.mark.parametrize(
    ("together", "numbers"),
    [("overlap", "0145"), ("sentence", "0145"), ("turn", "0145"), ("source", "01345"), ("case", "013")],
)
def test_together_can_mean_more_than_sharing_text(together: Any, numbers: str) -> None:
    assert found(TABLE, "trust AND money", turns=TURNS, together=together) == numbers


def test_a_coding_in_no_turn_is_together_with_itself_only() -> None:
    frame = TABLE.assign(turn=pd.array([pd.NA] * len(TABLE), dtype="Int64"))
    assert found(frame, "trust AND money", together="turn") == ""
    assert found(frame, "trust NOT money", together="turn") == "134"


@pytest.mark.parametrize(
    ("expression", "numbers"),
    [
        ("TRUST", "0"),
        ('"kepala dinas"', "1"),
        ('"Kepala Dinas" OR trust', "01"),
        ("kepala*", "1"),
        ("*a*s*", "1"),
        ("*y*", "25"),
        ("stages", ""),
        ("stages+", "0"),
        ('"stages"+', "0"),
        ("st*+", "0"),
        ('"say ""ya"""', "2"),
        ('"C+"', "3"),
        ("w[a]*?", "5"),
        ('"AND"', "4"),
    ],
)
def test_codes_are_named_as_a_researcher_would(expression: str, numbers: str) -> None:
    names = ("trust", "kepala dinas", 'say "ya"', "C+", "AND", "w[a]y?")
    frame = codings(*(("P1", name, at * 10, at * 10 + 5) for at, name in enumerate(names)))
    assert found(frame, expression, codebook=BOOK) == numbers


def test_an_unknown_code_is_an_error_that_offers_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean 'stages'"):
        query(TABLE, "stage", codebook=BOOK)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("trust+", "Give codebook="),
        ("trust NEAR/3 words money", "Give turns="),
        ("(" * 5_000, "Ask in several steps"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_to_do(expression: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        query(TABLE, expression)


def test_together_by_something_else_is_refused() -> None:
    with pytest.raises(InvalidInput, match="Take one of overlap, sentence"):
        query(TABLE, "trust", together="page")  # type: ignore[arg-type]


def test_every_coding_overlapping_every_other_is_swept_once() -> None:
    size = 200_000
    frame = pd.DataFrame({"source": "P1", "code": ["trust", "money"] * (size // 2), "start": 0, "end": 9})
    assert len(query(frame, "trust WITHIN money AND money XOR trust NEAR/2 characters trust")) == 0
    assert len(query(frame, "trust AND money")) == size
