"""Automatic coding: the codebook's patterns put on texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from qualkit.errors import InvalidInput
from qualkit.model import Unit
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.context import marked
from qualkit.reduction.covering import Covered, covered
from qualkit.reduction.folding import Offsets
from qualkit.reduction.line import Line

_PATTERN, _START, _END = range(3)


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
        The language of the texts, for sentences and lemmas.

    Returns
    -------
    DataFrame
        A row for each coding: ``row`` (the text's index label in the frame), ``code``, ``start`` and ``end``
        (code points of that text), ``pattern`` (those that made it, parted by " | "); sorted by row, start,
        end and the codebook's order. A code is put on a span once.

    Raises
    ------
    InvalidInput
        If no code has patterns, one of them cannot be used in this language, or the unit does not exist.
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
    return _codings(covered(frame, codebook, text=text, unit=unit, language=language), frame.index)


def trial(
    frame: pd.DataFrame,
    codebook: Codebook,
    *,
    text: str = "text",
    examples: int = 3,
    unit: Unit | None = None,
    language: str = "xx",
) -> pd.DataFrame:
    """Show what each pattern would code in the texts of a frame, before anything is coded.

    Parameters
    ----------
    frame, codebook, text, unit, language
        As for `autocode`.
    examples
        How many hits of each pattern to show, from texts as far apart as there are.

    Returns
    -------
    DataFrame
        A row for each pattern in the codebook's order: ``code``, ``pattern``, ``hits`` (spans that it would
        code), ``texts`` (those with a hit), ``sources`` (likewise, if the frame has a column ``source``) and
        ``examples`` (a tuple of hits between ``[ ]`` in their context). Patterns without hits are there too.

    Raises
    ------
    InvalidInput, NotFound
        As for `autocode`; and if fewer than no examples are asked for.

    Examples
    --------
    >>> book = Codebook.parse("codes: [{name: commitment, patterns: [komit*, surat tugas]}]")
    >>> turns = pd.DataFrame({"text": ["Komitmen itu penting.", "Mereka berkomitmen."]})
    >>> trial(turns, book)
             code      pattern  hits  texts                    examples
    0  commitment       komit*     1      1  ([Komitmen] itu penting.,)
    1  commitment  surat tugas     0      0                          ()
    """
    if examples < 0:
        raise InvalidInput(f"{examples} examples cannot be shown. Give 0 or more.")
    found = covered(frame, codebook, text=text, unit=unit, language=language)
    spans = np.unique(found.spans, axis=0)
    numbers = found.line.numbers(spans[:, _START])
    bounds = np.searchsorted(spans[:, _PATTERN], np.arange(len(found.patterns.texts) + 1))
    groups = [slice(*each) for each in pairwise(bounds.tolist())]
    columns = {
        "code": found.patterns.codes,
        "pattern": found.patterns.texts,
        "hits": np.diff(bounds),
        "texts": [len(np.unique(numbers[each])) for each in groups],
    }
    if "source" in frame.columns:
        sources = pd.factorize(frame["source"].iloc[found.rows])[0][numbers]
        columns["sources"] = [len(np.unique(sources[each])) for each in groups]
    columns["examples"] = [_examples(found.line, spans[each, _START:], examples) for each in groups]
    return pd.DataFrame(columns)


def _examples(line: Line, spans: Offsets, most: int) -> tuple[str, ...]:
    """Some spans in their context: of as many texts as there are, and of these as far apart as there are."""
    numbers = line.numbers(spans[:, 0])
    nth_in_text = np.arange(len(numbers)) - np.searchsorted(numbers, numbers)
    candidates = np.argsort(nth_in_text, kind="stable")[: max(np.count_nonzero(nth_in_text == 0), most)]
    picked = np.linspace(0, len(candidates) - 1, min(most, len(candidates))).astype(int)
    chosen = np.sort(candidates[picked])
    within = (spans[chosen] - line.spans[numbers[chosen], :1]).tolist()
    return tuple(
        marked(line.texts[number], *span) for number, span in zip(numbers[chosen], within, strict=True)
    )


def _codings(found: Covered, index: pd.Index) -> pd.DataFrame:
    """One row for each code on a span."""
    patterns, spans = found.patterns, found.spans
    names = list(dict.fromkeys(patterns.codes))
    places = {name: place for place, name in enumerate(names)}
    # Patterns are numbered code by code, so spans are in the order of the codes too.
    code = np.array([places[name] for name in patterns.codes], np.int64)[spans[:, _PATTERN]]
    columns = (code, spans[:, _START], spans[:, _END])
    other = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    firsts = np.flatnonzero(np.r_[True, other][: len(spans)])
    numbers = found.line.numbers(spans[firsts, _START])
    offsets = found.line.spans[numbers, 0]
    return pd.DataFrame(
        {
            "row": index[found.rows[numbers]],
            "code": pd.array(names, dtype="str").take(code[firsts]),
            "start": spans[firsts, _START] - offsets,
            "end": spans[firsts, _END] - offsets,
            "pattern": _joined(spans[:, _PATTERN], firsts, patterns.texts),
        }
    )


def _joined(numbers: Offsets, firsts: NDArray[np.intp], names: Sequence[str]) -> ExtensionArray:
    """The names of the patterns of each group of spans, the groups beginning at `firsts`."""
    counts = np.diff(firsts, append=len(numbers))
    joined = pd.array(names, dtype="str").take(numbers[firsts])
    several = np.flatnonzero(counts > 1)
    joined[several] = [
        " | ".join(dict.fromkeys(names[number] for number in numbers[first : first + count].tolist()))
        for first, count in zip(firsts[several].tolist(), counts[several].tolist(), strict=True)
    ]
    return joined
