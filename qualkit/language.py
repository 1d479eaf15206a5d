"""What is printed, in the reader's language: words, numbers, dates and lists.

Words stand in catalogues, ``translations/<language>/LC_MESSAGES/qualkit.po``. A folder that the environment
variable ``QUALKIT_TRANSLATIONS`` names can hold more, such as ``nl/LC_MESSAGES/qualkit.po``; its words come
before qualkit's own. What nobody has translated is printed as it stands, in English.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualkit.errors import InvalidInput

if TYPE_CHECKING:
    from babel import Locale
    from babel.messages import Message
    from babel.numbers import NumberPattern

_SHIPPED = Path(__file__).parent / "translations"
_OWN = "QUALKIT_TRANSLATIONS"
_FILE = Path("LC_MESSAGES") / "qualkit.po"
_LANGUAGE = re.compile(r"[A-Za-z]+([-_][A-Za-z0-9]+)*")
_SLOT = re.compile(r"\{[^{}]*\}|[{}]")
_PERIOD = re.compile(r"(\d{4})-(?:Q([1-4])|(\d{2})(-\d{2})?)")


def say(phrase: str, language: str | None, context: str | None = None, /, **values: Any) -> str:
    """A phrase in a language, its slots filled.

    Parameters
    ----------
    phrase
        The phrase in English.
    language
        A language tag; English where it is None.
    context
        What tells the phrase from others that are spelt alike.
    values
        What stands in the slots.

    Raises
    ------
    InvalidInput
        If a catalogue of the language cannot be read, or fills other slots than the phrase.

    Examples
    --------
    >>> say("Table", "id"), say("Table", "id-ID"), say("Table", "sas")
    ('Tabel', 'Tabel', 'Table')
    >>> say("Only {what}: {values}.", "id", what="peran", values="partisipan")
    'Hanya peran: partisipan.'
    """
    said = _phrases(language or "en", os.environ.get(_OWN)).get((context, phrase), phrase)
    return said.format(**values) if values else said


def everywhere(phrase: str, context: str | None = None) -> tuple[str, ...]:
    """A phrase in English, and in each language that has a catalogue.

    >>> everywhere("Definition")[:2]
    ('Definition', 'Definisi')
    """
    languages = _languages(os.environ.get(_OWN))
    return tuple(dict.fromkeys([phrase, *(say(phrase, each, context) for each in languages)]))


def tag(language: str) -> str:
    """The language tag by which Word spells: with the country where the language is mostly spoken.

    >>> tag("id"), tag("en-GB"), tag("xx")
    ('id-ID', 'en-GB', 'xx')
    """
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language)
    return f"{language}-{likely.rpartition('_')[2]}" if likely else language


def number(value: float, language: str) -> str:
    """A number as the language writes it, with at most two decimals.

    >>> number(1234.5, "en"), number(1234.5, "id"), number(3.0, "id")
    ('1,234.5', '1.234,5', '3')
    """
    return str(_decimal(language).apply(value, _locale(language)))


def localised(digits: str, language: str) -> str:
    """A number written in English with the marks of the language.

    >>> localised("0.50", "id"), localised("0.50", "en")
    ('0,50', '0.50')
    """
    return digits.translate(_marks(language))


def date(text: str, language: str) -> str:
    """A date, month or quarter as the language writes it; any other text as it is.

    >>> date("2023-02-14", "en"), date("2023-05", "id"), date("2023-Q1", "en"), date("2023", "en")
    ('Feb 14, 2023', 'Mei 2023', 'Q1 2023', '2023')
    """
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    from babel.dates import format_date, format_skeleton

    year, quarter, month, day = found.groups()
    try:
        first = datetime.date.fromisoformat(f"{year}-{month or f'{3 * int(quarter):02}'}{day or '-01'}")
    except ValueError:
        return text
    if day:
        return format_date(first, "medium", locale=_locale(language))
    return format_skeleton("yQQQ" if quarter else "yMMM", first, locale=_locale(language))


def listed(items: Iterable[str], language: str) -> str:
    """Texts in a row, with the comma of the language between them.

    >>> listed(["a", "b"], "id"), listed(["a", "b"], "ja")
    ('a, b', 'a、b')
    """
    return _comma(language).join(items)


@cache
def _phrases(language: str, own: str | None) -> Mapping[tuple[str | None, str], str]:
    """All translations, by context and phrase: those of the country and of the own folder before others."""
    found: dict[tuple[str | None, str], str] = {}
    for folder in reversed(_folders(own)):
        for name in reversed(_names(language)):
            found |= _read(folder / name / _FILE)
    return found


def _folders(own: str | None) -> list[Path]:
    return [Path(own), _SHIPPED] if own else [_SHIPPED]


@cache
def _languages(own: str | None) -> tuple[str, ...]:
    """The languages that have a catalogue."""
    found = (
        file.parts[-len(_FILE.parts) - 1] for folder in _folders(own) for file in folder.glob(f"*/{_FILE}")
    )
    return tuple(sorted(set(found)))


def _names(language: str) -> list[str]:
    """The names that a language tag can have, the most exact first: ``pt_BR``, ``pt``."""
    parts = re.split("[-_]", language) if _LANGUAGE.fullmatch(language) else []
    return ["_".join(parts[:size]) for size in range(len(parts), 0, -1)]


def _read(path: Path) -> dict[tuple[str | None, str], str]:
    if not path.is_file():
        return {}
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            messages = [each for each in read_po(file, abort_invalid=True) if each.id and each.string]
    except (PoFileError, UnicodeDecodeError) as problem:
        raise InvalidInput(
            f"{path} is no catalogue of translations: {problem} Correct it or take it away."
        ) from None
    return dict(_translated(each, path) for each in messages if not each.fuzzy)


def _translated(message: Message, path: Path) -> tuple[tuple[str | None, str], str]:
    phrase, said = str(message.id), str(message.string)
    if slots(phrase) != slots(said):
        raise InvalidInput(
            f"{path}, line {message.lineno}: the translation of {phrase!r} needs the same words in braces."
        )
    return (message.context, phrase), said


def slots(phrase: str) -> set[str]:
    """What stands in braces in a phrase, with them."""
    return set(_SLOT.findall(phrase))


@cache
def _locale(language: str) -> Locale:
    """Where the conventions of a language are found; those of English where they are not known."""
    from babel import Locale, localedata

    return Locale.parse(next(filter(localedata.exists, _names(language)), "en"))


@cache
def _decimal(language: str) -> NumberPattern:
    """How the language groups digits, with at most two decimals."""
    from babel.numbers import parse_pattern

    return parse_pattern(_locale(language).decimal_formats[None].pattern.replace(".###", ".##"))


@cache
def _marks(language: str) -> dict[int, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = _locale(language)
    return str.maketrans({".": get_decimal_symbol(locale), ",": get_group_symbol(locale)})


@cache
def _comma(language: str) -> str:
    between: str = _locale(language).list_patterns["standard"]["middle"]
    return between.removeprefix("{0}").removesuffix("{1}")
