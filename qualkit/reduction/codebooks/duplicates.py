"""Codes that may be one: put on the same passages, or worded alike."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from qualkit.model import Code
from qualkit.reduction.codebooks.passages import Positions, passages
from qualkit.reduction.overlaps import overlapping

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook

_COLUMNS = ("first", "second", "overlap", "wording", "score")
_MOST = 300  # passages of a code whose words are compared: more change little
Square = npt.NDArray[np.float64]


def near_duplicates(codebook: Codebook, codings: pd.DataFrame, *, least: float = 0.6) -> pd.DataFrame:
    """List pairs of codes that may be one code under two names, the likeliest first.

    Parameters
    ----------
    codebook
        The codes. Retired codes, and a code with one above it, are no pair.
    codings
        ``source start end code text status``, as `study.codings`; only accepted ones count.
    least
        The score from which a pair is listed, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        ``first second overlap wording score``. The overlap is the share of the characters under either code
        that are under both (Jaccard); the wording is the likeness of what the codebook says of both or of
        the words under both, the larger of the two (cosine of TF-IDF); the score is high where either is,
        1 - (1 - overlap)(1 - wording).

    Examples
    --------
    >>> from qualkit import Codebook
    >>> book = Codebook.parse("codes: [trust in the head, trusting the head, money]")
    >>> none = pd.DataFrame(columns=["source", "start", "end", "code", "text", "status"])
    >>> near_duplicates(book, none)[["first", "second"]].values.tolist()
    [['trust in the head', 'trusting the head']]
    """
    names = [code.name for code in codebook.codes]
    used = codings[(codings["status"] == "accepted") & codings["code"].isin(names)]
    codes = pd.Index(names).get_indexer(pd.Index(used["code"])).astype(np.int64)
    overlap = _shared(used, codes, len(names))
    wording = _worded([_said(code) for code in codebook.codes], _quoted(used, names))
    score = 1 - (1 - overlap) * (1 - wording)
    rows = [
        (names[one], names[other], overlap[one, other], wording[one, other], score[one, other])
        for one, other in combinations(range(len(names)), 2)
        if score[one, other] >= least and _may_be_one(codebook, names[one], names[other])
    ]
    frame = pd.DataFrame(rows, columns=list(_COLUMNS))
    return frame.sort_values("score", ascending=False, kind="stable", ignore_index=True)


def _may_be_one(codebook: Codebook, first: str, second: str) -> bool:
    if codebook[first].retired or codebook[second].retired:
        return False
    return second not in codebook.below(first) and first not in codebook.below(second)


def _shared(used: pd.DataFrame, codes: Positions, count: int) -> Square:
    """For each two codes the share of the characters under either that are under both."""
    starts, ends, codes = passages(used, codes)
    one, other = overlapping(starts, ends)
    both = np.zeros((count, count))
    common = np.minimum(ends[one], ends[other]) - np.maximum(starts[one], starts[other])
    np.add.at(both, (codes[one], codes[other]), common)
    both += both.T
    lengths = np.bincount(codes, weights=ends - starts, minlength=count)
    either = lengths[:, None] + lengths[None, :] - both
    return np.divide(both, either, out=np.zeros_like(both), where=either > 0)


def _said(code: Code) -> str:
    """What the codebook says of a code."""
    return " ".join(
        (code.name, *code.labels.values(), code.brief, code.definition, code.when, *code.patterns)
    )


def _quoted(used: pd.DataFrame, names: list[str]) -> list[str]:
    """The words under each code."""
    some = used.groupby("code", sort=False).head(_MOST)
    texts = some.groupby("code")["text"].agg(" ".join).astype(object)
    return texts.reindex(names, fill_value="").tolist()


def _worded(said: list[str], quoted: list[str]) -> Square:
    """How alike codes are worded: what the codebook says and the words under them count half each."""
    used = np.array([bool(text.strip()) for text in quoted])
    alike = _alike(said)
    return np.where(np.outer(used, used), (alike + _alike(quoted)) / 2, alike)


def _alike(texts: list[str]) -> Square:
    """How alike texts are: the cosine of the parts of their words, so that endings matter little."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    if not any(map(str.strip, texts)):
        return np.zeros((len(texts), len(texts)))
    parts: Any = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True).fit_transform(
        texts
    )
    return np.asarray((parts @ parts.T).todense(), dtype=np.float64)
