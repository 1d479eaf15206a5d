"""The words of segments: which count, and how often each segment has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from qualkit.errors import InvalidInput

# What is said between the words, and is in no written list of stop words.
_SPOKEN = {
    "en": (
        "ah ain aren couldn didn doesn don er gonna hadn hasn haven hmm isn kinda let ll mhm mm oh ok "
        "okay re shouldn sort stuff thing things uh uhm um ve wanna wasn weren won wouldn yeah yep "
        "yes"
    ),
    "id": (
        "ah aja alhamdulillah banget begitulah belas bilang bu deh delapan dll doang eh em emang enam "
        "gak gimana gini gitu gue hehe hm hmm iya kadang kak karna kasih kayak kayaknya kek lho loh "
        "lu mas mbak mm nah ndak ngga nggak nih nya oh ok oke pas puluh ratus ribu sebelas sembilan "
        "sepuluh seratus si sih silakan situ tau tuh tujuh udah utk ya yah yg"
    ),
}
# Addresses of pages are skipped as a whole.
_WORD = r"\S*://\S*(*SKIP)(*FAIL)|[\p{L}\p{M}]{2,}(?:-[\p{L}\p{M}]{2,})*"


@dataclass(frozen=True, slots=True)
class Words:
    """How often each segment has each word: a sparse matrix of segments × words, and the words."""

    counts: Any
    names: npt.NDArray[np.object_]


def stop_words(language: str) -> frozenset[str]:
    """The words of a language that carry no topic: spaCy's list, and the fillers of speech.

    Empty for a language of which spaCy has none.

    >>> {"yang", "nggak", "karena"} <= stop_words("id"), stop_words("tlh")
    (True, frozenset())
    """
    from spacy.util import get_lang_class

    short = language.partition("-")[0].lower()
    try:
        listed = get_lang_class(short).Defaults.stop_words
    except ImportError:
        return frozenset()
    return frozenset(listed) | frozenset(_SPOKEN.get(short, "").split())


def count_words(texts: Sequence[str], *, stop: frozenset[str]) -> Words:
    """Count the words of texts, without stop words and, in larger material, without the rarest.

    Raises
    ------
    InvalidInput
        If nothing is left to count.
    """
    import regex
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(
        tokenizer=regex.compile(_WORD).findall,
        token_pattern=None,
        min_df=_least(len(texts)),
        dtype=np.float64,
    )
    try:
        counts = counter.fit_transform(texts).tocsr()
    except ValueError:
        raise InvalidInput(_EMPTY.format(count=len(texts))) from None
    names = counter.get_feature_names_out()
    kept = np.array([name not in stop for name in names])
    if not kept.any():
        raise InvalidInput(_EMPTY.format(count=len(texts)))
    return Words(counts[:, np.flatnonzero(kept)], names[kept])


_EMPTY = (
    "No words are left to find themes by: the {count} segments hold only stop words, figures, or words that "
    "occur once. Check the column of texts and the language."
)


def _least(segments: int) -> int:
    """In how many segments a word must be."""
    if segments < 50:
        return 1
    return 2 if segments < 20_000 else 5


def tf_idf(counts: Any) -> Any:
    """Counts weighted by how telling a word is, a segment's row having unit length."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer(sublinear_tf=True).fit_transform(counts)
