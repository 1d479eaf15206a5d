"""Gamma: agreement on units by aligning them, where chance is what coders of the same habits would mark."""

from __future__ import annotations

from math import nan

import numpy as np
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.agreement.alignment import Dissimilarity, Track, disorder
from qualkit.reduction.agreement.result import Agreement, Interval
from qualkit.reduction.agreement.spans import united


def gamma(
    units: pd.DataFrame,
    *,
    alpha: float = 1.0,
    beta: float = 1.0,
    samples: int = 100,
    seed: int = 0,
    coders: list[str] | None = None,
) -> Agreement:
    """How far coders agree on units that need not match one to one, beyond chance.

    Parameters
    ----------
    units
        Columns ``coder start end code``, of one source. A coder's units may overlap, if of different codes.
    alpha, beta
        The weights of where two units lie and of whether their codes differ.
    samples, seed
        How many texts are made up to know what chance brings.
    coders
        Who read the text, whether they marked anything or not.

    Returns
    -------
    Agreement
        ``observed`` and ``expected`` are 1 minus the disorder. It has no interval: the samples are of
        chance, so that the value itself moves a little with the seed.

    Notes
    -----
    Mathet, Widlöcher & Métivier (2015), Computational Linguistics 41(3), 437-479. A made-up text has the
    number, lengths and distances of units and the codes that are usual among the coders; other ways to make
    them up give other values, so name it (the statistical sampler) with the value.

    Examples
    --------
    >>> marks = pd.DataFrame(
    ...     [("ana", 1, 5, "a"), ("ana", 6, 10, "b"), ("ben", 1, 5, "a"), ("ben", 6, 10, "b")],
    ...     columns=["coder", "start", "end", "code"],
    ... )
    >>> gamma(marks).value
    1.0
    """
    spans = united(units)
    if spans["source"].nunique() > 1:
        raise InvalidInput("Gamma is of one source; compute it for each.")
    names = sorted(set(spans["coder"])) if coders is None else coders
    tracks = _tracks(spans, names)
    dissimilarity = Dissimilarity(position=alpha, code=beta)
    reason = _reason(names, spans)
    observed = expected = nan
    if reason is None:
        random = np.random.default_rng(seed)
        made_up = [[_made_up(tracks, random) for _ in tracks] for _ in range(samples)]
        observed = disorder(tracks, dissimilarity)
        expected = float(np.mean([disorder(each, dissimilarity) for each in made_up]))
    return Agreement(
        method="gamma",
        value=1 - observed / expected,
        observed=1 - observed,
        expected=1 - expected,
        reason=reason,
        interval=Interval(
            kind="none", confidence=nan, replicates=samples, seed=seed, reason="its samples are of chance"
        ),
        coders=tuple(names),
        categories=tuple(sorted(set(spans["code"]))),
        declared=False,
        units=len(spans),
        pairable=len(spans),
        ratings=len(spans),
    )


def _tracks(spans: pd.DataFrame, coders: list[str]) -> list[Track]:
    numbered = spans.assign(code=pd.factorize(spans["code"])[0]).sort_values(["start", "end"])
    return [
        numbered.loc[numbered["coder"] == each, ["start", "end", "code"]].to_numpy(np.float64)
        for each in coders
    ]


def _reason(coders: list[str], spans: pd.DataFrame) -> str | None:
    if len(coders) < 2:
        return "only one coder"
    return "nobody marked anything" if spans.empty else None


def _made_up(tracks: list[Track], random: np.random.Generator) -> Track:
    """The units of a coder with the habits of all: as many, as long, as far apart, with such codes."""
    counts = [len(each) for each in tracks]
    size = max(1, int(abs(random.normal(np.mean(counts), np.std(counts)))))
    lengths = np.concatenate([each[:, 1] - each[:, 0] for each in tracks])
    gaps = np.concatenate([each[:, 0] - np.append(0, each[:-1, 1]) for each in tracks if len(each)])
    long = np.maximum(np.abs(random.normal(lengths.mean(), lengths.std(), size)), 1)
    ends = np.cumsum(random.normal(gaps.mean(), gaps.std(), size) + long)
    codes = random.choice(np.concatenate([each[:, 2] for each in tracks]), size)
    return np.column_stack([ends - long, ends, codes])
