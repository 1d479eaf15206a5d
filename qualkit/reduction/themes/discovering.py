"""Themes of segments: texts that use the same words, or lie near each other for an encoder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.texts import texts as texts_of
from qualkit.reduction.themes.assembling import Grouping, assemble
from qualkit.reduction.themes.choice import SAMPLE, Trial, best, choice_frame, numbers, trials
from qualkit.reduction.themes.clustering import MANY, Method, cluster
from qualkit.reduction.themes.labelling import telling_words
from qualkit.reduction.themes.leaves import cosine_distances
from qualkit.reduction.themes.space import Encoder, Labels, Space, centres, encoded_space, word_space
from qualkit.reduction.themes.stability import recovery
from qualkit.reduction.themes.value import Themes
from qualkit.reduction.themes.words import Words, count_words, stop_words


def themes(
    frame: pd.DataFrame,
    *,
    text: str = "text",
    k: int | Iterable[int] | None = None,
    method: Method = "kmeans",
    encoder: Encoder | None = None,
    language: str = "en",
    seed: int = 0,
    stability: int = 20,
    before: Themes | None = None,
) -> Themes:
    """Group segments that speak of the same things, and say what each group is about and how sure it is.

    Segments are compared by their words (TF-IDF, reduced by latent semantic analysis) unless an encoder is
    given. The result is the same for the same seed, whatever the number of threads.

    Parameters
    ----------
    frame
        A row for each segment; missing and empty texts are passed over.
    text
        The column of texts.
    k
        The number of themes, or several to choose from; by default a spread of numbers from 2 up. Chosen is
        the number with the highest silhouette × stability.
    method
        ``kmeans``: small groups by k-means, joined by Ward's method and settled by a mixture of word
        distributions. ``hdbscan``: dense groups, with the segments outside of them in no theme; it finds k
        itself. ``ward``: Ward's method, for up to 10,000 segments. ``nmf``: non-negative factors of TF-IDF.
    encoder
        Makes vectors of texts (texts × dimensions), to be used instead of words; names itself by its
        ``__name__``.
    language
        The language of the texts, for stop words.
    seed
        What randomness begins with.
    stability
        The number of bootstrap draws to which themes are fitted again, of at most 4,000 segments, which makes
        the figures cautious for larger material; 0 leaves it out.
    before
        The themes of an earlier fit, to keep the numbers and labels of those that persist.

    Returns
    -------
    Themes
        The themes, largest first. Nothing is written to a study.

    Raises
    ------
    InvalidInput
        If there are too few or only identical segments, no words to compare, more themes asked for than
        segments, or another method.
    NotFound
        If the frame has no such column.

    References
    ----------
    Hennig, C. (2007). Cluster-wise assessment of cluster stability. *Computational Statistics & Data
    Analysis, 52*, 258–271. Campello, Moulavi & Sander (2013). Density-based clustering based on hierarchical
    density estimates. *PAKDD*, 160–172.

    Examples
    --------
    >>> said = ["tax office target", "tax target revenue", "school teachers", "teachers in the school"]
    >>> found = themes(pd.DataFrame({"text": said}), k=2)
    >>> found.members["theme"].tolist(), found.frame["words"].str[0].tolist()
    ([1, 1, 2, 2], ['target', 'school'])
    """
    from threadpoolctl import threadpool_limits

    _check(method, k, encoder)
    segments, texts = _segments(frame, text)
    encoded = None if encoder is None else encoded_space(texts, encoder)
    # Sums in several threads come in any order, and so would the last digit.
    with threadpool_limits(1):
        stop = stop_words(language)
        words = count_words(texts, stop=stop)
        rows, space = _spaced(words, encoded, seed=seed)
        fit = _fit(space, k, method=method, seed=seed, draws=stability)
        provenance = {
            "of": "segments",
            "method": method,
            "k": fit.chosen.k,
            "seed": seed,
            "language": language,
            "stop words": len(stop),
            "words": len(words.names),
            "encoder": "TF-IDF + SVD" if encoder is None else getattr(encoder, "__name__", repr(encoder)),
            "dimensions": space.vectors.shape[1],
            "segments": len(texts),
            "draws": stability,
        }
        return assemble(
            _grouping(segments, text, words=words, rows=rows, space=space, fit=fit),
            distances=cosine_distances(centres(space.vectors, fit.labels)),
            provenance=provenance,
            notes=[*_notes(stop, language, frame=frame, rows=rows, fit=fit)],
            before=before,
        )


@dataclass(frozen=True, slots=True)
class _Fit:
    """The label of each placed segment, and the numbers of themes tried."""

    labels: Labels
    tried: list[Trial]
    chosen: Trial


def _check(method: str, k: object, encoder: Encoder | None) -> None:
    if method not in get_args(Method):
        raise InvalidInput(f"There is no method {method!r}. Take one of: {', '.join(get_args(Method))}.")
    if method == "hdbscan" and k is not None:
        raise InvalidInput("HDBSCAN finds the number of themes itself. Leave k out, or take another method.")
    if method == "nmf" and encoder is not None:
        raise InvalidInput("NMF works on words, not on an encoder's vectors. Leave out one of the two.")


def _segments(frame: pd.DataFrame, text: str) -> tuple[pd.DataFrame, list[str]]:
    """The rows with a text, and their texts."""
    present, found = texts_of(frame, text)
    kept = [place for place, each in enumerate(found) if each.strip()]
    if len(kept) < 2:
        raise InvalidInput(
            f"Themes need segments to compare, and column {text!r} holds "
            f"{'one text' if kept else 'no text'}. Add material, or cut it into smaller segments."
        )
    return frame.iloc[present[kept]], [found[place] for place in kept]


def _spaced(words: Words, encoded: Space | None, *, seed: int) -> tuple[npt.NDArray[np.intp], Space]:
    """The rows that can be compared, and the space that they lie in."""
    if encoded is None:
        rows = np.flatnonzero(np.diff(words.counts.indptr))
        space = word_space(words.counts[rows], seed=seed)
    else:
        rows, space = np.arange(len(encoded)), encoded
    if np.allclose(space.vectors, space.vectors[0]):
        raise InvalidInput(
            f"All {len(rows)} segments that have words are alike to the method, so that no themes part them."
        )
    return rows, space


def _fit(space: Space, k: int | Iterable[int] | None, *, method: Method, seed: int, draws: int) -> _Fit:
    if method == "ward" and len(space) > MANY:
        raise InvalidInput(
            f"Ward's method compares every pair of segments, and {len(space):,} are too many for it. "
            "Use method='kmeans', which joins small groups by Ward's method."
        )
    ks = [0] if method == "hdbscan" else numbers(k, len(space))
    tried = trials(space, ks, method=method, seed=seed, draws=draws)
    chosen = best(tried)
    labels = cluster(space, chosen.k, method=method, seed=seed)
    if labels.max() < 0:
        raise InvalidInput(f"HDBSCAN found no dense group among {len(space)} segments. Take method='kmeans'.")
    if method == "hdbscan":
        chosen = replace(chosen, k=int(labels.max()) + 1)
        tried = [chosen]
    return _Fit(labels, tried, chosen)


def _grouping(
    segments: pd.DataFrame,
    text: str,
    *,
    words: Words,
    rows: npt.NDArray[np.intp],
    space: Space,
    fit: _Fit,
) -> Grouping:
    labels, typicality = np.full(len(segments), -1), np.full(len(segments), np.nan)
    labels[rows] = fit.labels
    placed = fit.labels >= 0
    middles = centres(space.vectors, fit.labels)
    typicality[rows[placed]] = (space.vectors[placed] * middles[fit.labels[placed]]).sum(axis=1)
    return Grouping(
        members=segments,
        text=text,
        labels=labels,
        typicality=typicality,
        words=telling_words(words, labels),
        stability=recovery(fit.labels, fit.chosen.refits),
        choice=choice_frame(fit.tried, fit.chosen),
    )


def _notes(
    stop: frozenset[str], language: str, *, frame: pd.DataFrame, rows: npt.NDArray[np.intp], fit: _Fit
) -> Iterator[str]:
    if not stop:
        yield f"There are no stop words for the language {language!r}; none were left out of the words."
    if len(frame) > len(rows):
        yield f"{len(frame) - len(rows):,} of {len(frame):,} segments have no words to go by and no theme."
    if outside := int((fit.labels < 0).sum()):
        yield f"{outside:,} segments lie in no dense group and have no theme."
    if fit.labels.max() + 1 < fit.chosen.k:
        yield f"Only {fit.labels.max() + 1} themes could be told apart, not {fit.chosen.k}."
    if len(rows) > SAMPLE:
        yield (
            f"Silhouette and stability were judged on {SAMPLE:,} segments drawn at random; the stability of "
            "all of them is rather higher."
        )
    if len(fit.tried) > 1 and fit.chosen.k == max(each.k for each in fit.tried):
        yield (
            f"{fit.chosen.k} is the largest number of themes that was tried. Both measures tend to grow with "
            "it in short texts: read the themes, and choose a number that you can tell apart."
        )
    if np.isnan(fit.chosen.silhouette):
        yield "There is no silhouette: it needs two themes or more, and segments that share one."
    if np.isnan(fit.chosen.stability):
        yield "The stability of the themes was not looked at: that takes two draws or more."
