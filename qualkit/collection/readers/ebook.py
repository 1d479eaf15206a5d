"""EPUB (.epub): electronic books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from qualkit.archive import Archive
from qualkit.collection.hypertext import html_blocks, html_text
from qualkit.collection.readers import Reading
from qualkit.collection.written import left_out, read_blocks
from qualkit.errors import InvalidInput
from qualkit.markup import local_name, parse_xml

SUFFIXES = (".epub",)
_WHAT = "EPUB file"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def sniff(data: bytes) -> bool:
    """Tell EPUB by the type that its archive begins with."""
    return b"mimetypeapplication/epub+zip" in data[:128]


def read(data: bytes) -> Reading:
    """Read the chapters in their order: a line for each paragraph and heading.

    Raises
    ------
    InvalidInput
        The file is no EPUB, is encrypted or damaged, or holds no text.
    """
    with Archive(data, what=_WHAT) as archive:
        chapters = list(_chapters(archive))
        found = [name for name in map(archive.named, chapters) if name]
        _refuse_encrypted(archive, found)
        pages = [html_text(archive.read(name)) for name in found if archive.size(name)]
    missing = left_out({"chapter": len(chapters) - len(found)}, {"chapter": "the archive has no such file"})
    blocks = [block for markup, _ in pages for block in html_blocks(markup)]
    doubts = dict.fromkeys(remark for _, remarks in pages for remark in remarks)
    return read_blocks(blocks, what=_WHAT, remarks=(*missing, *doubts))


def _refuse_encrypted(archive: Archive, chapters: list[str]) -> None:
    """Refuse a book whose chapters are encrypted; its fonts often are, and they are not read."""
    if _ENCRYPTION not in archive:
        return
    root = parse_xml(archive.read(_ENCRYPTION), what=_WHAT)
    encrypted = {
        unquote(each.get("URI") or "") for each in root.iter() if local_name(each) == "CipherReference"
    }
    if encrypted & set(chapters):
        raise InvalidInput("The EPUB file is encrypted. Bring a copy without protection.")


def _chapters(archive: Archive) -> Iterator[str]:
    """Give the files of the chapters, in the order in which the book is read."""
    package = _package(archive)
    root = parse_xml(archive.read(package), what=_WHAT)
    items = {item.get("id"): item.get("href") or "" for item in root.iter() if local_name(item) == "item"}
    folder = PurePosixPath(package).parent
    for reference in root.iter():
        href = items.get(reference.get("idref")) if local_name(reference) == "itemref" else None
        if href:
            yield normpath((folder / unquote(href.partition("#")[0])).as_posix())


def _package(archive: Archive) -> str:
    if _CONTAINER not in archive:
        raise InvalidInput(f"This is a zip archive but no EPUB: it has no {_CONTAINER}. Unpack it.")
    root = parse_xml(archive.read(_CONTAINER), what=_WHAT)
    found = next((each.get("full-path") for each in root.iter() if local_name(each) == "rootfile"), None)
    if not found or found not in archive:
        raise InvalidInput(
            "The EPUB file is damaged: the list of its chapters is missing. Bring another copy."
        )
    return str(found)
