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


@pytest.mark.parametrize(
    ("path", "says"), [("a.json", r"\.json files"), ("a", "without a suffix"), (".txt", "suffix")]
)
def test_other_suffixes_are_refused_by_name(path: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=rf"{says}.*\.docx, .*\.vtt"):
        readers.read(CAPTIONS, path=path)


def test_a_text_called_docx_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no Word file"):
        readers.read(b"ya", path="a.docx")
