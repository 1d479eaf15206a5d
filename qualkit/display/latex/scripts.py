"""Writing systems that the font of a paper lacks: which text is in one, and which free fonts have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

OTHER = "Other"
_RIGHT_TO_LEFT = ("Arabic", "Hebrew", "Syriac", "Thaana")
_SPACED = (
    *("Greek", "Cyrillic", "Armenian", "Georgian", "Hangul", "Ethiopic", "Tibetan", "Myanmar", "Khmer"),
    *("Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam"),
    *("Sinhala", "Mongolian", "Javanese", "Balinese", "Sundanese", "Buginese", "Batak"),
)
_SPACELESS = {
    "Han": r"\p{Han}\p{Hiragana}\p{Katakana}\p{Bopomofo}\u3000-\u303f\u30fb\u30fc\uff00-\uffef",
    "Thai": r"\p{Thai}",
    "Lao": r"\p{Lao}",
}
_AS_THE_TEXT = ("Greek", "Cyrillic", OTHER)  # the paper's own font may well have them
_UNKNOWN_TO_FONTSPEC = ("Greek", "Cyrillic", "Han", OTHER)
_PREFERRED = {
    "Arabic": ("Noto Naskh Arabic", "Amiri", "Scheherazade New"),
    "Hebrew": ("Noto Serif Hebrew", "SBL Hebrew"),
    "Han": (
        *("Noto Serif CJK SC", "Noto Serif CJK JP", "Source Han Serif SC", "Noto Sans CJK SC"),
        *("FandolSong-Regular.otf", "WenQuanYi Zen Hei", "Droid Sans Fallback"),
    ),
    "Hangul": ("Noto Serif CJK KR", "Noto Sans CJK KR", "NanumMyeongjo", "UnBatang", "Droid Sans Fallback"),
    OTHER: ("Noto Serif", "DejaVu Serif", "Noto Sans Symbols", "Noto Sans Symbols2", "Noto Emoji", "Symbola"),
}
_EVERYWHERE = ("FreeSerif", "DejaVu Sans")
_NO_LINE_BEFORE = frozenset(
    "、。，．！？；：）」』】》〉〕・ー…％々ぁぃぅぇぉっゃゅょァィゥェォッャュョะาำๅๆฯ"
)
_NO_LINE_AFTER = frozenset("（「『【《〈〔เแโใไ")


@cache
def pattern() -> Any:
    """What finds runs of text in one of the scripts; the name of the group that matched is the script."""
    import regex

    right = [_run(name, edge="[()«»]*") for name in _RIGHT_TO_LEFT]
    spaced = [_run(name, edge="") for name in _SPACED]
    spaceless = [f"(?P<{name}>[{signs}]+)" for name, signs in _SPACELESS.items()]
    return regex.compile("|".join([*right, *spaced, *spaceless]))


def _run(name: str, *, edge: str) -> str:
    """Words of a script, the spaces and stops between them, and what may stand at their edges."""
    digits = r"\u0600-\u06ff" if name == "Arabic" else ""
    sign = rf"{digits}\p{{{name}}}"
    word = rf"[{sign}\p{{M}}\u200c\u200d]"
    between = rf"{edge}[ .,:;!?()\u0964\u0965-]+{edge}"
    return rf"(?P<{name}>{edge}[{sign}]{word}*(?:{between}{word}+)*[\u0964\u0965]?{edge})"


def breakable(script: str, text: str) -> str:
    """The text with a space, which TeX gives no width, wherever a line may end in scripts without spaces."""
    if script not in _SPACELESS:
        return text
    import regex

    signs: list[str] = regex.findall(r"\X", text.replace("\u3000", ""))
    return "".join(_followed(signs))


def _followed(signs: list[str]) -> Iterator[str]:
    for sign, following in zip(signs, [*signs[1:], ""], strict=True):
        joined = not following or following in _NO_LINE_BEFORE or sign in _NO_LINE_AFTER
        yield sign if joined else f"{sign} "


def probes(scripts: Iterable[str]) -> Iterator[str]:
    r"""The TeX that looks for a font for each script.

    >>> print(*probes(["Thai"]))
    \qkprobe{Thai}{Script=Thai}{Noto Serif Thai,Noto Sans Thai,FreeSerif,DejaVu Sans}
    """
    for script in sorted(scripts):
        option = "" if script in _UNKNOWN_TO_FONTSPEC else f"Script={script}"
        own = ("main",) if script in _AS_THE_TEXT else ()
        preferred = _PREFERRED.get(script, (f"Noto Serif {script}", f"Noto Sans {script}"))
        yield f"\\qkprobe{{{script}}}{{{option}}}{{{','.join((*own, *preferred, *_EVERYWHERE))}}}"
