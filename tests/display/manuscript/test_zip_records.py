from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from qualkit.display.manuscript.zip_records import repacked

NAMES = st.text(st.sampled_from("abé/."), min_size=1, max_size=6).filter(lambda name: not name.endswith("/"))


def packed(members: dict[str, bytes], kinds: list[int]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number, (name, content) in enumerate(members.items()):
            information = zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6))
            information.compress_type = kinds[number % len(kinds)]
            archive.writestr(information, content)
    return made.getvalue()


def held(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@given(
    st.dictionaries(NAMES, st.binary(max_size=60), min_size=1, max_size=5),
    st.dictionaries(NAMES, st.none() | st.binary(max_size=60), max_size=3),
    st.lists(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]), min_size=1, max_size=3),
)
def test_only_what_is_changed_differs(
    members: dict[str, bytes], changed: dict[str, bytes | None], kinds: list[int]
) -> None:
    archive = packed(members, kinds)
    made = repacked(archive, changed)
    merged = {**members, **changed}
    assert held(made) == {name: content for name, content in merged.items() if content is not None}
    assert list(held(made)) == [name for name in merged if merged[name] is not None]


def test_a_streamed_archive_keeps_its_records_and_a_changed_member_its_time() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a", "b"):
            archive.writestr(zipfile.ZipInfo(name, (2021, 5, 6, 7, 8, 10)), b"content " * 9)
    made = repacked(stream.getvalue(), {"b": b"new"})
    assert held(made) == {"a": b"content " * 9, "b": b"new"}
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert [each.date_time for each in opened.infolist()] == [(2021, 5, 6, 7, 8, 10)] * 2
    assert repacked(stream.getvalue(), {}) == stream.getvalue()
