import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.decoding import decode, decode_naming_encoding, encoding_remarks
from qualkit.errors import InvalidInput

INDONESIAN = "Ibu bilang “siap” — kami, ya, mulai dari tujuan.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_is_read_whatever_its_encoding(encoding: str) -> None:
    assert decode(INDONESIAN.encode(encoding)) == INDONESIAN


def test_utf16_big_endian_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + INDONESIAN.encode("utf-16-be")) == INDONESIAN


@given(st.text(alphabet=st.characters(exclude_characters="\0\r\ufeff", codec="utf-8"), min_size=1))
def test_utf8_comes_back_unchanged(text: str) -> None:
    if text.isspace():
        return
    assert decode(("x" + text).encode()) == "x" + text


def test_line_ends_of_every_system_become_newlines() -> None:
    assert decode(b"satu\r\ndua\rtiga\n") == "satu\ndua\ntiga\n"


def test_composition_and_line_separators_are_left_alone() -> None:
    text = "e\u0301\u2028\u0085x"
    assert decode(text.encode()) == text


def test_another_alphabet_is_recognised() -> None:
    russian = "Мы начали с цели, потом обсудили условия и варианты. " * 20
    assert decode(russian.encode("cp1251")) == russian


def test_a_guessed_encoding_is_remarked() -> None:
    encoding = decode_naming_encoding(INDONESIAN.encode("cp1252"))[1]
    assert "cp1252" in encoding_remarks(encoding)[0]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04rest", "rename it to .docx"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
        (b"{\\rtf1", "RTF"),
        (b"abc\0\0\x01def" * 10, "binary"),
        (b"\xfd\xfe\0\x01\x02" * 40, "binary"),
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (codecs.BOM_UTF8, "empty"),
    ],
)
def test_what_is_no_text_is_refused_with_advice(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        decode(data)


def test_truncated_utf16_is_refused() -> None:
    with pytest.raises(InvalidInput, match="utf-16-le"):
        decode(codecs.BOM_UTF16_LE + b"a\0b")
