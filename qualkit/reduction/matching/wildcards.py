"""The grammar of words, phrases and wildcards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.reduction.folding import EXTENDER, WORD, folded, kinds


@dataclass(frozen=True, slots=True, eq=False)
class Wildcard:
    """A word, phrase or wildcard, ready to be looked for in a folded text.

    ``piece`` is the literal to find. Where it ends in a ``*``, the span runs on to the end of the word
    (``opens`` to the left, ``closes`` to the right); otherwise a word must not run on there (``from_edge``,
    ``to_edge``). ``whole`` is the expression to match from the start of the span if there is more than
    the piece to the pattern.
    """

    piece: str
    opens: bool
    closes: bool
    from_edge: bool
    to_edge: bool
    whole: Any = None


def wildcard(pattern: str) -> Wildcard:
    """Compile a word, phrase or wildcard.

    Raises
    ------
    InvalidInput
        If nothing of the pattern but ``*`` could be looked for.
    """
    text = folded(pattern).text.strip()
    while "**" in text:
        text = text.replace("**", "*")
    opens, closes = text.startswith("*"), text.endswith("*")
    inner = text.strip("*")
    if inner == inner.strip() and "*" not in inner:
        piece, whole = inner, None
    else:
        piece, whole = inner.split("*")[0], _expression(text)
    shape = kinds(piece)
    if not piece.strip():
        raise InvalidInput(f"Pattern {pattern!r} has no word to look for. Write one next to the first '*'.")
    if not opens and shape[1] & EXTENDER:
        raise InvalidInput(
            f"Pattern {pattern!r} begins with a combining mark. Write the letter that bears it."
        )
    return Wildcard(
        piece=piece,
        opens=opens,
        closes=closes,
        from_edge=not opens and bool(shape[1] & WORD),
        to_edge=not closes and whole is None and bool(shape[-2] & WORD),
        whole=whole,
    )


def _expression(text: str) -> Any:
    """The regular expression of a folded pattern with wildcards, to be matched from the start of a word."""
    import regex

    words = (
        r"\w+" if word == "*" else r"\w*".join(regex.escape(part) for part in word.split("*"))
        for word in text.split(" ")
    )
    return regex.compile(" ".join(words) + (r"(?!\w)" if kinds(text)[-2] & WORD else ""))
