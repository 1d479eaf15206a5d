"""Whatever happens to a file on its way: it is read, or refused in a sentence."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput

HERE = Path(__file__).parents[3]
slow = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@cache
def _samples(folder: Path) -> list[Path]:
    corpus = sorted((HERE / "corpus").rglob("*.*"))
    return [*sorted(path for path in folder.iterdir() if path.suffix != ".tsv"), *corpus[:6]]


@slow
@given(st.data())
def test_a_real_file_that_was_damaged_is_read_or_refused(shared: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(_samples(shared / "transcripts")))
    content = _damaged(path.read_bytes(), data)
    try:
        source = read_source(content, path=path.name)
    except InvalidInput:
        return
    latest = 0
    for turn in source.turns:
        assert latest <= turn.start <= turn.end <= len(source.text)
        latest = turn.end


def _damaged(content: bytes, data: st.DataObject) -> bytes:
    """Cut, flip, double or fill in pieces, as a bad disk, editor or download does."""
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 200)))
        piece = content[start:end]
        other = data.draw(
            st.sampled_from([b"", piece * 2, piece[::-1], b"\x00\xff", b"<![CDATA[", b'"}]', b"\n\n"])
        )
        content = content[:start] + other + content[end:]
    return content
