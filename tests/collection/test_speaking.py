from pathlib import Path

import pytest

from qualkit import InvalidInput, NotFound, Study

GROUP = """Moderator: Ready?
SPEAKER_01: Yes.
SPEAKER_02: Not yet.
Moderator: Why?
SPEAKER_02: Rain.
SPEAKER_01: True.
"""


@pytest.fixture
def groups(study: Study, tmp_path: Path) -> Study:
    """Two focus groups in which the labels are the same."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"{GROUP}Moderator: Thanks, {name}.\n", encoding="utf-8")
    study.collection.add([tmp_path / "one.txt", tmp_path / "two.txt"], kind="interview", case="Group")
    return study


def test_speakers_are_listed_by_source_with_counts(groups: Study) -> None:
    listed = groups.collection.speakers()
    assert listed["speaker"].tolist() == ["Moderator"] * 2 + ["SPEAKER_01"] * 2 + ["SPEAKER_02"] * 2
    assert listed.iloc[0].tolist() == ["Moderator", "one", "interviewer", "Group", 3, 4]


def test_a_study_without_speakers_lists_none(study: Study) -> None:
    assert study.collection.speakers().columns.tolist() == [
        "speaker",
        "source",
        "role",
        "case",
        "turns",
        "words",
    ]


def test_a_speaker_is_renamed_in_one_source_or_in_all(groups: Study) -> None:
    assert groups.collection.rename_speaker("SPEAKER_01", "Ani", sources="one") == 2
    assert groups.collection.rename_speaker("SPEAKER_02", "Budi") == 4
    listed = groups.collection.speakers()
    assert set(listed.loc[listed["source"] == "two", "speaker"]) == {"Moderator", "SPEAKER_01", "Budi"}
    assert groups.text("one").startswith(GROUP)
    assert groups.verify_audit().empty


def test_a_renamed_speaker_stays_the_case_that_they_are(groups: Study) -> None:
    groups.collection.cast("SPEAKER_02", case="P07")
    groups.collection.rename_speaker("SPEAKER_02", "Budi")
    listed = groups.collection.speakers().set_index(["speaker", "source"])
    assert listed.loc[("Budi", "one"), "case"] == "P07"
    assert listed.loc[("SPEAKER_01", "one"), "case"] == "Group"


def test_each_speaker_of_a_focus_group_is_a_case_of_their_own(groups: Study, tmp_path: Path) -> None:
    groups.collection.cast("SPEAKER_01", case="P06", sources="one")
    groups.collection.cast("SPEAKER_02", case="P07", sources="one")
    (tmp_path / "codes.yaml").write_text("codes:\n- name: weather\n  patterns: [rain]\n", encoding="utf-8")
    groups.reduction.use_codebook(tmp_path / "codes.yaml")
    groups.reduction.autocode()
    assert groups.codings["case"].tolist() == ["P07", "Group"]


def test_a_role_is_set_and_the_change_undone(groups: Study) -> None:
    groups.collection.cast("Moderator", role="participant", sources="two")
    assert set(groups.turns.loc[groups.turns["source"] == "two", "role"]) == {"participant"}
    groups.undo()
    assert "interviewer" in set(groups.turns.loc[groups.turns["source"] == "two", "role"])
    assert groups.verify_audit().empty


def test_who_does_not_speak_is_not_found(groups: Study) -> None:
    with pytest.raises(NotFound, match="Did you mean 'SPEAKER_01'"):
        groups.collection.rename_speaker("SPEAKER_1", "Ani")
    with pytest.raises(InvalidInput, match="no role of a speaker"):
        groups.collection.cast("SPEAKER_01", role="observer")  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="which case"):
        groups.collection.cast("SPEAKER_01")
