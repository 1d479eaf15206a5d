"""Rich text, held against LibreOffice, which writes the text of the same file."""

import contextlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.readers import richtext
from qualkit.errors import InvalidInput

FONTS = rb"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fcharset204 Arial;}{\f2\fnil\fcharset161 Arial;}}"
DOCUMENTS = {
    "western": rb"{\rtf1\ansi\ansicpg1252 M\'fcller: \'84Gut\'93 \u8211- \u252\'fcr 5\~\u8364?\par Ende\par}",
    "fonts": rb"{\rtf1\ansi\ansicpg1252"
    + FONTS
    + rb"\f1\'cf\'f0\'e8\'e2\'e5\'f2 \f0 caf\'e9 \f2\'e1\'e2\f0  x\par}",
    "japanese": rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 X;}}\f0\'82\'a0\'82\'a2 ya\par}",
    "pairs": rb"{\rtf1\ansi\uc1 siap \u-10179?\u-8704? \uc0\u233 \uc1 ya\par}",
    "specials": rb"{\rtf1\ansi a\emdash b\endash c\lquote d\rquote\ldblquote e\rdblquote f\{g\}\\cell h\par}",
    "asides": rb"{\rtf1\ansi{\header kepala\par}{\footer kaki\par}a{\field{\*\fldinst{HYPERLINK "
    rb'"http://example.org"}}{\fldrslt{tautan}}} b\par}',
}


@pytest.fixture(scope="module")
def converted(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rtf")
    for name, data in DOCUMENTS.items():
        (folder / f"{name}.rtf").write_bytes(data)
    command = [soffice, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
    files = [str(path) for path in sorted(folder.glob("*.rtf"))]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=180)
    return folder


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_text_is_what_libreoffice_reads(converted: Path, name: str) -> None:
    wanted = (converted / f"{name}.txt").read_text("utf-8-sig")
    assert richtext.read(DOCUMENTS[name]).text.split() == wanted.split()


@pytest.mark.parametrize(
    "data",
    [
        rb"{\rtf1\mac caf\'8e\par}",
        rb"{\rtf1\ansi\ansicpg10000 caf\'8e\par}",
        rb"{\rtf1\ansi\ansicpg0 caf\'e9\par}",
        rb"{\rtf1\ansi\ansicpg99999 caf\'e9\par}",
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 café\\par}".encode(),
        "{\\rtf1\\ansi\\ansicpg1252 café\\par}".encode("cp1252"),
        "{\\rtf1\\ansi\\ansicpg65001 café\\par}".encode(),
    ],
)
def test_odd_code_pages_and_bytes_written_as_they_are(data: bytes) -> None:
    assert richtext.read(data).text == "café\n"


def test_rows_of_a_table_are_speech_as_in_word() -> None:
    said = [("P", "Siap?"), ("I", "Siap, Bu."), ("P", "Ya."), ("I", "Ya.")]
    rows = "".join(f"\\trowd\\cellx1\\cellx2\\intbl {who}\\cell {text}\\cell\\row" for who, text in said)
    reading = richtext.read(f"{{\\rtf1\\ansi Judul\\par {rows}\\pard Akhir\\par}}".encode())
    assert [(turn.speaker, reading.text[turn.start : turn.end]) for turn in reading.turns or ()] == [
        (None, "Judul"),
        *said,
        (None, "Akhir"),
    ]


def test_what_is_deleted_or_beside_the_body_is_not_there_and_asides_are_counted() -> None:
    data = (
        rb"{\rtf1{\header x}{\headerf y}a{\deleted b} c{\footnote d}{\*\annotation e}"
        rb"{\pict\bin8 }}}\par }{f}\par}"
    )
    reading = richtext.read(data)
    assert reading.text == "a cf\n"
    assert reading.remarks == (
        "1 comment left out: only the body is read.",
        "2 headers left out: only the body is read.",
        "1 note left out: only the body is read.",
    )


@pytest.mark.parametrize(
    "padding",
    [
        b" " * 300_000,
        b"\\f1" * 300_000,
        b"{\\field{\\*\\fldinst{" * 100_000,
        b"{" * 300_000,
        b"\\'" * 300_000,
    ],
)
def test_no_repetition_holds_the_reader_up(padding: bytes) -> None:
    data = b"{\\rtf1\\ansi{\\fonttbl " + padding + b"}siap " + padding + b"}"
    with contextlib.suppress(InvalidInput):
        assert richtext.read(data).text.startswith("siap")


@given(st.text(st.characters(exclude_categories=["C"]), min_size=1))
def test_any_text_comes_back_from_its_codes(text: str) -> None:
    units = memoryview(f"a{text}b".encode("utf-16-le")).cast("H")
    coded = "".join(f"\\u{unit - 65536 if unit > 32767 else unit}?" for unit in units)
    assert richtext.read(f"{{\\rtf1\\ansi {coded}\\par}}".encode()).text == f"a{text}b\n"
