"""Quotations found again, word for word, in the text they are said to be from."""

from __future__ import annotations

import re

import numpy as np

from qualkit.reduction.folding import composed


def located(quote: str, text: str) -> tuple[int, int] | None:
    r"""Where the words of a quotation first stand in a text, whatever white space is between them.

    Nothing else may differ, but for how letters with marks are written (Unicode's composition). Whole
    words are found before parts of words.

    >>> located("kami  sepakat", "Lalu kami\nsepakat di akhir.")
    (5, 17)
    >>> located("kita sepakat", "Lalu kami sepakat.") is None
    True
    """
    words = r"\s+".join(re.escape(word) for word in composed(quote).text.split())
    if not words:
        return None
    copy = composed(text)
    found = re.search(rf"(?<!\w){words}(?!\w)", copy.text) or re.search(words, copy.text)
    if found is None:
        return None
    starts, ends = copy.original(np.array([found.start()]), np.array([found.end()]))
    return int(starts[0]), int(ends[0])
