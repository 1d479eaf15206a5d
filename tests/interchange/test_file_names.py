"""Names that people gave, as names of files."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from qualkit.interchange.file_names import file_names

NAMES = st.text(st.characters(exclude_categories=("Cs",)), max_size=90) | st.sampled_from(
    ["con", "CON.txt", "a.", "A", "a", "a (2)", "ß", "ss", "é", "e\u0301", "../x", "x" * 300, "talk.mp3", ""]
)


@given(st.lists(NAMES, max_size=8), st.sampled_from(["", ".txt"]))
def test_every_name_is_a_file_of_its_own_on_every_system(names: list[str], suffix: str) -> None:
    found = [*file_names([(str(place), name) for place, name in enumerate(names)], suffix=suffix).values()]
    assert len({unicodedata.normalize("NFD", name).casefold() for name in found}) == len(names)
    assert not any(set(name) & set('<>:"/\\|?*\n') or name.endswith((".", " ")) for name in found)
    with TemporaryDirectory() as folder:
        for name in found:
            (Path(folder) / name).touch(exist_ok=False)


def test_thousands_of_answers_that_begin_alike_are_numbered() -> None:
    found = file_names([(str(number), "Why? " * 50) for number in range(20_000)])
    assert len({*found.values()}) == 20_000
