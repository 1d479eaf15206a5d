"""Automatic coding: the codebook's patterns put on texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from qualkit.errors import InvalidInput
from qualkit.model import UNITS, Unit
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.folding import Offsets
from qualkit.reduction.patterns import Patterns
from qualkit.reduction.segments import segments
from qualkit.reduction.texts import texts

_TEXT, _PATTERN, _START, _END = range(4)


def autocode(
    frame: pd.DataFrame,
    codebook: Codebook,
    *,
    text: str = "text",
    unit: Unit | None = None,
    language: str = "xx",
) -> pd.DataFrame:
    """Put the codes on what their patterns find in each text of a frame.

    Parameters
    ----------
    frame
        Any frame with a column of texts; missing texts are passed over.
    codebook
        The codes, with their patterns and the unit that a coding of each covers.
    text
        The column that holds the texts.
    unit
        What a coding covers (``match``, ``sentence``, ``turn`` or ``paragraph``), instead of what each code
        says. A hit that runs over several units codes each of them.
    language
        The language of the texts, for sentences.

    Returns
    -------
    DataFrame
        A row for each coding: ``row`` (the text's index label in the frame), ``code``, ``start`` and ``end``
        (code points of that text), ``pattern`` (those that made it, parted by " | "); sorted by row, start,
        end and the codebook's order. A code is put on a span once.

    Raises
    ------
    InvalidInput
        If no code has patterns, one of them cannot be used, or the unit does not exist.
    NotFound
        If the frame has no such column.

    Examples
    --------
    >>> book = Codebook.parse("codes: [{name: commitment, patterns: [komit*, surat tugas]}]")
    >>> turns = pd.DataFrame({"text": ["Komitmen itu penting.", None, "Ada surat tugas."]})
    >>> autocode(turns, book)
       row        code  start  end      pattern
    0    0  commitment      0    8       komit*
    1    2  commitment      4   15  surat tugas
    """
    if unit is not None and unit not in UNITS:
        raise InvalidInput(f"There is no unit {unit!r}. Take one of: {', '.join(UNITS)}.")
    patterns = _compiled(codebook)
    positions, found = texts(frame, text)
    hits = patterns.find_all(found)
    units = {code.name: unit or code.unit for code in codebook.codes}
    pattern_units = np.array([units[code] for code in patterns.codes])
    hits = np.concatenate(
        [_covered(hits[pattern_units[hits[:, _PATTERN]] == each], found, each, language) for each in UNITS]
    )
    return _codings(hits, frame.index[positions], patterns)


def _compiled(codebook: Codebook) -> Patterns:
    patterns = Patterns.compile((code.name, each) for code in codebook.codes for each in code.patterns)
    if not patterns.texts:
        raise InvalidInput(
            "No code of the codebook has patterns. Give at least one code a list of 'patterns'."
        )
    return patterns


def _covered(hits: Offsets, found: Sequence[str], unit: Unit, language: str) -> Offsets:
    """The hits widened to the units that they touch, a row for each."""
    if unit == "match" or not len(hits):
        return hits
    rows, row_of_hit = np.unique(hits[:, _TEXT], return_inverse=True)
    spans = [segments(found[row], unit, language=language) for row in rows]
    # All texts on one line, so that one search places all hits.
    offsets = np.cumsum([0, *(len(found[row]) for row in rows)])
    flat = [each for some in spans for each in some]
    bounds = np.array(flat, np.int64).reshape(-1, 2)
    shift = np.repeat(offsets[:-1], [len(some) for some in spans])[:, None]
    line, shifted = bounds + shift, hits[:, [_START, _END]] + offsets[row_of_hit][:, None]
    first = np.searchsorted(line[:, 1], shifted[:, 0], side="right")
    count = np.searchsorted(line[:, 0], shifted[:, 1], side="left") - first
    covered = np.repeat(hits, count, axis=0)
    nth = np.arange(len(covered)) - np.repeat(np.cumsum(count) - count, count)
    covered[:, [_START, _END]] = bounds[np.repeat(first, count) + nth]
    return covered


def _codings(hits: Offsets, index: pd.Index, patterns: Patterns) -> pd.DataFrame:
    """One row for each code on a span, from hits in any order."""
    names = list(dict.fromkeys(patterns.codes))
    places = {name: place for place, name in enumerate(names)}
    # Patterns are numbered code by code, so their order is that of the codes too.
    hits = hits[np.lexsort((hits[:, _PATTERN], hits[:, _END], hits[:, _START], hits[:, _TEXT]))]
    code = np.array([places[name] for name in patterns.codes], np.int64)[hits[:, _PATTERN]]
    keys = np.column_stack((hits[:, [_TEXT, _START, _END]], code))
    firsts = np.flatnonzero(np.r_[True, (keys[1:] != keys[:-1]).any(axis=1)][: len(keys)])
    return pd.DataFrame(
        {
            "row": index[hits[firsts, _TEXT]],
            "code": pd.Series([names[each] for each in code[firsts].tolist()], dtype="str"),
            "start": hits[firsts, _START],
            "end": hits[firsts, _END],
            "pattern": pd.Series(_joined(hits[:, _PATTERN], firsts, patterns.texts), dtype="str"),
        }
    )


def _joined(numbers: Offsets, firsts: NDArray[np.intp], names: Sequence[str]) -> list[str]:
    """The names of the patterns of each group of hits, the groups beginning at `firsts`."""
    each = [names[number] for number in numbers.tolist()]
    bounds = pairwise([*firsts.tolist(), len(each)])
    return [
        each[first] if last == first + 1 else " | ".join(dict.fromkeys(each[first:last]))
        for first, last in bounds
    ]
