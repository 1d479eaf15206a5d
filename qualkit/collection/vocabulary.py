"""The words by which a file says what it is, in Indonesian and English."""

from __future__ import annotations

import re

from qualkit.model import KINDS, Kind

_KEYS = {
    "kasus": "case",
    "jenis": "kind",
    "tanggal": "date",
    "hari_tanggal": "date",
    "lokasi": "site",
    "tempat": "site",
    "place": "site",
    "location": "site",
    "bahasa": "language",
    "informan": "participant",
    "partisipan": "participant",
    "narasumber": "participant",
    "interviewee": "participant",
    "pewawancara": "interviewer",
    "pengamat": "observer",
}
_KINDS: dict[str, Kind] = {
    "wawancara": "interview",
    "interviews": "interview",
    "observasi": "observation",
    "pengamatan": "observation",
    "observations": "observation",
    "catatan lapangan": "observation",
    "fieldnote": "observation",
    "fieldnotes": "observation",
    "field note": "observation",
    "field notes": "observation",
    "dokumen": "document",
    "documents": "document",
    "survei": "survey",
    "surveys": "survey",
    "kuesioner": "survey",
}

_ALL_KINDS: dict[str, Kind] = {**_KINDS, **{kind: kind for kind in KINDS}}
_WORD = re.compile(r"[^\W\d_]+")


def words(written: str) -> frozenset[str]:
    """Give the words of a list written with spaces between them."""
    return frozenset(written.split())


def attribute_name(written: str) -> str:
    """Give the name under which an attribute is kept: lower case, the field's English term.

    Examples
    --------
    >>> attribute_name("Tanggal"), attribute_name("Masa kerja")
    ('date', 'masa_kerja')
    """
    name = "_".join(written.replace("/", " ").casefold().split())
    return _KEYS.get(name, name)


def kind_named(written: str) -> Kind | None:
    """Give the kind of source that a word names, or None.

    Examples
    --------
    >>> kind_named("Wawancara"), kind_named("field notes"), kind_named("blog")
    ('interview', 'observation', None)
    """
    name = " ".join(written.replace("_", " ").replace("-", " ").casefold().split())
    return _ALL_KINDS.get(name)


def kind_within(written: str) -> Kind | None:
    """Give the kind of source that a name or title says somewhere, or None.

    Examples
    --------
    >>> kind_within("bapenda-wawancara-1"), kind_within("Catatan lapangan 3"), kind_within("notulen")
    ('interview', 'observation', None)
    """
    name = f" {' '.join(_WORD.findall(written.casefold()))} "
    return next((kind for word, kind in _ALL_KINDS.items() if f" {word} " in name), None)
