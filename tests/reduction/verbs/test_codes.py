from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Codebook, Study


def test_a_code_is_defined_and_changed_field_by_field(talk: Study) -> None:
    talk.reduction.define("signing", parent="commitment", kind="process", patterns=["sign*"])
    talk.reduction.define(
        "SIGNING", definition="To put one's name to it.", examples={"typical": ["We signed"]}
    )
    code = talk.codebook["signing"]
    assert (code.parent, code.kind, code.patterns) == ("commitment", "process", ("sign*",))
    assert (code.definition, code.examples) == ("To put one's name to it.", {"typical": ("We signed",)})
    talk.reduction.define("signing", parent=None, patterns=None)
    assert (talk.codebook["signing"].parent, talk.codebook["signing"].patterns) == (None, ())
    assert talk.verify_audit().empty


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kindd": "process"}, "Did you mean 'kind'"),
        ({"kind": "processs"}, "process"),
        ({"patterns": ["re:("]}, "re:("),
        ({"parent": "commitment"}, "own ancestor"),
        ({"name": "other"}, "rename_code"),
    ],
)
def test_what_no_code_can_say_is_refused_and_nothing_changes(
    talk: Study, fields: dict[str, object], said: str
) -> None:
    before = talk.codes
    with pytest.raises(qk.QualkitError) as error:
        talk.reduction.define("stage" if "parent" in fields else "doubt", **fields)
    assert said in str(error.value)
    assert talk.codes.equals(before)


def test_a_code_that_is_renamed_keeps_codings_memos_and_children(talk: Study) -> None:
    talk.reduction.code("talk", 2, "commitment")
    talk.reduction.memo("why", about="stage")
    talk.reduction.rename_code("stage", "phase")
    talk.reduction.rename_code("commitment", "Commitment")
    assert talk.codebook["Commitment"].parent == "phase"
    assert talk.codings["code"].tolist() == ["Commitment"]
    assert talk.memos["about"].tolist() == ["phase"]
    with pytest.raises(qk.Conflict, match="merge_codes"):
        talk.reduction.rename_code("doubt", "TIME")


def test_a_coder_who_uses_an_old_name_is_told_the_new_one(
    talk: Study, as_coder: Callable[[str], Study]
) -> None:
    other = as_coder("budi")
    other.reduction.code("talk", 2, "doubt")
    talk.reduction.rename_code("doubt", "hesitation")
    with pytest.raises(qk.Conflict, match=r"ana renamed it on .*'hesitation'"):
        other.reduction.code("talk", 4, "doubt")
    assert other.codings["code"].tolist() == ["hesitation"]
    talk.reduction.merge_codes("hesitation", into="time")
    with pytest.raises(qk.Conflict, match="ana merged it into 'time'"):
        other.reduction.code("talk", 4, "hesitation")


def test_codes_move_with_all_below_them_but_never_into_themselves(talk: Study) -> None:
    talk.reduction.move_code("stage", "time")
    assert talk.codebook.family("doubt") == "time"
    with pytest.raises(qk.InvalidInput, match="own ancestor"):
        talk.reduction.move_code("time", "doubt")
    talk.reduction.move_code("stage", None)
    assert talk.codebook["stage"].parent is None


def test_a_retired_code_keeps_its_codings_and_makes_no_more(talk: Study) -> None:
    talk.reduction.code("talk", 2, "commitment")
    talk.reduction.retire_code("commitment")
    with pytest.raises(qk.InvalidInput, match="revive=True"):
        talk.reduction.code("talk", 4, "commitment")
    with pytest.raises(qk.InvalidInput, match="patterns"):
        talk.reduction.autocode()
    assert len(talk.codings) == 1
    talk.reduction.retire_code("commitment", revive=True)
    assert len(talk.reduction.autocode()) == 4


def test_merged_codes_keep_codings_memos_summaries_links_and_patterns(talk: Study) -> None:
    first = talk.reduction.code("talk", 2, "doubt", memo="one")
    talk.reduction.code("talk", 2, "time", memo="two")
    other = talk.reduction.code("talk", 4, "doubt")
    talk.reduction.define("slow", parent="doubt", patterns=["late"])
    talk.reduction.define("doubt", patterns=["tired"])
    talk.reduction.memo("about doubt", about="doubt")
    talk.reduction.summarise("Office", "doubt", "They doubted.")
    talk.reduction.summarise("Office", "time", "They were late.")
    talk.reduction.exemplify(other, "atypical")
    assert talk.reduction.merge_codes("doubt", into="time") == 2
    codings = talk.codings
    assert set(codings["code"]) == {"time"}
    assert codings.loc[codings["turn"] == 2, "memo"].tolist() == ["two\none"]
    assert first not in set(codings["coding_id"])
    assert talk.codebook["slow"].parent == "time"
    assert talk.codebook["time"].patterns == ("tired",)
    assert talk.codebook["time"].examples == {"atypical": ("Most of us signed late.",)}
    assert talk.memos["about"].tolist() == ["time"]
    assert talk.summaries["text"].tolist() == ["They were late.\n\nThey doubted."]
    assert talk.verify_audit().empty
    talk.undo()
    assert set(talk.codings["code"]) == {"doubt", "time"}
    assert len(talk.summaries) == 2
    assert talk.verify_audit().empty


