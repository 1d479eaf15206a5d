"""Numbers in cells: which of them a sheet can hold, and how it writes them."""

from __future__ import annotations

import re
from locale import windows_locale
from typing import Any

from qualkit.display.values import missing, numbers, printed
from qualkit.language import number, tag

_HELD = re.compile(r"-?[\d,]+(?:\.(\d+))?")
_DIGITS = 15  # that a sheet keeps of a number
_LOCALES = {name.replace("_", "-"): f"[$-{code:X}]" for code, name in windows_locale.items()}


def pattern(value: Any, language: str, *, grouped: bool = True, share: float | None = None) -> str | None:
    r"""The format in which a sheet writes a number as displays print it; None for what is no such number.

    >>> pattern(1234.5, "id"), pattern(2023, "en", grouped=False), pattern(5, "nl", share=41.7)
    ('[$-421]#,##0.0', '[$-409]0', '[$-413]#,##0" (42\xa0%)"')
    >>> pattern("5", "en"), pattern(196512311990031001, "en"), pattern(float("nan"), "en")
    (None, None, None)
    """
    if missing(value) or numbers([value]) is None:
        return None
    digits = number(value, "en") if grouped else printed(value, "en")
    held = _HELD.fullmatch(digits)
    if held is None or sum(map(str.isdecimal, digits)) > _DIGITS:
        return None
    decimals = f".{'0' * len(held[1])}" if held[1] else ""
    behind = "" if share is None else f'" ({share:.0f}\u00a0%)"'
    return f"{_LOCALES.get(tag(language), '')}{'#,##0' if grouped else '0'}{decimals}{behind}"
