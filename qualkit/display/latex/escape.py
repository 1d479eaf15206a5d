"""Text as LaTeX prints it: every character as it stands, whatever its script and the engine."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from qualkit.display.content import clean
from qualkit.display.latex.scripts import OTHER, breakable, pattern

_SIGNS = {
    **{sign: f"\\{sign}" for sign in "{}#$%&_"},
    **{sign: f"{{{sign}}}" for sign in "[]*"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2007": "~",
    "\u200b": r"\allowbreak{}",
    "\u2011": r"\mbox{-}",
    "\u202f": r"\,",
}
_APART = "\x00"  # between two signs that a font would join to one
_SPACES = "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029\u205f" + "".join(map(chr, range(0x2000, 0x2007)))
_INVISIBLE = (
    range(32),
    range(0x7F, 0xA0),
    range(0x200E, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
)
_AS_PRINTED = str.maketrans(
    {
        **{chr(code): "" for codes in _INVISIBLE for code in codes},
        **{chr(code): "" for code in (*range(0xFE00, 0xFE10), 0xFEFF)},
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys("\u2008\u2009\u200a", " "),
        **_SIGNS,
        _APART: r"\kern0pt{}",
    }
)
_LIGATURE = re.compile(r"([-,<>])(?=\1)")
# what the fonts of all three engines have, in T1 encoding
_KNOWN = "\x20-\x7e¡-¬®-·¹-ĥĨ-ķĹ-ľŁ-ňŊ-ťŨ-žȘ-ț–—‘’‚“”„†‡•…‰‹›€™"
_UNKNOWN = re.compile(f"[^{_KNOWN}]")
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
_GREEK = {
    letter: f"\\{unicodedata.name(letter).rpartition(' ')[2].lower().replace('lamda', 'lambda')}"
    for letter in "αβγδεζηθικλμνξπρστυφχψω"
}
_CAPITALS = {letter.upper(): f"\\{_GREEK[letter][1:].title()}" for letter in "γδθλξπσυφψω"}
# what pdfLaTeX, or a font that lacks the sign, shows
_STAND_INS = {
    **{sign: f"\\ensuremath{{{command}}}" for sign, command in {**_GREEK, **_CAPITALS}.items()},
    **{sign: f"\\ensuremath{{{command}}}" for sign, command in {
        "→": r"\rightarrow", "←": r"\leftarrow", "↑": r"\uparrow", "↓": r"\downarrow",
        "↔": r"\leftrightarrow", "⇒": r"\Rightarrow", "⇐": r"\Leftarrow", "⇔": r"\Leftrightarrow",
        "↗": r"\nearrow", "↘": r"\searrow", "−": "-", "≤": r"\leq", "≥": r"\geq", "≠": r"\neq",
        "≈": r"\approx", "≡": r"\equiv", "∞": r"\infty", "√": r"\surd", "✓": r"\surd", "✔": r"\surd",
        "✗": r"\times", "✘": r"\times", "●": r"\bullet", "○": r"\circ", "△": r"\triangle", "★": r"\star",
        "∆": r"\Delta", "∑": r"\sum", "∈": r"\in", "∩": r"\cap", "∪": r"\cup",
    }.items()},
    "\u02bb": r"\textquoteleft{}",
    "\u02bc": r"\textquoteright{}",
    "\u02be": r"\textquoteright{}",
    "\u02bf": r"\textquoteleft{}",
    "\u2010": "-",
    "\u2012": "--",
    "\u2015": "---",
}  # fmt: skip
_JOINERS = "\u200c\u200d"
_CODES = 8  # code points that are shown of a run that no font has
_LONG_WORD = re.compile("[!-~À-ɏ]{25,}")
_SYLLABLES = 10  # characters of a long word between two places where a line may end
_BEGINS_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_FIRST_LETTER = re.compile(r"[^\W\d_]")
_RIGHT = re.compile(f"[{_BEGINS_RIGHT}]")
_TO_THE_RIGHT = re.compile(f"[{_BEGINS_RIGHT}](?:[\\W\\d_{_BEGINS_RIGHT}]*[{_BEGINS_RIGHT}])?")
_TO_THE_LEFT = re.compile(rf"[^\W{_BEGINS_RIGHT}_](?:[^{_BEGINS_RIGHT}]*[^\W{_BEGINS_RIGHT}_])?|\d+")


def escape(text: str) -> str:
    r"""The text so that LaTeX prints it verbatim, on one line; control characters are dropped.

    >>> print(escape("50% of [A] -- \\x"))
    50\% of {[}A{]} -\kern0pt{}- \textbackslash{}x
    >>> print(escape("ḥ 字"))
    \d{h} \qkscript{Han}{字}{\qkcodes{5B57}}
    """
    divided = _LONG_WORD.sub(_divided, unicodedata.normalize("NFC", clean(text)))
    printed = _LIGATURE.sub(rf"\1{_APART}", divided).translate(_AS_PRINTED)
    return str(_foreign().sub(_in_script, printed)) if _UNKNOWN.search(printed) else printed


def runs_right(text: str) -> bool:
    """Whether the first letter of the text belongs to a script that runs from right to left.

    >>> runs_right("“العمل” P01"), runs_right("kata العمل")
    (True, False)
    """
    first = None if text.isascii() else _FIRST_LETTER.search(text)
    return first is not None and _RIGHT.match(first.group()) is not None


def directed(text: str, *, right: bool = False) -> str:
    """The escaped text of a paragraph that runs from the left or the right, each part in its direction."""
    if right:
        return _each(_TO_THE_LEFT, text, command="qkleft")
    if text.isascii() or not _RIGHT.search(text):
        return escape(text)
    return _each(_TO_THE_RIGHT, text, command="qkright")


def _each(direction: re.Pattern[str], text: str, *, command: str) -> str:
    parts: list[str] = []
    last = 0
    for found in direction.finditer(text):
        inner = found.group()
        turned = directed(inner, right=True) if command == "qkright" else escape(inner)
        parts.extend((escape(text[last : found.start()]), f"\\{command}{{{turned}}}"))
        last = found.end()
    return "".join((*parts, escape(text[last:])))


def _divided(found: re.Match[str]) -> str:
    word = found.group()
    parts = (word[start : start + _SYLLABLES] for start in range(0, len(word), _SYLLABLES))
    return ("\u00ad" if word.isalpha() else "\u200b").join(parts)


@cache
def _foreign() -> Any:
    import regex

    accented = rf"(?P<accented>(?<!\\)[A-Za-z]\p{{M}}+|(?=[^{_KNOWN}])\p{{Latin}}\p{{M}}*)"
    return regex.compile(rf"{pattern().pattern}|{accented}|(?P<{OTHER}>(?=[^{_KNOWN}])\X)")


def _in_script(found: Any) -> str:
    text: str = found.group()
    if found.lastgroup == "accented":
        return _accented(text) or _script(OTHER, text)
    return _script(found.lastgroup, text)


def _accented(cluster: str) -> str | None:
    letter, *marks = list(unicodedata.normalize("NFD", cluster))
    if not letter.isascii() or not all(mark in _ACCENTS for mark in marks):
        return None
    for mark in marks:
        letter = f"\\{_ACCENTS[mark]}{{{letter}}}"
    return letter


def _script(script: str, text: str) -> str:
    if not text.strip(_JOINERS):
        return ""
    return f"\\qkscript{{{script}}}{{{breakable(script, text)}}}{{{_stand_in(text)}}}"


def _stand_in(text: str) -> str:
    if all(sign in _STAND_INS or sign == " " for sign in text):
        return "".join(_STAND_INS.get(sign, sign) for sign in text)
    codes = [f"{ord(sign):04X}" for sign in text if not sign.isascii()]
    more = f" +{len(codes) - _CODES}" if len(codes) > _CODES else ""
    return f"\\qkcodes{{{' '.join(codes[:_CODES])}{more}}}"
