"""EPUB (.epub): electronic books."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from qualkit.archive import Archive
from qualkit.collection.blocks import Block
from qualkit.collection.hypertext import html_blocks
from qualkit.collection.readers import Reading
from qualkit.collection.written import read_blocks
from qualkit.errors import InvalidInput
from qualkit.markup import local_name, parse_xml

SUFFIXES = (".epub",)
_WHAT = "EPUB file"
_CONTAINER = "META-INF/container.xml"


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
        if "META-INF/encryption.xml" in archive and b"EncryptedData" in archive.read(
            "META-INF/encryption.xml"
        ):
            raise InvalidInput("The EPUB file is encrypted. Bring a copy without protection.")
        blocks = [block for name in _chapters(archive) for block in _chapter(archive, name)]
    return read_blocks(blocks, what=_WHAT)


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


def _chapter(archive: Archive, name: str) -> Iterator[Block]:
    found = archive.named(name)
    yield from html_blocks(archive.read(found)) if found else ()
