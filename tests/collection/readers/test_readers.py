from collections.abc import Callable, Iterator
from importlib.metadata import EntryPoint

import pytest

from qualkit.collection import readers
from qualkit.errors import InvalidInput

CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>ya\n"


def test_every_module_of_the_folder_is_a_format() -> None:
    suffixes = {suffix for format_ in readers.formats() for suffix in format_.SUFFIXES}
    assert suffixes >= {".txt", ".md", ".markdown", ".docx", ".vtt", ".srt"}


def test_certain_content_wins_over_the_suffix() -> None:
    assert readers.read(CAPTIONS, path="a.TXT").text == "Ana: ya\n"
    assert readers.read(b"1\n00:00:01,000 --> 00:00:02,000\nya", path="a.vtt").text == "ya\n"


def test_other_suffixes_are_refused_by_name() -> None:
    with pytest.raises(InvalidInput, match=r"\.xyz files are not read.*\.docx, .*\.vtt"):
        readers.read(b"ya", path="a.xyz")
    with pytest.raises(InvalidInput, match=r"study\.collection\.survey"):
        readers.read(b"a,b\n1,2\n", path="a.csv")


def test_content_tells_a_format_whatever_the_file_is_called() -> None:
    assert readers.read(CAPTIONS, path="a.xyz").text == "Ana: ya\n"
    assert readers.read(CAPTIONS, path="a").text == "Ana: ya\n"


def test_a_text_without_a_suffix_is_plain_text() -> None:
    assert readers.read(b"ya", path="wawancara/a").text == "ya"


class Shouting:
    """Shouting (.shout)."""

    SUFFIXES = (".shout",)

    @staticmethod
    def sniff(data: bytes) -> bool:
        return data.startswith(b"!!")

    @staticmethod
    def read(data: bytes) -> readers.Reading:
        return readers.Reading(text=data.decode().upper())


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[object], None]]:
    """Puts something under the entry point for readers, as an installed package would."""

    def enter(value: object) -> None:
        entry = EntryPoint("loud", "loud:reader", "qualkit.readers")
        monkeypatch.setattr(EntryPoint, "load", lambda _: value)
        monkeypatch.setattr(readers, "entry_points", lambda **_: [entry])
        readers.formats.cache_clear()

    yield enter
    readers.formats.cache_clear()


def test_another_package_adds_a_reader(entered: Callable[[object], None]) -> None:
    entered(Shouting)
    assert readers.read(b"ya", path="a.shout").text == "YA"
    assert readers.read(b"!!ya", path="a.txt").text == "!!YA"


def test_an_entry_point_that_is_no_reader_is_named(entered: Callable[[object], None]) -> None:
    entered(object())
    with pytest.raises(InvalidInput, match=r"'loud' of loud:reader is none: it has no SUFFIXES"):
        readers.read(b"ya", path="a.txt")


def test_a_text_called_docx_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no Word file"):
        readers.read(b"ya", path="a.docx")
