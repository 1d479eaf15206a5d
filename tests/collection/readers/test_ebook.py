import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest

from qualkit.collection.readers import ebook
from qualkit.errors import InvalidInput

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
PACKAGE = """
<package>
<manifest><item id="one" href="bab%201.xhtml"/><item id="two" href="bab2.xhtml"/></manifest>
<spine><itemref idref="two"/><itemref idref="one"/></spine>
</package>"""
PAGE = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title/></head><body><p>{}</p></body></html>"
ENCRYPTION = "<encryption><EncryptedData><CipherReference URI='{}'/></EncryptedData></encryption>"
BOOK = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": CONTAINER,
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/bab 1.xhtml": PAGE.format("“satu” é"),
    "OEBPS/bab2.xhtml": PAGE.format("dua"),
}


def packed(members: Mapping[str, str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_chapters_are_read_in_the_order_of_the_book() -> None:
    assert ebook.read(packed(BOOK)).text == "dua\n“satu” é\n"
    assert ebook.sniff(packed(BOOK))


def test_a_chapter_that_is_missing_is_remarked() -> None:
    reading = ebook.read(packed({name: text for name, text in BOOK.items() if "bab2" not in name}))
    assert (reading.text, len(reading.remarks)) == ("“satu” é\n", 1)


def test_a_book_with_encrypted_chapters_is_refused_but_fonts_do_not_matter() -> None:
    fonts = packed({**BOOK, "META-INF/encryption.xml": ENCRYPTION.format("OEBPS/font.otf")})
    assert ebook.read(fonts).text.startswith("dua")
    with pytest.raises(InvalidInput, match="encrypted"):
        ebook.read(packed({**BOOK, "META-INF/encryption.xml": ENCRYPTION.format("OEBPS/bab%201.xhtml")}))


@pytest.mark.parametrize(
    ("missing", "says"), [("META-INF/container.xml", "no EPUB"), ("OEBPS/book.opf", "list of its chapters")]
)
def test_a_damaged_book_is_refused(missing: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        ebook.read(packed({name: text for name, text in BOOK.items() if name != missing}))
