import pytest

from qualkit.collection.readers import webpage
from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput


def test_names_in_bold_are_labels_of_speech() -> None:
    said = [("Ani", "Siap, semua?"), ("Budi", "Siap."), ("Ani", "Ya?"), ("Budi", "Ya.")]
    page = "<!DOCTYPE html><html><body>" + "".join(f"<p><b>{who}:</b> {text}</p>" for who, text in said)
    source = read_source(page.encode(), path="unduhan.txt")
    assert source.kind == "interview"
    assert [(turn.speaker, source.text[turn.start : turn.end]) for turn in source.turns] == said


@pytest.mark.parametrize(
    ("data", "is_html"),
    [
        (b"<!-- x -->\n<HTML>", True),
        (b"<?xml version='1.0'?><!DOCTYPE html>", True),
        (b"<TEI>", False),
        (b"", False),
        (b"\xff\xfe", False),
    ],
)
def test_html_is_told_by_its_beginning(data: bytes, *, is_html: bool) -> None:
    assert webpage.sniff(data) is is_html


def test_a_declared_encoding_of_xhtml_is_used() -> None:
    data = "<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>é<br/>ya</p></body></html>"
    assert webpage.read(data.encode("latin-1")).text == "é\nya\n"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="The web page holds no text"):
        webpage.read(b"<html><script>x()</script></html>")
