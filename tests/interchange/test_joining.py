"""Two people work on copies of one study, and merge what they did."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from qualkit import Codebook, Conflict, InvalidInput, Study

TEXT = "I: How did it go?\nR: We signed it in March 🌾, all of us.\nI: And then?\nR: Then we met it.\n"


def _span(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[tuple[Study, Study]]:
    """A study with one coding by Ana, and a copy of it in which Budi works."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "codes.yaml").write_text("codes:\n- name: signing\n- name: doubt\n", encoding="utf-8")
    with Study.create(tmp_path / "ana.qualkit", title="Trial", coder="ana") as study:
        study.collection.add(tmp_path / "one.txt", case="Office")
        study.reduction.use_codebook(tmp_path / "codes.yaml")
        study.reduction.code("one", _span("signed it"), "signing")
    shutil.copy(tmp_path / "ana.qualkit", tmp_path / "budi.qualkit")
    with ExitStack() as stack:
        yield (
            stack.enter_context(Study.open(tmp_path / "ana.qualkit", coder="ana")),
            stack.enter_context(Study.open(tmp_path / "budi.qualkit", coder="budi")),
        )


def _merge(ours: Study, theirs: Study, keep: str = "ours") -> list[tuple[str, str]]:
    """Merge, and see that nothing breaks and that doing it again changes nothing."""
    where = theirs._session.store.where
    report = ours.merge(where, keep=keep)  # type: ignore[arg-type]
    assert ours.verify_audit().empty
    events = len(ours.audit)
    ours.merge(where, keep=keep)  # type: ignore[arg-type]
    assert len(ours.audit) == events
    return list(zip(report["kind"], report["status"], strict=True))


