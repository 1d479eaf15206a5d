"""Units cut from a text: sentences, paragraphs, or the turn itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.model import Unit

Span = tuple[int, int]

_ABBREVIATIONS = frozenset(
    word
    for words in (
        "a.n bpk dll dra drg drs dsb dst ir jl kec kel mis rp sdr sdri tgl tlp u.p yth",
        "approx cf dr e.g eg etc i.e ibid ie inc jr ltd mr mrs ms prof sr st viz vs",
    )
    for word in words.split()
)
# These are words as well, and abbreviations only before a number.
_BEFORE_NUMBERS = frozenset(("art", "fig", "hal", "no", "nos", "p", "pp", "vol"))
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_LAST_WORD = re.compile(r"([\w.]*\w)\.$")
_NUMBERING = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{2,4})[.)]+")
_OPENING = re.compile(r"(?<=\s)[\"'“‘«„(\[{]+$")


def segments(text: str, unit: Unit, *, language: str = "xx") -> list[Span]:
    """Cut a text into sentences, paragraphs, or the turn as a whole.

    Sentences are found by spaCy's sentencizer in paragraphs, and are not broken after common English and
    Indonesian abbreviations, numbering, or inside a number.

    Parameters
    ----------
    text
        The text to cut.
    unit
        ``sentence``, ``paragraph`` (parted by blank lines) or ``turn`` (all of the text).
    language
        The language's code, as ``id`` or ``en``; one that spaCy has no rules for is cut by general rules.

    Returns
    -------
    list of (start, end)
        Spans in code points of the text, in order, without the white space around them.

    Raises
    ------
    InvalidInput
        If the unit is none of these.

    Examples
    --------
    >>> text = "Anggaran Rp. 1.183.148 naik. Drs. Ahmad hadir."
    >>> [text[start:end] for start, end in segments(text, "sentence", language="id")]
    ['Anggaran Rp. 1.183.148 naik.', 'Drs. Ahmad hadir.']
    """
    if unit == "sentence":
        return [*_sentences(text, language)]
    if unit == "paragraph":
        return [*_paragraphs(text)]
    if unit == "turn":
        return [*_stripped(text, [(0, len(text))])]
    raise InvalidInput(f"A text cannot be cut into units of {unit!r}. Take sentence, paragraph or turn.")


def _paragraphs(text: str) -> Iterator[Span]:
    breaks = [each.span() for each in _BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    return _stripped(text, zip(starts, ends, strict=True))


def _stripped(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The spans without the white space around them; those of nothing else are left out."""
    for start, end in spans:
        inner = text[start:end].strip()
        if inner:
            start += text[start:end].index(inner)
            yield start, start + len(inner)


def _sentences(text: str, language: str) -> Iterator[Span]:
    pipeline = _pipeline(language.partition("-")[0].lower())
    parts = [part for span in _paragraphs(text) for part in _parts(text, span, pipeline.max_length)]
    documents = pipeline.pipe(text[start:end] for start, end in parts)
    for (offset, _), document in zip(parts, documents, strict=True):
        spans = ((offset + each.start_char, offset + each.end_char) for each in document.sents)
        yield from _mended(text, _stripped(text, spans))


def _parts(text: str, span: Span, most: int) -> Iterator[Span]:
    """The span in parts that spaCy takes, cut at white space where there is any."""
    start, end = span
    while end - start > most:
        cut = next((at for at in range(start + most, start, -1) if text[at].isspace()), start + most)
        yield start, cut
        start = cut
    yield start, end


def _mended(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The sentences with those joined that were broken apart, and opening quotes where they belong."""
    current: Span | None = None
    for start, end in spans:
        if current is None:
            current = start, end
            continue
        opening = _OPENING.search(text, *current)
        if opening:
            yield from _stripped(text, [(current[0], opening.start())])
            current = opening.start(), end
        elif _goes_on(text, current, start):
            current = current[0], end
        else:
            yield current
            current = start, end
    if current is not None:
        yield current


def _goes_on(text: str, sentence: Span, following: int) -> bool:
    """Whether what was taken for a sentence ends in an abbreviation, is a numbering, or parts a number."""
    start, end = sentence
    match = _LAST_WORD.search(text, max(start, end - 20), end)
    word = match[1].lower() if match else ""
    if word in _ABBREVIATIONS or (word in _BEFORE_NUMBERS and text[following].isdigit()):
        return True
    if _NUMBERING.fullmatch(text, start, end):
        return True
    return end == following and text[end - 2 : end - 1].isdigit() and text[following].isdigit()


@cache
def _pipeline(language: str) -> Any:
    import spacy

    try:
        pipeline = spacy.blank(language)
    except ImportError:
        pipeline = spacy.blank("xx")
    pipeline.add_pipe("sentencizer")
    return pipeline