def test_a_code_can_be_merged_into_its_own_child(talk: Study) -> None:
    talk.reduction.merge_codes(["stage"], into="commitment")
    assert [(code.name, code.parent) for code in talk.codebook.codes] == [
        ("commitment", None),
        ("doubt", "commitment"),
        ("time", None),
    ]
    with pytest.raises(qk.InvalidInput, match="into itself"):
        talk.reduction.merge_codes("time", into="TIME")


def test_a_code_is_split_by_its_codings(talk: Study) -> None:
    talk.reduction.autocode()
    codings = talk.codings
    letters = codings[codings["source"] == "letter"]
    made = talk.reduction.split_code("commitment", {"in writing": letters})
    assert made.values.tolist() == [["commitment", 2], ["in writing", 2]]
    assert talk.codebook["in writing"].parent == "stage"
    with pytest.raises(qk.InvalidInput, match="2 of these codings are not"):
        talk.reduction.split_code("commitment", {"other": letters})
    rest = talk.codings[talk.codings["code"] == "commitment"]
    with pytest.raises(qk.InvalidInput, match="two codes"):
        talk.reduction.split_code("commitment", {"a": rest, "b": rest})
    assert "other" not in talk.codebook


def test_an_example_shows_the_words_of_a_coding_and_is_not_kept_twice(talk: Study) -> None:
    coding = talk.reduction.code("talk", "We signed.", "commitment")
    assert talk.reduction.exemplify(coding) == talk.reduction.exemplify(coding)
    book = talk.codebook
    assert book["commitment"].examples == {"typical": ("We signed.",)}
    assert set(talk.reduction.use_codebook(book)["status"]) == {"unchanged"}
    talk.reduction.uncode(coding)
    assert talk.codebook["commitment"].examples == {}
    with pytest.raises(qk.InvalidInput, match="close but no"):
        talk.reduction.exemplify("x", "best")  # type: ignore[arg-type]


def test_the_codebook_has_versions_that_can_be_compared(talk: Study) -> None:
    talk.reduction.define("doubt", definition="They are not sure.")
    talk.reduction.rename_code("time", "timing")
    talk.reduction.merge_codes("doubt", into="timing")
    versions = talk.codebook.versions()
    assert versions["verb"].tolist() == ["use codebook", "define", "rename code", "merge codes"]
    assert versions["codes"].tolist() == [4, 4, 4, 3]
    changes = talk.codebook.diff(1, 2)
    assert changes[["code", "change", "field", "after"]].values.tolist() == [
        ["doubt", "changed", "definition", "They are not sure."]
    ]
    assert "renamed" in talk.codebook.diff(2, 3)["change"].tolist()
    assert "removed" in talk.codebook.diff(1)["change"].tolist()
    talk.undo()
    assert len(talk.codebook.versions()) == 3


def test_versions_are_known_of_a_study_that_came_from_a_file(talk: Study, tmp_path: Path) -> None:
    talk.reduction.define("doubt", definition="They are not sure.")
    talk.export(tmp_path / "copy.zip")
    with Study.from_file(tmp_path / "copy.zip", tmp_path / "copy.qualkit", coder="cici") as copy:
        copy.reduction.define("doubt", when="Always.")
        assert copy.codebook.versions()["verb"].tolist() == ["use codebook", "define", "define"]
        assert copy.codebook.diff(1, 3)["field"].tolist() == ["definition", "when"]
        assert copy.verify_audit().empty


def test_codings_by_an_older_definition_are_listed_until_they_are_confirmed(talk: Study) -> None:
    old = talk.reduction.code("talk", 2, "doubt")
    recoded = talk.reduction.code("talk", 4, "doubt")
    assert talk.reduction.outdated().empty
    talk.reduction.define("doubt", patterns=["maybe"])
    assert talk.reduction.outdated().empty, "a pattern is nothing that a coder goes by"
    talk.reduction.define("doubt", definition="They are not sure.", when="Said of themselves.")
    talk.reduction.code("letter", 1, "doubt")
    listed = talk.reduction.outdated()
    assert set(listed["coding_id"]) == {old, recoded}
    assert sorted(listed["field"].unique()) == ["definition", "when"]
    assert set(listed["changed_by"]) == {"ana"}
    assert talk.reduction.confirm(old) == 1
    talk.reduction.recode(recoded, "time")
    assert talk.reduction.outdated().empty


def test_statistics_tell_what_is_striking(talk: Study) -> None:
    talk.reduction.autocode()
    table = talk.reduction.codebook_statistics().set_index("code")
    assert (table["codings"]["commitment"], table["sources"]["commitment"]) == (4, 2)
    assert table["remark"]["time"] == "never used"
    talk.reduction.recode(talk.reduction.code("talk", 4, "doubt"), "time")
    assert set(talk.reduction.near_duplicates(least=0).columns) >= {"first", "second", "score"}