def test_what_the_other_one_added_comes_in(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    theirs.reduction.code("one", _span("Then we met it"), "doubt", memo="unsure")
    theirs.reduction.memo("late in the day", about="one")
    conclusion = theirs.verification.conclude("They signed.", name="S")
    theirs.verification.support(conclusion, theirs.codings)
    assert _merge(ours, theirs) == []
    assert ours.codings[["text", "coder"]].to_numpy().tolist() == [
        ["signed it", "ana"],
        ["Then we met it", "budi"],
    ]
    assert ours.memos["text"].tolist() == ["late in the day"]
    assert ours.evidence["state"].tolist() == ["current", "current"]
    assert ours.codings.equals(theirs.codings)


def test_both_sides_end_with_the_same_whoever_merges(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.reduction.code("one", _span("all of us"), "signing")
    theirs.reduction.code("one", _span("And then"), "doubt")
    _merge(ours, theirs)
    _merge(theirs, ours)
    assert ours.codings.equals(theirs.codings)


def test_a_change_on_one_side_is_taken_and_on_both_sides_a_conflict(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    theirs.collection.describe("Office", head="new")
    assert _merge(ours, theirs) == []
    assert ours.cases["head"].tolist() == ["new"]
    ours.collection.describe("Office", head="ours")
    theirs.collection.describe("Office", head="theirs")
    assert _merge(ours, theirs) == [("case", "conflict")]
    assert ours.cases["head"].tolist() == ["ours"]
    both = ours.history.set_index("verb").loc["conflict", "details"]
    assert both["theirs"]["attributes"] == {"head": "theirs"}
    assert ours.undo()["verb"] == "merge"
    assert _merge(ours, theirs, keep="theirs") == [("case", "conflict")]
    assert ours.cases["head"].tolist() == ["theirs"]


def test_what_was_removed_stays_as_it_is_and_is_reported(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.reduction.uncode(ours.codings)
    assert _merge(ours, theirs) == [("coding", "removed here")]
    assert ours.codings.empty
    assert _merge(theirs, ours) == [("coding", "removed there")]
    assert len(theirs.codings) == 1


def test_the_same_code_made_twice_is_one_and_two_conclusions_of_one_name_are_two(
    copies: tuple[Study, Study], tmp_path: Path
) -> None:
    ours, theirs = copies
    for study in copies:
        (tmp_path / "more.yaml").write_text(
            "codes:\n- name: signing\n- name: doubt\n- name: weather\n", encoding="utf-8"
        )
        study.reduction.use_codebook(tmp_path / "more.yaml")
        study.reduction.code("one", _span("in March"), "weather")
        study.verification.conclude(f"So says {study.coder}.", name="C")
    assert ("conclusion", "renamed") in _merge(ours, theirs)
    assert ours.codes["code"].tolist() == ["signing", "doubt", "weather"]
    assert ours.codings.groupby("code")["coder"].agg(set)["weather"] == {"ana", "budi"}
    assert ours.conclusions["conclusion"].tolist() == ["C", "C (2)"]


def test_a_text_revised_there_is_taken_and_what_we_coded_moves(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    new = "Heading\n" + TEXT
    theirs.collection.revise("one", new)
    theirs.reduction.code("one", _span("all of us", new), "doubt")
    ours.reduction.code("one", _span("And then"), "doubt")
    assert _merge(ours, theirs) == []
    assert ours.text("one") == new
    assert ours.codings["text"].tolist() == ["signed it", "all of us", "And then"]


def test_a_text_revised_on_both_sides_keeps_ours_and_theirs_is_not_lost(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    theirs.collection.revise("one", TEXT + "R: Theirs.\n")
    theirs.reduction.code("one", _span("And then"), "doubt")
    ours.collection.revise("one", "Ours.\n" + TEXT)
    assert ("source", "conflict") in _merge(ours, theirs)
    assert ours.text("one").startswith("Ours.")
    assert ours.codings["text"].tolist() == ["signed it", "And then"]
    assert TEXT + "R: Theirs.\n" in ours.collection.revisions("one")["text"].tolist()


def test_two_studies_of_one_team_join_by_text_code_and_case(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "codes.yaml").write_text("codes:\n- name: signing\n", encoding="utf-8")
    studies = []
    for coder in ("ana", "budi"):
        study = Study.create(tmp_path / f"{coder}.qualkit", title=coder, coder=coder)
        study.collection.add(tmp_path / "one.txt", case="Office")
        study.reduction.use_codebook(tmp_path / "codes.yaml")
        study.reduction.code("one", _span("signed it"), "signing")
        studies.append(study)
    ours, theirs = studies
    _merge(ours, theirs)
    assert (len(ours.sources), len(ours.cases), len(ours.codes)) == (1, 1, 1)
    assert ours.codings["coder"].tolist() == ["ana", "budi"]
    for study in studies:
        study.close()


def test_a_merge_can_be_undone(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    theirs.reduction.code("one", _span("And then"), "doubt")
    before = ours.codings
    ours.merge(theirs._session.store.where)
    assert ours.undo()["verb"] == "merge"
    assert ours.codings.equals(before)
    assert ours.verify_audit().empty


def test_another_side_than_ours_and_theirs_is_refused(copies: tuple[Study, Study]) -> None:
    with pytest.raises(InvalidInput, match="'ours' or 'theirs'"):
        copies[0].merge("x.qualkit", keep="newest")  # type: ignore[arg-type]


def test_undoing_a_merge_leaves_our_own_correction(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.collection.revise("one", TEXT.replace("March", "May"))
    theirs.collection.revise("one", TEXT.replace("all of us", "all of them"))
    before = ours.text("one")
    ours.merge(theirs._session.store.where)
    assert ours.undo()["verb"] == "merge"
    assert ours.text("one") == before
    assert ours.verify_audit().empty


def test_a_copy_that_revised_and_merged_can_be_merged_back(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.collection.revise("one", TEXT.replace("March", "May"))
    theirs.collection.revise("one", TEXT.replace("all of us", "all of them"))
    _merge(ours, theirs)
    _merge(theirs, ours)


def test_names_and_cases_of_speakers_come_along(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    theirs.collection.rename_speaker("R", "Ani")
    theirs.collection.cast("Ani", case="P1")
    _merge(ours, theirs)
    assert ours.collection.speakers().set_index("speaker").loc["Ani", "case"] == "P1"
    ours.collection.rename_speaker("Ani", "Ani W.")
    theirs.collection.rename_speaker("Ani", "Bu Ani")
    assert ("source", "conflict") in _merge(ours, theirs)


def test_names_that_were_hidden_are_not_brought_back(copies: tuple[Study, Study], tmp_path: Path) -> None:
    ours, theirs = copies
    ours.collection.pseudonymise(
        {"March": "[Month 1]"}, key=tmp_path / "n.key", passphrase="four random words"
    )
    for one, other in ((ours, theirs), (theirs, ours)):
        with pytest.raises(Conflict, match="would bring names back"):
            one.merge(other._session.store.where)


def test_a_conflict_can_be_merged_back(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.collection.describe("Office", head="ours")
    theirs.collection.describe("Office", head="theirs")
    _merge(ours, theirs)
    _merge(theirs, ours)


def test_three_copies_lose_nobodys_change_in_silence(copies: tuple[Study, Study], tmp_path: Path) -> None:
    ours, theirs = copies
    shutil.copy(tmp_path / "ana.qualkit", tmp_path / "cici.qualkit")
    with Study.open(tmp_path / "cici.qualkit", coder="cici") as third:
        ours.collection.describe("Office", head="ours")
        theirs.collection.describe("Office", head="theirs")
        assert _merge(third, ours) == []
        assert _merge(third, theirs) == [("case", "conflict")]
        assert third.cases["head"].tolist() == ["ours"]


def test_later_changes_of_the_other_side_arrive_again_and_again(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    for word in ("April", "May", "June"):
        theirs.collection.describe("Office", head=word)
        theirs.collection.revise("one", TEXT.replace("March", word))
        assert _merge(ours, theirs) == []
        assert ours.cases["head"].tolist() == [word]
        assert word in ours.text("one")


def test_what_was_uncoded_after_it_was_merged_stays_away(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.reduction.code("one", _span("And then"), "doubt")
    _merge(theirs, ours)
    ours.reduction.uncode(ours.codings.query("code == 'doubt'"))
    assert _merge(ours, theirs) == [("coding", "removed here")]
    assert ours.codings["code"].tolist() == ["signing"]


def test_a_source_that_was_removed_stays_out_with_all_that_was_done_to_it(
    copies: tuple[Study, Study],
) -> None:
    ours, theirs = copies
    ours.collection.remove("one")
    theirs.collection.describe("one", site="Praya")
    theirs.reduction.code("one", _span("And then"), "doubt")
    assert ("source", "removed here") in _merge(ours, theirs)
    assert ours.sources.empty
    assert ours.codings.empty


def test_recoding_into_a_coding_that_is_there_is_a_conflict(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    with Study.open(theirs._session.store.where, coder="ana") as same:
        same.reduction.recode(same.codings, "doubt")
    ours.reduction.code("one", _span("signed it"), "doubt")
    assert ("coding", "conflict") in _merge(ours, theirs)
    assert ours.codings["code"].tolist() == ["signing", "doubt"]


def test_the_text_of_the_other_side_is_kept_where_that_is_asked(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.collection.revise("one", TEXT.replace("March", "May"))
    theirs.collection.revise("one", TEXT.replace("March", "June"))
    _merge(ours, theirs, keep="theirs")
    assert "June" in ours.text("one")
    assert any("May" in text for text in ours.collection.revisions("one")["text"])


def test_codings_of_a_code_that_was_merged_here_follow_it(tmp_path: Path) -> None:
    with _talk(tmp_path, "a") as study:
        study.reduction.use_codebook(Codebook.parse("codes: [doubt, time]"))
        _copy(tmp_path, "a", "b", study)
        study.reduction.merge_codes("doubt", into="time")
        with Study.open(tmp_path / "b.qualkit", coder="ben") as other:
            other.reduction.code("talk", 2, "doubt")
            other.reduction.define("doubt", definition="Not sure.")
        study.merge(tmp_path / "b.qualkit")
        assert study.codings[["code", "coder"]].values.tolist() == [["time", "ben"]]
        assert study.codes["code"].tolist() == ["time"]
        assert study.codebook.versions()["codes"].tolist()[-1] == 1


def test_copies_that_put_two_codes_below_each_other_do_not_make_a_circle(tmp_path: Path) -> None:
    with _talk(tmp_path, "a") as study:
        study.reduction.use_codebook(Codebook.parse("codes: [doubt, time]"))
        _copy(tmp_path, "a", "b", study)
        study.reduction.move_code("doubt", "time")
        with Study.open(tmp_path / "b.qualkit", coder="ben") as other:
            other.reduction.move_code("time", "doubt")
        report = study.merge(tmp_path / "b.qualkit")
        assert "below itself" in report["message"].iloc[0]
        assert study.codes[["code", "parent"]].fillna("").values.tolist() == [["time", ""], ["doubt", "time"]]


def test_a_code_comes_in_whose_parent_stands_after_it(tmp_path: Path) -> None:
    with _talk(tmp_path, "a") as study:
        study.reduction.use_codebook(Codebook.parse("codes: [doubt, time]"))
        study.reduction.code("talk", 2, "doubt")
        study.reduction.move_code("doubt", "time")
        study.export(tmp_path / "book.xlsx")
        study.export(tmp_path / "book.zip")
    for place in ("book.xlsx", "book.zip"):
        with Study.from_file(tmp_path / place, tmp_path / f"{place}.qualkit") as copy:
            assert copy.codes[["code", "parent", "codings"]].fillna("").values.tolist() == [
                ["time", "", 0],
                ["doubt", "time", 1],
            ]


def test_what_a_file_of_the_standard_cannot_carry_is_no_difference(
    copies: tuple[Study, Study], tmp_path: Path
) -> None:
    ours, _ = copies
    ours.collection.rename_speaker("R", "Rina")
    ours.collection.cast("Rina", case="Rina")
    ours.collection.describe("Office", budget=[7], staff=[1, 2])
    ours.reduction.code("one", _span("all of us"), "doubt", memo="all?")
    ours.reduction.confirm(ours.codings)
    conclusion = ours.verification.conclude("They signed.", name="C")
    ours.verification.support(conclusion, ours.codings)
    ours.reduction.memo("on the conclusion", about="C")
    ours.reduction.memo("on the study")
    ours.reduction.memo("quoting", about="Office", quoting=ours.codings)
    path, events = ours.export(tmp_path / "x.qdpx"), len(ours.audit)
    assert ours.merge(path).empty
    assert len(ours.audit) == events


def test_what_another_program_changed_in_a_file_still_counts(
    copies: tuple[Study, Study], tmp_path: Path
) -> None:
    ours, theirs = copies
    theirs.collection.describe("Office", budget=8)
    ours.collection.describe("Office", budget=7)
    report = ours.merge(theirs.export(tmp_path / "x.qdpx"))
    assert report[["kind", "name", "status"]].to_numpy().tolist() == [["case", "Office", "conflict"]]
    assert "attributes differ" in report["message"].iloc[0]


def test_a_conflict_names_what_it_is_about(copies: tuple[Study, Study]) -> None:
    ours, theirs = copies
    ours.reduction.confirm(ours.codings)
    theirs.reduction.reject(theirs.codings)
    for study in copies:
        study.reduction.summarise("Office", "doubt", f"by {study.coder}")
    report = ours.merge(theirs._session.store.where)
    start, end = _span("signed it")
    assert report["name"].tolist() == [f"signing · one · [{start}, {end})", "Office · doubt"]


def _talk(folder: Path, name: str) -> Study:
    (folder / "talk.txt").write_text("I: Why?\nR: We were late.\nI: All?\nR: Most.\n")
    study = Study.create(folder / f"{name}.qualkit", title="T", coder="ana")
    study.collection.add(folder / "talk.txt")
    return study


def _copy(folder: Path, name: str, other: str, study: Study) -> None:
    study._store.compact()
    (folder / f"{other}.qualkit").write_bytes((folder / f"{name}.qualkit").read_bytes())
