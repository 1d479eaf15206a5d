"""What files of other programs say, and do not say."""

from __future__ import annotations

from typing import Any

import pytest

from qualkit.interchange.project import Project, Transcript
from qualkit.interchange.told import as_told, unspoken
from qualkit.model import Turn


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ({"one": ["x"], "none": None, "empty": []}, {"one": "x"}, {"one": ["x"], "none": None, "empty": []}),
        ({"one": ["x"]}, {"one": ["x", "y"]}, {"one": ["x", "y"]}),
        ({"one": "x"}, {}, {}),
    ],
)
def test_attributes_differ_only_in_what_a_file_has_of_them(
    ours: dict[str, Any], theirs: dict[str, Any], told: dict[str, Any]
) -> None:
    assert as_told("case", {"attributes": ours}, {"attributes": theirs}) == {"attributes": told}


def test_what_a_file_does_say_of_a_coding_stays() -> None:
    theirs = {"origin": "import", "status": "rejected", "memo": None}
    told = as_told("coding", {"origin": "pattern", "status": "accepted", "memo": "mine"}, theirs)
    assert told == {"origin": "pattern", "status": "rejected", "memo": None}


def test_the_stretches_of_what_a_speaker_says_are_the_speaker() -> None:
    turns = (Turn(start=0, end=4, speaker="A"), Turn(start=5, end=9, speaker="B"))
    row = {"case": "c", "source": "s", "speaker": "B", "start": None, "end": None}
    ours = Project(tables={"membership": [row]}, transcripts={"s": Transcript("1234 6789", turns)})
    said, other = (row | {"speaker": None, "start": start, "end": start + 4} for start in (5, 0))
    assert unspoken([said, other], ours) == [other]
