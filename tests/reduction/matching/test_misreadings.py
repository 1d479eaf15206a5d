from __future__ import annotations

import pytest

from qualkit import Codebook
from qualkit.errors import InvalidInput
from qualkit.reduction.matching.misreadings import misreading


@pytest.mark.parametrize(
    ("written", "read", "meant"),
    [
        ("surat tugas|surat kuasa", "surat tugas|surat kuasa", "'surat tugas | surat kuasa'"),
        ("a| b |c", "a| b |c", "'a | b | c'"),
        ("lemma:sign|letter", "lemma:sign|letter", "'lemma:sign | letter'"),
        ("x EXCEPT b, c|d", "c|d", "'c | d'"),
        ("coach* near/5 komit*", "near/5", "'NEAR/5'"),
        ("coach* Then/Sentence komit*", "Then/Sentence", "'THEN/sentence'"),
        ("a BEFORE/5 b", "BEFORE/5", "'NEAR/5' (in any order) or 'THEN/5' (in this order)"),
    ],
)
def test_what_looks_like_an_operator_is_told_with_what_to_write(written: str, read: str, meant: str) -> None:
    assert (misreading(written) or "").startswith(
        f"Pattern {written!r} looks for {read!r} as it stands. Write {meant}, or"
    )


@pytest.mark.parametrize(
    "written",
    [
        "a | b",
        "a NEAR/5 b",
        '"a|b" | "c near/5 d"',
        "re:a|b",
        "a | re:b|near/5 c",
        "PP/71",
        "and/or",
        "e-Samsat",
        "1/2",
        "a|",
        "near / 5",
    ],
)
def test_what_is_as_it_seems_is_not_remarked(written: str) -> None:
    assert misreading(written) is None


def test_a_codebook_says_the_line_of_a_pattern_that_is_hardly_meant() -> None:
    with pytest.raises(InvalidInput, match=r"line 3: Pattern 'a\|b' looks for .* Write 'a \| b'"):
        Codebook.parse("codes:\n  - name: x\n    patterns: ['a|b']\n")
    assert Codebook.parse("""codes: [{name: x, patterns: ['"a|b"']}]""")["x"].patterns == ('"a|b"',)
