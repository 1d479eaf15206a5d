"""A small study, in SQLite and in PostgreSQL, and a second coder of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from qualkit import Codebook, Study

TALK = (
    "I: How did the signing go?\nR: We signed. We were tired.\nI: All of you?\nR: Most of us signed late.\n"
)
LETTER = "The head signed the letter on Monday.\n\nNobody signed the plan.\n"
BOOK = "codes: [{name: stage, codes: [{name: commitment, patterns: ['sign*']}, doubt]}, time]"


@pytest.fixture
def talk(study: Study, tmp_path: Path) -> Study:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "letter.txt").write_text(LETTER)
    study.collection.add(tmp_path / "talk.txt", case="Office", date="2026-02-01")
    study.collection.add(tmp_path / "letter.txt", case="Archive", kind="document", date="2026-01-01")
    study.reduction.use_codebook(Codebook.parse(BOOK))
    return study


@pytest.fixture
def as_coder(where: str) -> Iterator[Callable[[str], Study]]:
    """Opens the same study as somebody else."""
    opened: list[Study] = []

    def open_as(name: str) -> Study:
        opened.append(Study.open(where, coder=name))
        return opened[-1]

    yield open_as
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of the composed corpus, coded by its codebook's patterns; each test has a copy."""
    root = Path(__file__).parents[3]
    path = tmp_path_factory.mktemp("coaching")
    with Study.create(path / "s.qualkit", title="Coaching", language="id", coder="ana") as made:
        made.collection.add(root / "corpus" / "coaching-opd")
        made.reduction.use_codebook(root / "codebooks" / "coaching-opd.yaml")
        made.reduction.autocode(unit="sentence")
    return path


@pytest.fixture
def coaching(folder: Path, tmp_path: Path) -> Iterator[Study]:
    (tmp_path / "s.qualkit").write_bytes((folder / "s.qualkit").read_bytes())
    with Study.open(tmp_path / "s.qualkit", coder="ana") as study:
        yield study