def test_a_codebook_with_a_circle_or_a_name_twice_changes_nothing(talk: Study, tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text("codes: [{name: a, parent: b}, {name: b, parent: a}, A]")
    before = talk.codes
    with pytest.raises(qk.InvalidInput, match="line 1"):
        talk.reduction.use_codebook(path)
    assert talk.codes.equals(before)


def test_a_study_without_codes_can_define_its_first(study: Study) -> None:
    study.reduction.define("first")
    assert study.codes["code"].tolist() == ["first"]
    assert study.codebook.versions()["version"].tolist() == [1]
    assert Codebook.parse("codes: [first]") == Codebook(study.codebook.codes)


def test_nothing_new_comes_under_a_retired_code(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "doubt")
    talk.reduction.retire_code("time")
    for attempt in (
        lambda: talk.reduction.recode(coding, "time"),
        lambda: talk.reduction.merge_codes("doubt", into="time"),
        lambda: talk.reduction.split_code("doubt", {"time": coding}),
    ):
        with pytest.raises(qk.InvalidInput, match="retired"):
            attempt()
    assert talk.codings["code"].tolist() == ["doubt"]


def test_a_code_named_twice_is_merged_once_and_never_split_into_itself(talk: Study) -> None:
    coding = talk.reduction.code("talk", 2, "doubt")
    same = talk.reduction.code("talk", 2, "time")
    with pytest.raises(qk.InvalidInput, match="name of its own"):
        talk.reduction.split_code("doubt", {"Doubt": coding})
    assert talk.reduction.split_code("doubt", {"time": coding}).values.tolist() == [["doubt", 0], ["time", 1]]
    assert talk.codings["coding_id"].tolist() == [same]
    assert talk.reduction.merge_codes(["doubt", "DOUBT"], into="time") == 0


def test_a_meaning_that_was_changed_back_makes_nothing_outdated(talk: Study) -> None:
    talk.reduction.code("talk", 2, "doubt")
    talk.reduction.define("doubt", definition="Another.")
    between = talk.reduction.code("talk", 4, "doubt")
    talk.reduction.define("doubt", definition="")
    listed = talk.reduction.outdated()
    assert listed[["coding_id", "before", "after"]].values.tolist() == [[between, "Another.", ""]]


def test_a_codebook_with_the_old_name_of_a_code_says_what_it_is_called_now(talk: Study) -> None:
    talk.reduction.rename_code("doubt", "hesitation")
    report = talk.reduction.use_codebook(Codebook.parse("codes: [doubt, time]")).set_index("code")
    assert "merge_codes('doubt', into='hesitation')" in report["message"]["doubt"]
    assert report["message"]["time"] == ""


def told(study: Study, book: str) -> dict[str, tuple[str, str]]:
    frame = study.reduction.use_codebook(Codebook.parse(book)).set_index("code")
    return dict(zip(frame.index, zip(frame["status"], frame["message"], strict=True), strict=True))


def test_a_code_that_only_changed_its_place_was_moved(talk: Study) -> None:
    report = told(
        talk, "codes: [time, {name: stage, codes: [doubt, {name: commitment, patterns: ['sign*']}]}]"
    )
    assert sorted(status for status, _ in report.values()) == ["moved", "moved", "unchanged", "unchanged"]
    assert {message for status, message in report.values() if status == "moved"} == {
        "Only its place in the order is another."
    }
    assert [code.name for code in talk.codebook.codes] == ["time", "stage", "doubt", "commitment"]
    report = told(
        talk, "codes: [{name: time, codes: [doubt]}, stage, {name: commitment, patterns: ['sign*']}]"
    )
    assert report["doubt"] == ("moved", "It is below 'time' now.")
    assert report["commitment"] == ("moved", "It is at the top now.")


def test_codes_behind_a_new_one_are_unchanged(talk: Study) -> None:
    report = told(
        talk, "codes: [first, {name: Stage, codes: [doubt]}, {name: time, brief: When., kind: process}]"
    )
    assert report["first"] == ("added", "")
    assert report["doubt"] == ("unchanged", "")
    assert report["Stage"] == ("changed", "name")
    assert report["time"] == ("changed", "kind, brief")
    assert talk.codebook.codes[0].name == "first"


@pytest.mark.parametrize(
    ("book", "new"),
    [
        ("codes: [{name: stage, codes: [pledge, doubt]}, time]", "pledge"),
        ("codes: [time, {name: pledge, patterns: ['sign*']}, other]", "pledge"),
    ],
    ids=["in its place", "with its patterns"],
)
def test_a_code_under_a_new_name_in_a_file_is_hinted_at(talk: Study, book: str, new: str) -> None:
    report = told(talk, book)
    assert report["commitment"] == ("kept", "")
    status, message = report[new]
    assert status == "added"
    assert "'commitment' is not in this codebook" in message
    assert "rename_code('commitment', 'pledge'), or merge_codes('commitment', into='pledge')" in message
    talk.reduction.merge_codes("commitment", into=new)
    assert "commitment" not in talk.codebook


def test_codes_of_another_codebook_are_no_new_names(talk: Study) -> None:
    report = told(talk, "codes: [money, fear]")
    assert report["money"] == report["fear"] == ("added", "")
