"""Who speaks: which words at the start of a line name a speaker, and in which role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from qualkit.collection.vocabulary import words
from qualkit.model import Role

INTERVIEWER_WORDS = words(
    "pewawancara interviewer peneliti researcher moderator fasilitator facilitator penanya tanya question"
    " enumerator"
)
PARTICIPANT_WORDS = words(
    "informan narasumber responden partisipan peserta participant interviewee respondent informant coachee"
    " jawab answer penjawab subjek"
)
_OTHER_WORDS = words("coach mentor speaker pembicara ketua anggota")
_LETTERS = words("i r p q a t j n m")
_NO_SPEAKERS = words(
    "note notes catatan nb contoh example misalnya tanggal date hari lokasi location tempat place site"
    " subject perihal hal re to from kepada dari nomor lampiran time waktu topic topik judul title"
    " keterangan ps url source sumber oc agenda durasi duration bahasa language kasus case jenis kind"
    " pengamat observer komentar https http"
)
PSEUDONYM = re.compile(r"\[[^\W\d_][^\n:\[\]]{0,38}[ ]\d{1,6}\]")
"""A pseudonym as it stands in texts: ``[Person 1]``."""

_NUMBERED = re.compile(r"(?P<word>.*?[^\W\d_])[ .-]?(?P<number>\d{1,3})", re.DOTALL)
_INITIALS = re.compile(r"[^\W\d_]{2,4}")


def role_word(label: str) -> bool:
    """Tell whether a label is a word or letter by which transcripts name a role.

    Examples
    --------
    >>> [role_word(label) for label in ("Pewawancara", "P2", "Informan 1", "Komitmen")]
    [True, True, True, False]
    """
    word = base_word(label)
    return word in _LETTERS or word in _OTHER_WORDS or role_of_word(label) is not None


def role_of_word(label: str) -> Role | None:
    """Give the role that a label names in so many words; letters name none by themselves."""
    word = base_word(label)
    if word in INTERVIEWER_WORDS:
        return "interviewer"
    return "participant" if word in PARTICIPANT_WORDS else None


def base_word(label: str) -> str:
    """Give a label in lower case without the number that tells speakers of one role apart."""
    match = _NUMBERED.fullmatch(label)
    return (match["word"] if match else label).casefold().strip()


def may_name_speaker(label: str) -> bool:
    """Tell whether a label could name a speaker at all: a few words, and no word of a header or note."""
    if not label or len(label) > 60 or len(label.split()) > 6:
        return False
    if PSEUDONYM.fullmatch(label):
        return True
    is_capitalised = label[0].isalpha() and not label[0].islower()  # most scripts have no capitals
    return label.casefold() not in _NO_SPEAKERS and (is_capitalised or role_word(label) or "_" in label)


def speakers_by_label(labels: Iterable[str], *, certain: Collection[str] = ()) -> Mapping[str, str]:
    """Give the speakers of a transcript by the labels that stand for them.

    A label names a speaker when it recurs or is a known role word. Spellings that differ in case
    are one speaker, and initials are the one whose full name has them.

    Parameters
    ----------
    labels
        Every label found, in order, as often as it was found.
    certain
        Those of which the file says that they name speakers.

    Returns
    -------
    mapping of str to str
        The speaker by label; labels that name no speaker are absent.

    Examples
    --------
    >>> dict(speakers_by_label(["Ani Budi", "AB", "Misal", "CD", "CD"]))
    {'Ani Budi': 'Ani Budi', 'AB': 'Ani Budi', 'CD': 'CD'}
    """
    found = Counter(labels)
    first_spelling: dict[str, str] = {}
    for label in found:
        first_spelling.setdefault(label.casefold(), label)
    full_names = _full_names(first_spelling.values())
    named = {label: full_names.get(label, first_spelling[label.casefold()]) for label in found}
    heard: Counter[str] = Counter()
    for label, count in found.items():
        heard[named[label]] += count
    return {
        label: name
        for label, name in named.items()
        if heard[name] > 1 or label in certain or role_word(label)
    }


def _full_names(labels: Iterable[str]) -> dict[str, str]:
    """Give the one full name that belongs to each set of initials."""
    by_initials: dict[str, list[str]] = {}
    for label in labels:
        names = label.split()
        if len(names) > 1 and all(name[0].isupper() for name in names):
            by_initials.setdefault("".join(name[0] for name in names), []).append(label)
    return {
        initials: labelled[0]
        for initials, labelled in by_initials.items()
        if len(labelled) == 1 and _INITIALS.fullmatch(initials)
    }
