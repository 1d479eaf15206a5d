"""Which codings stand in a relation to some of them: found in one sweep, without listing pairs."""

from __future__ import annotations

import numpy as np

from qualkit.reduction.overlaps import Positions
from qualkit.reduction.querying.lines import Line, Mask

_LEAST = np.iinfo(np.int64).min


def overlaps(spans: Line, among: Mask) -> Mask:
    """The codings that share text with another of some."""
    return _some(spans.begins, spans.ends, among=among, upto=spans.ends, least=spans.begins)


def within(spans: Line, among: Mask) -> Mask:
    """The codings that lie inside another of some, or on the same span."""
    return _some(spans.begins, spans.ends, among=among, upto=spans.begins, least=spans.ends)


def encloses(spans: Line, among: Mask) -> Mask:
    """The codings inside which another of some lies, or which are on the same span."""
    return _some(-spans.begins, -spans.ends, among=among, upto=-spans.begins, least=-spans.ends)


def touches(spans: Line, among: Mask) -> Mask:
    """The codings that end where one of some begins, or begin where one ends."""
    touched: Mask = np.isin(spans.begins, spans.ends[among] + 1)
    return touched | np.isin(spans.ends + 1, spans.begins[among])


def precedes(spans: Line, units: Line, among: Mask, *, reach: int) -> Mask:
    """The codings that end before one of some begins, at most so many units before."""
    return _some(-spans.begins, -units.begins, among=among, upto=-spans.ends - 1, least=-units.ends - reach)


def follows(spans: Line, units: Line, among: Mask, *, reach: int) -> Mask:
    """The codings that begin after one of some ended, at most so many units after."""
    return _some(spans.ends, units.ends, among=among, upto=spans.begins - 1, least=units.begins - reach)


def near(_: Line, units: Line, among: Mask, *, reach: int) -> Mask:
    """The codings with another of some at most so many units before or after."""
    upto, least = units.ends + reach, units.begins - reach
    return _some(units.begins, units.ends, among=among, upto=upto, least=least)


def _some(keys: Positions, values: Positions, *, among: Mask, upto: Positions, least: Positions) -> Mask:
    """Of each coding, whether another one of some has a key up to its bound and at least its least value.

    Of the values of those up to a key, the largest decides; for a coding that is itself one of them and
    meets its own bounds, the second largest.
    """
    chosen = np.flatnonzero(among)
    chosen = chosen[np.argsort(keys[chosen], kind="stable")]
    value = values[chosen]
    largest = np.maximum.accumulate(np.append(_LEAST, value))
    second = np.maximum.accumulate(np.append(_LEAST, np.minimum(value, largest[:-1])))
    place = np.searchsorted(keys[chosen], upto, side="right")
    itself = among & (keys <= upto) & (values >= least)
    found: Mask = np.where(itself, second[place], largest[place]) >= least
    return found
