"""How a matrix is laid out on paper: which way the page is held, in how many parts, how wide each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qualkit.display.content import Content, length, longest_word, natural_widths
from qualkit.display.grid import Matrix

PORTRAIT, LANDSCAPE = 16.0, 24.7  # centimetres of text on A4 with margins of 2.5
_PORTRAIT_COLUMNS = 5
_EASY_WORDS = 3.1  # centimetres in which a quotation is read with ease
_LEAST_WORDS = 2.5  # and in which it can still be read
_LEAST_PHRASE = 1.9
_LEAST_FIGURE = 1.05
_MOST_FIGURE = 2.4
_CHARACTER = 0.17
_STUB = 4.2
_TURNED = 5.0  # centimetres of the longest turned heading
_Columns = Sequence[tuple[str, Sequence[Content]]]  # each with its heading and its cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Columns printed side by side, and the shares of the line that the labels and each of them have."""

    columns: range
    widths: tuple[float, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A page held upright or on its side, and the parts in which a matrix is printed on it."""

    landscape: bool
    parts: tuple[Part, ...]

    @property
    def width(self) -> float:
        """Centimetres of text from side to side."""
        return LANDSCAPE if self.landscape else PORTRAIT


def lay_out(
    matrix: Matrix, stub: Sequence[Content], body: Sequence[Sequence[Content]], *, numeric: bool
) -> Layout:
    """Fit a matrix onto pages; ``stub`` has the labels of the rows, ``body`` what is in the cells."""
    phrase = max((length(content) for row in body for content in row), default=0) * _CHARACTER / 2
    easy, least = (_least_width(phrase, words, numeric=numeric) for words in (_EASY_WORDS, _LEAST_WORDS))
    columns = len(matrix.columns)
    needed = _label_width(stub, PORTRAIT) + columns * easy
    landscape = needed > PORTRAIT or (columns > _PORTRAIT_COLUMNS and not numeric)
    width = LANDSCAPE if landscape else PORTRAIT
    label = _label_width(stub, width)
    parts = (
        _part(
            place,
            [(matrix.columns[each].label, [row[each] for row in body]) for each in place],
            label=label,
            width=width,
            numeric=numeric,
        )
        for place in _shared(columns, most=max(int((width - label) / least), 1))
    )
    return Layout(landscape=landscape, parts=tuple(parts))


def turned_height(labels: Sequence[str]) -> float:
    """Centimetres that headings need when they are turned."""
    return min(max(map(len, labels), default=0) * _CHARACTER + 0.3, _TURNED)


def _least_width(phrase: float, words: float, *, numeric: bool) -> float:
    """Centimetres in which a cell can be read: half its longest text, ``phrase``, and at most ``words``."""
    return _LEAST_FIGURE if numeric else min(max(phrase, _LEAST_PHRASE), words)


def _shared(columns: int, *, most: int) -> Iterator[range]:
    """The columns in as few parts as possible, evenly."""
    count = -(-columns // most)
    bounds = [round(part * columns / count) for part in range(count + 1)]
    yield from (range(first, last) for first, last in pairwise(bounds))


def _part(place: range, columns: _Columns, *, label: float, width: float, numeric: bool) -> Part:
    widths, turned = (_figures if numeric else _texts)(columns, width - label)
    return Part(columns=place, widths=tuple(each / width for each in (label, *widths)), turned=turned)


def _texts(columns: _Columns, room: float) -> tuple[list[float], bool]:
    """Widths by the lengths of the texts, with no word of a heading broken."""
    headings = [heading for heading, _ in columns]
    rows = zip(*(cells for _, cells in columns), strict=True)
    natural = natural_widths([headings, *rows])
    return _fitted(
        [share * room / sum(natural) for share in natural], list(map(longest_word, headings))
    ), False


def _figures(columns: _Columns, room: float) -> tuple[list[float], bool]:
    """Even widths, but for columns with words in their cells, and whether the headings must be turned."""
    longest = max(longest_word(heading) for heading, _ in columns)
    even = min(room / len(columns), max(_MOST_FIGURE, longest))
    words = [max(map(longest_word, cells)) for _, cells in columns]
    return _fitted([even] * len(columns), words), longest > even


def _fitted(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """The widths with none below its least, the others giving what that takes, if they have it."""
    spare = [max(width - low, 0.0) for width, low in zip(widths, least, strict=True)]
    lacking = sum(max(low - width, 0.0) for width, low in zip(widths, least, strict=True))
    if lacking > sum(spare):
        return list(widths)
    given = lacking / (sum(spare) or 1.0)
    return [max(width, low) - given * each for width, low, each in zip(widths, least, spare, strict=True)]


def _label_width(stub: Sequence[Content], width: float) -> float:
    """Centimetres of the column of row labels."""
    longest = max((length(line) for label in stub for line in _lines(label)), default=0)
    widest = max(map(longest_word, stub), default=0.0)
    return min(max(longest * _CHARACTER + 0.3, widest, 2.2), max(min(_STUB, width / 4), 2.2))


def _lines(content: Content) -> Sequence[Content]:
    return [content] if isinstance(content, str) else [[line] for line in content]
