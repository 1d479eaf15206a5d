"""Krippendorff's unitizing family: agreement on where units lie in a text, and on what they are.

After Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50, 2347-2364. Coders cut one
continuum, and may leave text unmarked. Agreement is the length of text that pairs of coders value alike;
chance draws two characters at random, but never two of one unit, so that the squared lengths of units are
left out of what is expected.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from qualkit.reduction.agreement.continuum import GAP, Continuum
from qualkit.reduction.agreement.methods import Sums
from qualkit.reduction.agreement.spans import Positions
from qualkit.reduction.agreement.weighting import Matrix


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of text, samples × codes (``unmarked``: samples), summed over the coders of all sources.

    Where a pair of coders is meant, a coder's text counts by the share of the others.
    """

    marked: Sums
    """What is marked with the code."""
    alone: Sums
    """Of this, what the other left unmarked."""
    apart: Sums
    """Of this, what the other marked with another code, by the distance of the codes."""
    squares: Sums
    """The squared lengths of its units."""
    joint_squares: Sums
    """The squares of what others marked of its units."""
    unmarked: Sums
    """What is not marked."""

    @classmethod
    def of(cls, totals: Sums) -> Lengths:
        """From sums of features: five blocks of codes, and the text that is not marked."""
        marked, alone, apart, squares, joint_squares = np.split(totals[:, :-1], 5, axis=1)
        return cls(marked, alone, apart, squares, joint_squares, totals[:, -1])

    @property
    def total(self) -> Sums:
        """All text, once a coder."""
        whole: Sums = self.marked.sum(axis=1) + self.unmarked
        return whole

    @property
    def joint(self) -> Sums:
        """What is marked with the code, and by the other with any."""
        return self.marked - self.alone


def features(continuum: Continuum, units: pd.DataFrame, distances: Matrix) -> Matrix:
    """Sources × features, as `Lengths` reads them. Units have ``source`` and ``code`` as numbers."""
    piece, coder = np.nonzero(continuum.units >= 0)
    unit, share = continuum.units[piece, coder], continuum.share[piece]
    others = continuum.marking[piece] - 1
    shape = (len(continuum.readers), len(distances))
    cell = (units["source"] * len(distances) + units["code"]).to_numpy(dtype=np.int64)
    length = (units["end"] - units["start"]).to_numpy(dtype=np.float64)
    joint: Matrix = np.bincount(unit, share * others, minlength=len(units)).astype(np.float64)
    alone = share * (continuum.readers[continuum.source[piece]] - 1 - others)
    apart = share * _distance(continuum, units["code"].to_numpy(), distances)[piece, coder]
    gaps = 1.0 * continuum.length * (continuum.units == GAP).sum(axis=1)
    blocks = [
        _by_cell(cell, length, shape),
        _by_cell(cell[unit], alone, shape),
        _by_cell(cell[unit], apart, shape),
        _by_cell(cell, length**2, shape),
        _by_cell(cell, joint**2, shape),
        np.bincount(continuum.source, gaps, minlength=shape[0])[:, None],
    ]
    return np.hstack(blocks)


def where_and_what(lengths: Lengths) -> tuple[Sums, Sums]:
    """uα, whether the same text is marked with the same code; no code is a value too."""
    total, own = lengths.total, lengths.squares.sum(axis=1) + lengths.unmarked
    unlike = lengths.apart.sum(axis=1) + 2 * lengths.alone.sum(axis=1)
    alike = (lengths.marked**2 - lengths.squares).sum(axis=1) + lengths.unmarked**2 - lengths.unmarked
    return 1 - unlike / total, alike / (total**2 - own)


def where(lengths: Lengths) -> tuple[Sums, Sums]:
    """|uα, whether the same text is marked, with whatever code."""
    total, own = lengths.total, lengths.squares.sum(axis=1) + lengths.unmarked
    expected = lengths.unmarked * lengths.marked.sum(axis=1) / (total**2 - own)
    return 1 - 2 * lengths.alone.sum(axis=1) / total, 1 - 2 * expected


def what(lengths: Lengths, distances: Matrix) -> tuple[Sums, Sums]:
    """cuα, whether the code is the same where both marked the text."""
    joint = lengths.joint
    total = joint.sum(axis=1)
    unlike = ((joint @ distances) * joint).sum(axis=1)
    own = lengths.joint_squares.sum(axis=1)
    return 1 - lengths.apart.sum(axis=1) / total, 1 - unlike / (total**2 - own)


def whether_this(lengths: Lengths, distances: Matrix, code: int) -> tuple[Sums, Sums]:
    """(k)uα, whether the code is the same where both marked the text and one of them with this code."""
    joint = lengths.joint
    here, own = joint[:, code], lengths.joint_squares[:, code]
    unlike = here * (joint @ distances)[:, code]
    return 1 - lengths.apart[:, code] / here, 1 - unlike / (joint.sum(axis=1) * here - own)


def _distance(continuum: Continuum, code: Positions, distances: Matrix) -> Matrix:
    """Pieces × coders: the sum of the distances of a coder's code to those of the others who marked it."""
    none = len(distances)
    padded = np.pad(distances, (0, 1))
    codes = np.append(code, none)[np.maximum(continuum.units, -1)]
    summed = np.zeros(codes.shape)
    for other in codes.T:
        summed += padded[codes, other[:, None]]
    return summed


def _by_cell(cell: Positions, values: Matrix, shape: tuple[int, int]) -> Matrix:
    summed: Matrix = np.zeros(shape[0] * shape[1])
    np.add.at(summed, cell, values)
    return summed.reshape(shape)
