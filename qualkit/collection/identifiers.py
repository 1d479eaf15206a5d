"""Numbers and addresses that identify a person: e-mail, telephone, identity and employee numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = (
    "januari|februari|march|maret|april|may|mei|june|juni|july|juli|august|agustus|september|october|oktober"
    "|november|december|desember|january|february"
)
_BORN = r"(?:lahir|tanggal lahir|tgl\.? lahir|born(?: on)?|date of birth|dob)"

# The letters with which Indonesian number plates begin, by region of registration.
_PLATES = "(?:A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEGHKLMNRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[AB]?|R|S|T|W|Z)"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch ``[start, end)`` of a text that identifies somebody, and as what."""

    start: int
    end: int
    kind: str
    text: str


def find_identifiers(text: str) -> Iterator[Identifier]:
    """Find numbers and addresses that identify a person; each stretch once, as the surest kind.

    Indonesian identity numbers (NIK), employee numbers (NIP), tax numbers (NPWP) and licence plates are told
    by their structure, so that amounts of money, years and numbers of regulations are none.

    Examples
    --------
    >>> [(each.kind, each.text) for each in find_identifiers("HP 0812-3456-7890, NIK 5271014505900001")]
    [('phone', '0812-3456-7890'), ('id number', '5271014505900001')]
    """
    found = [
        Identifier(*match.span("id"), kind, match["id"])
        for kind, pattern, holds in _KINDS
        for match in pattern.finditer(text)
        if holds(match["id"])
    ]
    past = 0
    for each in sorted(found, key=lambda each: each.start):
        if each.start >= past:
            yield each
            past = each.end


def _is_nik(given: str) -> bool:
    """Tell an identity number: region, date of birth (women's day of birth plus 40), serial number."""
    digits = _digits(given)
    day = int(digits[6:8])
    return 11 <= int(digits[:2]) <= 97 and _is_day(day - 40 if day > 40 else day, digits[8:10])


def _is_nip(given: str) -> bool:
    """Tell an employee number: date of birth, month of appointment, sex, serial number."""
    digits = _digits(given)
    try:
        born, appointed = (date(int(digits[at : at + 4]), int(digits[at + 4 : at + 6]), 1) for at in (0, 8))
    except ValueError:
        return False
    years = appointed.year - born.year
    return (
        born.year >= 1930
        and 15 <= years <= 60
        and digits[14] in "12"
        and _is_day(int(digits[6:8]), digits[4:6])
    )


def _is_day(day: int, month: str) -> bool:
    return 1 <= day <= 31 and 1 <= int(month) <= 12


def _is_phone(given: str) -> bool:
    return 8 <= len(_digits(given)) <= 15


def _digits(given: str) -> str:
    return "".join(filter(str.isdigit, given))


def _always(_: str) -> bool:
    return True


def _kind(
    name: str, pattern: str, holds: Callable[[str], bool] = _always
) -> tuple[str, re.Pattern[str], Callable[[str], bool]]:
    return name, re.compile(rf"(?<![\w@.+-])(?:{pattern})(?![\w@])", re.IGNORECASE), holds


_KINDS = (
    _kind("email", r"(?P<id>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
    _kind("address", r"(?P<id>(?:https?://|www\.)[^\s<>()]*[^\s<>().,;:!?])"),
    _kind("handle", r"(?P<id>@[a-z]\w*(?:\.\w+)*)"),
    _kind("id number", r"(?P<id>\d{8}[ .-]?\d{6}[ .-]?\d[ .-]?\d{3})", _is_nip),
    _kind("id number", r"(?P<id>\d{6}[ .-]?\d{6}[ .-]?\d{4}|\d{4}(?:[ .-]\d{4}){3})", _is_nik),
    _kind("id number", r"(?P<id>\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3})"),
    _kind("id number", r"npwp\W{1,3}(?P<id>\d{15,16})"),
    _kind("phone", r"(?P<id>62[ -]?8\d{1,2}(?:[ -]?\d{3,4}){2,3})", _is_phone),
    _kind("phone", r"(?P<id>(?:\+62|0)[ .-]?8\d{1,2}(?:[ .-]?\d{2,4}){2,3})", _is_phone),
    _kind("phone", r"(?P<id>\+\d{1,3}(?:[ .()-]{0,2}\d{2,4}){2,5})", _is_phone),
    _kind("phone", r"(?P<id>\(0\d{2,3}\)[ .-]?\d{3,4}[ .-]?\d{3,4})", _is_phone),
    _kind(
        "phone",
        r"(?:telp?|telepon|hp|wa|whatsapp|phone|tel)\W{1,3}(?P<id>0\d{2,3}(?:[ .-]?\d{3,4}){2})",
        _is_phone,
    ),
    _kind("phone", r"(?P<id>0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4})", _is_phone),
    _kind("passport", r"(?:paspor|passport)\D{1,12}(?P<id>[A-Z]{1,2}\d{6,7})"),
    _kind("licence plate", rf"(?P<id>(?-i:{_PLATES}) \d{{1,4}} (?-i:[A-Z]{{2,3}}))"),
    _kind(
        "birth date",
        rf"{_BORN}[^.\n]{{0,30}}?(?P<id>\d{{1,2}}[ ./-](?:\d{{1,2}}|{_MONTHS})[ ./-]\d{{4}}"
        r"|\d{4}-\d\d-\d\d)",
    ),
)
