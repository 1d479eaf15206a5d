from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualkit.display.latex import document
from qualkit.display.latex.escape import directed, escape, runs_right

NAMED = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textquotedbl": '"',
    "textquotesingle": "'",
    "textasciigrave": "`",
    "kern0pt": "",
    "allowbreak": "",
}


def read(escaped: str) -> str:
    """What TeX would print of escaped ASCII text."""

    def printed(found: re.Match[str]) -> str:
        return NAMED[found[1]] if found[1] else found[2] or found[3]

    return re.sub(r"\\([a-z0-9]+)\{\}|\\([{}#$%&_-])|\{([][*])\}", printed, escaped)


@example("\\[")
@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=24))
def test_ascii_is_read_back_as_it_was(text: str) -> None:
    assert read(escape(text)) == text


@given(st.text())
def test_braces_balance_and_no_control_character_is_left(text: str) -> None:
    escaped = escape(text)
    bare = re.sub(r"\\[{}]", "", escaped)
    assert bare.count("{") == bare.count("}")
    assert not re.search("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", escaped)


@given(st.text())
def test_no_sign_of_tex_is_left_bare(text: str) -> None:
    assert not re.search(r"(?<!\\)[#$%&_^]", escape(text).replace(r"\^", "").replace("\\\\", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a--b---c", r"a-\kern0pt{}-b-\kern0pt{}-\kern0pt{}-c"),
        ("<<,,>>", r"\textless{}\kern0pt{}\textless{},\kern0pt{},\textgreater{}\kern0pt{}\textgreater{}"),
        ("?`", r"?\textasciigrave{}"),
        ("[x] *", "{[}x{]} {*}"),
        ("a\nb\tc\u2028d\x00\x85\ud800e", "a b c d e"),
        ("1\u00a0000 soft\u00adly \u200b\ufeff\u202e", r"1~000 soft\-ly \allowbreak{}"),
        ("ḥ ế q\u0303", r"\d{h} \'{\^{e}} \~{q}"),
        ("“é” – ő", "“é” – ő"),
        ("α → ✓", r"\qkscript{Greek}{α}{\ensuremath{\alpha}} \qkscript{Other}{→}{\ensuremath{\rightarrow}} "
         r"\qkscript{Other}{✓}{\ensuremath{\surd}}"),
        ("中文，好", r"\qkscript{Han}{中 文， 好}{\qkcodes{4E2D 6587 FF0C 597D}}"),
        ("\ue000", r"\qkscript{Other}{}{\qkcodes{E000}}".replace("{}", "{\ue000}")),
    ],
)  # fmt: skip
def test_each_sign_is_printed_as_it_stands(text: str, expected: str) -> None:
    assert escape(text) == expected


def test_a_word_too_long_for_a_column_may_be_broken() -> None:
    assert r"\-" in escape("a" * 60)
    assert r"\allowbreak{}" in escape("https://example.org/a/b/c/d/e/f/g")
    assert escape("responsibilities") == "responsibilities"


def test_direction_is_that_of_the_first_letter_and_parts_keep_their_own() -> None:
    assert runs_right("(2024) שלום abc")
    assert not runs_right("abc שלום")
    assert directed("abc שלום 12 עולם.") == (
        r"abc \qkright{\qkscript{Hebrew}{שלום}{\qkcodes{05E9 05DC 05D5 05DD}} \qkleft{12} "
        r"\qkscript{Hebrew}{עולם}{\qkcodes{05E2 05D5 05DC 05DD}}}."
    )
    assert directed("שלום ab c", right=True).endswith(r" \qkleft{ab c}")


def test_every_engine_sets_any_text_without_an_error(engine: str, typeset: Callable[..., Any]) -> None:
    from qualkit.display.latex.preamble import opening

    drawn = random.Random(5)
    texts = ["".join(chr(drawn.randrange(0x110000)) for _ in range(12)) for _ in range(40)]
    texts += ["".join(chr(drawn.randrange(0x800)) for _ in range(30)) for _ in range(60)]
    body = "\n\n".join(map(escape, texts))
    printed = typeset(document([opening(body) + body], language="en"), engine)
    assert printed.errors == []
    assert "U+" in printed.text


def test_what_pdflatex_cannot_print_is_there_as_code_points(typeset: Callable[..., Any]) -> None:
    from qualkit.display.latex.preamble import opening

    body = directed("Kata العمل")
    printed = typeset(document([opening(body) + body], language="en"), "pdflatex")
    assert "Kata [U+0627 0644 0639 0645 0644]" in printed.text


def test_xelatex_prints_every_sign_of_ascii_and_accented_letters(typeset: Callable[..., Any]) -> None:
    from qualkit.display.latex.preamble import opening

    wanted = [*"!#$%&()*+/:;=?@[\\]^_{|}~<>\"'`", "--", "---", "<<", ",,", "?`", "é", "ḥ", "ő"]
    body = "\n\n".join(f"x{escape(sign)}x" for sign in wanted)
    printed = typeset(document([opening(body) + body], language="en"))
    shown = unicodedata.normalize("NFC", printed.text).split()
    assert [f"x{sign}x" for sign in wanted if f"x{sign}x" not in shown] == []
