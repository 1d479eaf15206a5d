import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qualkit import InvalidInput
from qualkit.archive import Archive, stays_inside


def _zip(files: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_members_are_read_by_name_in_any_case(tmp_path: Path) -> None:
    data = _zip({"Sources/A.txt": b"ya", "b/": b""})
    (tmp_path / "a.zip").write_bytes(data)
    for source in (data, tmp_path / "a.zip"):
        with Archive(source, what="project") as archive:
            assert list(archive) == ["Sources/A.txt"]
            assert archive.named("sources/a.TXT") == "Sources/A.txt"
            assert archive.named("missing") is None
            assert (archive.read("Sources/A.txt"), archive.size("Sources/A.txt")) == (b"ya", 2)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/passwd", "C:\\evil.txt", "a/../../evil.txt"])
def test_a_member_that_would_land_outside_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="outside itself"):
        Archive(_zip({name: b"x"}), what="project")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = _zip({f"{number}.txt": bytes(40 << 20) for number in range(4)})
    assert len(bomb) < 1 << 20
    with pytest.raises(InvalidInput, match="would unpack to 160 MB"):
        Archive(bomb, what="project")
    with pytest.raises(InvalidInput, match="would unpack"):
        Archive(_zip({"a": bytes(2000)}), what="project", largest=1000)


def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_declares() -> None:
    data = bytearray(_zip({"a.txt": bytes(1 << 20)}))
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with Archive(bytes(data), what="project") as archive, pytest.raises(InvalidInput, match="is damaged"):
        archive.read("a.txt")


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", _zip({"a": b"x"})[:-10]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="no project, or a damaged one"):
        Archive(data, what="project")


def test_a_password_is_said() -> None:
    data = bytearray(_zip({"a.txt": b"x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InvalidInput, match="password"):
        Archive(bytes(data), what="project")


def test_an_empty_path_stays_inside() -> None:
    assert stays_inside("") is True
    assert stays_inside(".") is True
