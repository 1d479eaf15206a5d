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
