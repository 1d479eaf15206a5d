from pathlib import Path

import pytest

from qualkit import InvalidInput, NotFound, Study

TEXT = "I: How did it go?\nR: We signed it in March.\nI: All of you?\nR: Most of us 👩‍🌾 did.\n"


@pytest.fixture
def coded(study: Study, tmp_path: Path) -> Study:
    """A study with an interview in which two stretches are coded, noted, and belong to a case."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "codes.yaml").write_text("codes:\n- name: signing\n- name: doubt\n", encoding="utf-8")
    study.collection.add(tmp_path / "one.txt")
    study.reduction.use_codebook(tmp_path / "codes.yaml")
    study.reduction.code("one", _span("signed it in March"), "signing")
    study.reduction.code("one", _span("Most of us 👩‍🌾 did"), "doubt")
    study.collection.assign("Office", spans=[("one", *_span("Most of us"))])
    return study


def _span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_what_was_coded_moves_with_the_text(coded: Study) -> None:
    report = coded.collection.revise(
        "one", "Interview\n\n" + TEXT.replace("it in March", "the plan in March")
    )
    assert coded.codings["text"].tolist() == ["signed the plan in March", "Most of us 👩‍🌾 did"]
    assert report["fate"].tolist() == ["changed", "kept", "kept"]
    assert report["what"].tolist() == ["coding", "coding", "case"]
    assert coded.codings["case"].tolist()[1] == "Office"
    assert coded.verify_audit().empty


def test_what_is_gone_is_taken_out_and_listed_with_the_old_text(coded: Study) -> None:
    report = coded.collection.revise("one", TEXT.replace(" in March", "").replace("We signed it.", "-"))
    assert coded.codings["code"].tolist() == ["doubt"]
    earlier = coded.collection.revisions("one")
    assert earlier["text"].tolist() == [TEXT]
    (lost,) = earlier["lost"].iloc[0]
    assert (lost["name"], lost["text"]) == ("signing", "signed it in March")
    assert report.set_index("name")["fate"].to_dict() == {
        "signing": "lost",
        "doubt": "kept",
        "Office": "kept",
    }


def test_a_conclusion_is_stale_only_where_the_words_under_it_were_edited(coded: Study) -> None:
    edited, same = coded.codings["coding_id"]
    for name, coding in (("edited", edited), ("same", same)):
        conclusion = coded.verification.conclude(f"It is {name}.", name=name)
        coded.verification.support(conclusion, coding)
    coded.collection.revise("one", "More.\n" + TEXT.replace("signed it in", "signed the plan in"))
    assert coded.verification.stale()["conclusion"].tolist() == ["edited"]


def test_a_revision_can_be_undone(coded: Study) -> None:
    before = coded.codings
    coded.collection.revise("one", TEXT.replace("We signed it in March.", "No."))
    assert coded.undo()["verb"] == "revise"
    assert coded.text("one") == TEXT
    assert coded.codings.equals(before)
    assert coded.collection.revisions("one").empty
    assert coded.turns["text"].iloc[1] == "We signed it in March."
    assert coded.verify_audit().empty


def test_codings_that_come_to_be_the_same_become_one(coded: Study) -> None:
    start, end = _span("signed it in March")
    coded.reduction.code("one", (start, end - len(" in March")), "signing")
    report = coded.collection.revise("one", TEXT.replace(" in March", ""))
    assert sorted(report.loc[report["name"] == "signing", "fate"]) == ["changed", "merged"]
    assert coded.codings["text"].tolist()[0] == "signed it"


def test_a_file_is_read_by_its_format(coded: Study, tmp_path: Path) -> None:
    (tmp_path / "one.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v R>We signed it in March.</v>\n", encoding="utf-8"
    )
    coded.collection.revise("one", tmp_path / "one.vtt")
    assert coded.turns[["speaker", "begins"]].to_numpy().tolist() == [["R", 1.0]]
    assert coded.codings["text"].tolist() == ["signed it in March"]


def test_the_old_file_is_known_after_its_source_was_revised(coded: Study, tmp_path: Path) -> None:
    coded.collection.revise("one", TEXT + "R: Done.\n")
    assert coded.collection.add(tmp_path / "one.txt")["status"].tolist() == ["known"]


def test_a_removed_source_takes_its_earlier_texts_along(coded: Study) -> None:
    coded.collection.revise("one", TEXT + "R: Done.\n")
    coded.collection.remove("one")
    assert coded.verify_audit().empty
    assert coded._session.store.table("revision").empty


def test_the_same_text_and_a_missing_file_are_refused(coded: Study) -> None:
    with pytest.raises(InvalidInput, match="one that it has already"):
        coded.collection.revise("one", TEXT)
    with pytest.raises(NotFound, match=r"no file missing\.txt"):
        coded.collection.revise("one", "missing.txt")


def test_speakers_keep_the_names_roles_and_cases_that_they_were_given(coded: Study) -> None:
    coded.collection.rename_speaker("R", "Ani")
    coded.collection.cast("Ani", case="P1")
    coded.collection.cast("I", role="participant")
    coded.collection.revise("one", TEXT.replace("March", "May"))
    assert coded.turns["speaker"].tolist() == ["I", "Ani", "I", "Ani"]
    assert set(coded.turns["role"]) == {"participant"}
    assert coded.codings_in("P1")["code"].tolist() == ["signing", "doubt"]
    assert len(coded.collection.revisions("one")) == 1


def test_pseudonyms_at_the_start_of_a_line_stay_speakers(coded: Study, tmp_path: Path) -> None:
    coded.collection.rename_speaker("R", "Ani")
    text = TEXT.replace("R:", "Ani:")
    coded.collection.revise("one", text)
    coded.collection.pseudonymise(
        {"Ani": "[Person 1]"}, key=tmp_path / "n.key", passphrase="four random words"
    )
    coded.collection.revise("one", coded.text("one").replace("March", "May"))
    assert coded.turns["speaker"].tolist() == ["I", "[Person 1]"] * 2


def test_times_stay_when_the_corrected_text_has_none(study: Study, tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(
        "1\n00:00:01,000 --> 00:00:02,000\nAni: Yes, we singed.\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nBudi: Who?\n\n3\n00:00:05,000 --> 00:00:06,000\nAni: All.\n\n"
        "4\n00:00:07,000 --> 00:00:08,000\nBudi: Good.\n"
    )
    study.collection.add(tmp_path / "a.srt")
    study.collection.revise("a", study.text("a").replace("singed", "signed"))
    assert study.turns[["begins", "ends"]].to_numpy().tolist() == [
        [1.0, 2.0],
        [3.0, 4.0],
        [5.0, 6.0],
        [7.0, 8.0],
    ]


def test_a_short_answer_that_grew_is_changed_and_not_lost(coded: Study) -> None:
    coded.reduction.code("one", _span("March"), "doubt")
    coded.collection.revise("one", TEXT.replace("March.", "March, of course."))
    assert coded.codings["text"].tolist() == ["signed it in March", "March", "Most of us 👩‍🌾 did"]


def test_lines_that_changed_places_take_their_codings_along(coded: Study) -> None:
    first, second = "R: We signed it in March.\n", "R: Most of us 👩‍🌾 did.\n"
    new = TEXT.replace(first, "#").replace(second, first).replace("#", second)
    report = coded.collection.revise("one", new)
    assert set(report.loc[report["what"] == "coding", "fate"]) == {"kept"}
