"""What pseudonyms stand for in a text: remembered in the key, and put back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from qualkit.collection.key_file import Key
from qualkit.collection.replacing import Replaced
from qualkit.errors import Conflict


def remembered(key: Key, *, source: str, text: str, replaced: Sequence[Replaced]) -> Key:
    """Add to a key what was replaced in a source.

    Parameters
    ----------
    key
        The key so far.
    source
        The source's id.
    text
        Its text with the pseudonyms.
    replaced
        What they replaced in the text before, in order.

    Returns
    -------
    Key
        It knows each occurrence of each pseudonym in the source by how it was written, so that `revealed`
        gives the text before, letter by letter; what stood there already stays what it was.

    Raises
    ------
    Conflict
        A pseudonym cannot be told from the words around it.
    """
    before = _before(text, replaced)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for each in replaced:
        counted[each.replacement][each.words] += 1
    originals = {**key.originals, **{name: _ways(key, name, ways) for name, ways in counted.items()}}
    pseudonyms = {*key.places.get(source, {}), *counted}
    written = _written(text, pseudonyms, replaced, _occurrences(before, key, source))
    grown = Key(key.study, originals, {**key.places, source: written})
    if revealed(text, key=grown, source=source) != revealed(before, key=key, source=source):
        raise Conflict(
            f"The pseudonyms {', '.join(sorted(counted))} cannot be told from the words around them in the"
            f" source {source}. Choose others, such as '[Person 1]'."
        )
    return grown


def revealed(text: str, *, key: Key, source: str) -> str:
    """Give a source's text with what its pseudonyms stand for.

    Each occurrence is written as it was. Where a pseudonym was added to the text or taken from it since,
    it cannot be told which occurrence is which, and all are written in the most frequent way.

    Examples
    --------
    >>> key = Key("s", {"[P 1]": ["Ani", "ANI"]}, {"a": {"[P 1]": ["ANI", "Ani"]}})
    >>> revealed("[P 1]! [P 1]?", key=key, source="a"), revealed("[P 1]!", key=key, source="a")
    ('ANI! Ani?', 'Ani!')
    """
    pieces, latest = [], 0
    for start, end, words in _occurrences(text, key, source):
        pieces += [text[latest:start], words]
        latest = end
    return "".join((*pieces, text[latest:]))


def _occurrences(text: str, key: Key, source: str) -> list[tuple[int, int, str]]:
    """Where pseudonyms of the source stand in its text, and how each was written.

    A pseudonym that was never put into this source is no pseudonym here: it may be somebody's real name.
    """
    written = key.places.get(source, {})
    found = _found(text, written)
    counts = Counter(match[0] for match in found)
    ways = {name: iter(each) for name, each in written.items() if len(each) == counts[name]}
    return [
        (*match.span(), next(ways.get(match[0], iter(())), key.originals[match[0]][0])) for match in found
    ]


def _found(text: str, pseudonyms: Iterable[str]) -> list[re.Match[str]]:
    pattern = "|".join(map(re.escape, sorted(pseudonyms, key=len, reverse=True)))
    return list(re.finditer(pattern, text)) if pattern else []


def _written(
    text: str,
    pseudonyms: Iterable[str],
    replaced: Sequence[Replaced],
    earlier: Iterable[tuple[int, int, str]],
) -> dict[str, list[str]]:
    """How each occurrence was written: replaced now, replaced earlier, or a pseudonym only in its looks."""
    shifts = [0, *accumulate(len(each.replacement) - len(each.words) for each in replaced)]
    ways = {each.start + shift: each.words for each, shift in zip(replaced, shifts, strict=False)}
    pasts = [each.end for each in replaced]
    for start, _, words in earlier:
        ways.setdefault(start + shifts[bisect_right(pasts, start)], words)
    written = defaultdict(list)
    for match in _found(text, pseudonyms):
        written[match[0]].append(ways.get(match.start(), match[0]))
    return dict(written)


def _before(text: str, replaced: Sequence[Replaced]) -> str:
    """The text in which these stretches were replaced."""
    pieces, latest, shift = [], 0, 0
    for each in replaced:
        start = each.start + shift
        pieces += [text[latest:start], each.words]
        latest = start + len(each.replacement)
        shift += len(each.replacement) - len(each.words)
    return "".join((*pieces, text[latest:]))


def _ways(key: Key, pseudonym: str, counted: Counter[str]) -> list[str]:
    """The ways of writing of a pseudonym: those known, then the new ones, the most frequent first."""
    return list(
        dict.fromkeys((*key.originals.get(pseudonym, ()), *(way for way, _ in counted.most_common())))
    )
