from qualkit.interchange.project import Project, Transcript
from qualkit.interchange.refi.omissions import left_out
from qualkit.model import Turn


def test_nothing_is_said_of_a_study_that_goes_in_whole() -> None:
    assert left_out(Project(tables={"coder": [{"id": "1", "name": "ana"}]})) == []


def test_what_the_standard_has_no_place_for_is_said() -> None:
    script = Transcript("ya", (Turn(start=0, end=2, begins=1.0),))
    coding = {"source": "s", "start": 0, "end": 2, "code": "c", "weight": None, "status": "accepted"}
    tables = {
        "code": [{"id": "c"}],
        "conclusion": [{"id": "1"}],
        "memo": [{"id": "1", "about_kind": "conclusion"}],
        "coding": [
            coding | {"id": "1", "weight": 2.0},
            coding | {"id": "2", "status": "rejected"},
        ],
        "membership": [{"id": "1", "case": "k", "source": "s", "speaker": "MK"}],
    }
    said = left_out(Project(tables=tables, transcripts={"s": script}))
    assert [each.partition(":")[0] for each in said] == [
        "1 conclusions",
        "What 1 memos are about",
        "1 codings that are only suggested or were rejected",
        "The weights of 1 codings",
        "The turns of 1 texts with their times",
        "That 1 speakers are cases",
    ]
