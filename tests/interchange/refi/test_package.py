import hashlib
import zipfile
from pathlib import Path
from typing import Any

import pytest

from qualkit.errors import InvalidInput
from qualkit.interchange.refi.package import Package, decoded


def test_contents_are_read_when_asked_for_also_after_closing(pack: Any) -> None:
    with Package(pack("", {"sources/a.png": b"picture"})) as package:
        later = package.later("internal://a.png")
        assert package.digest("internal://a.png") == hashlib.sha256(b"picture").hexdigest()
    assert later is not None
    assert later() == b"picture"


@pytest.mark.parametrize("reference", ["", None, "internal://b.png", "../../a", "internal://"])
def test_what_is_nowhere_is_none(pack: Any, reference: str | None) -> None:
    with Package(pack("", {"sources/a.png": b"picture"})) as package:
        assert package.read(reference) is package.later(reference) is package.digest(reference) is None


def test_the_archive_is_preferred_to_what_lies_beside_it(pack: Any) -> None:
    path = pack("", {"sources/a.txt": b"inside", "sources/a b.txt": b"spaced"})
    (path.parent / "a.txt").write_text("beside")
    with Package(path) as package:
        assert package.read("relative:///a.txt") == b"inside"
        assert package.read("internal://a%20b.txt") == b"spaced"


def test_an_archive_that_reaches_outside_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "slip.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", "<Project/>")
        archive.writestr("../evil.txt", "x")
    with pytest.raises(InvalidInput, match="outside itself"):
        Package(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_are_decoded_as_programs_write_them(encoding: str) -> None:
    assert decoded("é “siap”\r\n".encode(encoding)).removeprefix("\ufeff") == "é “siap”\r\n"
