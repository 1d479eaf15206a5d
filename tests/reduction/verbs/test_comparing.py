from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from qualkit import Study

Open = Callable[[str], Study]


@pytest.fixture
def two(talk: Study, as_coder: Open) -> Study:
    """Ana and Budi have both coded the talk; only Ana the letter."""
    budi = as_coder("budi")
    talk.reduction.code("talk", "We signed.", "commitment")
    talk.reduction.code("talk", "We were tired.", "doubt")
    talk.reduction.code("letter", 1, "commitment")
    budi.reduction.code("talk", "We signed.", "commitment")
    budi.reduction.code("talk", "Most of us signed late.", "commitment")
    budi.reduction.code("talk", "We were tired.", "time")
    return talk


def test_agreement_equals_that_of_the_units_marked_by_hand(two: Study) -> None:
    found = two.reduction.agreement("sentence")
    by_hand = pd.DataFrame({"ana": [1.0, 0.0, 0.0], "budi": [1.0, 0.0, 1.0]})
    expected = qk.reduction.coefficient(by_hand, "krippendorff", categories=(0.0, 1.0))
    row = found.frame[found.frame["code"] == "commitment"].iloc[0]
    assert row["value"] == pytest.approx(expected.value)
    assert (row["low"], row["high"]) == pytest.approx((expected.low, expected.high))
    assert row["units"] == 3
    sets = pd.DataFrame({"ana": [["c"], ["d"], []], "budi": [["c"], ["t"], ["c"]]})
    assert found.overall.value == pytest.approx(qk.reduction.set_agreement(sets).value)
    assert found.readers["letter"] == ("ana",)
    assert "commitment" in found._repr_html_()


@pytest.mark.parametrize("method", ["percent", "cohen", "scott", "gwet", "brennan_prediger", "holsti"])
def test_every_coefficient_is_to_be_had(two: Study, method: str) -> None:
    frame = two.reduction.agreement("sentence", method=method).frame
    assert frame["scope"].tolist() == ["pooled", "code", "code", "code"]
    defined = frame["value"].notna() | (frame["reason"] != "")
    assert defined.all()


def test_text_that_nobody_coded_can_be_left_out(two: Study) -> None:
    every = two.reduction.agreement("turn").frame
    coded = two.reduction.agreement("turn", universe="coded", codes=["time"]).frame
    assert every["units"].max() == 6
    assert coded["units"].tolist()[-1] == 1


def test_a_coder_who_read_and_found_nothing_disagrees(two: Study) -> None:
    without = two.reduction.agreement("turn", codes="commitment").overall
    told = two.reduction.agreement(
        "turn", codes="commitment", readers={"letter": ["ana", "budi"]}, method="percent"
    )
    assert without.units == 2
    assert told.overall.units == 4
    assert (
        two.reduction.disagreements(readers={"letter": ["ana", "budi"]})["source"].tolist().count("letter")
        == 1
    )


def test_spans_themselves_are_compared(two: Study) -> None:
    found = two.reduction.agreement("match", method="u")
    assert found.frame["scope"].tolist() == ["pooled", "code", "code", "code"]
    assert 0 < found.frame["value"].iloc[0] < 1
    assert found.frame.loc[found.frame["code"] == "doubt", "value"].iloc[0] < 0.1
    pairs = two.reduction.boundaries(tolerance=1)
    assert pairs["matched"].iloc[0] == 1
    with pytest.raises(qk.InvalidInput, match="does not compare spans"):
        two.reduction.agreement("match", method="cohen")


def test_overlapping_codes_are_compared_one_by_one_and_it_is_said(two: Study) -> None:
    two.reduction.code("talk", 2, "time")
    frame = two.reduction.agreement("match").frame
    assert frame["value"].isna().iloc[0]
    assert "doubt" in frame["reason"].iloc[0] or "time" in frame["reason"].iloc[0]
    assert frame.loc[frame["scope"] == "code", "value"].notna().all()


def test_disagreements_are_shown_in_context_worst_first(two: Study) -> None:
    found = two.reduction.disagreements()
    assert found[["text", "code", "marked_by", "not_marked_by", "instead"]].values.tolist() == [
        ["We were tired.", "doubt", ("ana",), ("budi",), ("time",)],
        ["We were tired.", "time", ("budi",), ("ana",), ("doubt",)],
        ["Most of us signed late.", "commitment", ("budi",), ("ana",), ()],
    ]


def test_a_consensus_counts_and_the_originals_are_kept(two: Study) -> None:
    before = two.reduction.agreement("sentence", codes="commitment", method="percent").overall.value
    found = two.reduction.disagreements()
    (yes,) = two.reduction.reconcile(found.iloc[2], applies=True, note="late signing is signing")
    two.reduction.reconcile(found[found["code"] == "doubt"], applies=False)
    counted = two.codings[two.codings["status"] == "accepted"]
    late = counted[counted["text"] == "Most of us signed late."]
    assert late["coding_id"].tolist() == [yes]
    assert late["coder"].tolist() == ["consensus"]
    assert late["memo"].tolist() == ["late signing is signing"]
    assert "doubt" not in set(counted["code"])
    assert two.reduction.disagreements()["code"].tolist() == ["time"]
    assert len(two.reduction.disagreements(consensus=False)) == 3
    again = two.reduction.agreement("sentence", codes="commitment", method="percent")
    after = two.reduction.agreement("sentence", codes="commitment", method="percent", consensus=True)
    assert again.overall.value == before
    assert (before, after.overall.value) == (pytest.approx(2 / 3), 1.0)
    assert two.verify_audit().empty
    with pytest.raises(qk.InvalidInput, match="any more"):
        two.reduction.reconcile(found.iloc[2], applies=True)
    two.undo()
    assert "doubt" in set(two.codings.loc[two.codings["status"] == "accepted", "code"])


def test_several_disagreements_have_no_one_span(two: Study) -> None:
    with pytest.raises(qk.InvalidInput, match="one disagreement"):
        two.reduction.reconcile(two.reduction.disagreements(), applies=True, span=(0, 5))
    with pytest.raises(qk.InvalidInput, match="'code'"):
        two.reduction.reconcile({"source": "talk", "start": 0, "end": 1}, applies=True)


@pytest.mark.usefixtures("two")
def test_who_codes_blind_compares_nothing(where: str) -> None:
    with Study.open(where, coder="budi", blind=True) as blind:
        for verb in (blind.reduction.agreement, blind.reduction.disagreements):
            with pytest.raises(qk.Conflict, match="blind"):
                verb()


def test_one_coder_or_none_is_said_and_not_computed(talk: Study) -> None:
    nobody = talk.reduction.agreement()
    assert "Agreement needs two coders, and nobody has coded by hand" in str(nobody.overall.reason)
    talk.reduction.code("talk", 2, "doubt")
    assert "only ana has" in str(talk.reduction.agreement().frame["reason"].iloc[0])
    assert "two coders" in str(talk.reduction.agreement("match").frame["reason"].iloc[0])
    assert talk.reduction.disagreements().empty
    assert "only ana has" in str(talk.reduction.agreement(coders="ana").overall.reason)


def test_what_a_pattern_coded_is_nobodys_judgement(two: Study) -> None:
    before = two.reduction.agreement().frame
    two.reduction.autocode()
    assert two.reduction.agreement().frame.equals(before)
    both = two.reduction.agreement(origins=["manual", "pattern"])
    assert not both.frame.equals(before)
    assert both.remarks == ()


def test_accepted_codings_that_are_not_counted_are_told_with_whose_they_are(two: Study) -> None:
    assert two.reduction.agreement().remarks == ()
    two.reduction.autocode()
    patterns = two.codings.query("origin == 'pattern' and status == 'accepted'")
    said = (
        f"Accepted codings that are not counted: {len(patterns)} of ana (origin pattern). "
        "Count them with origins=('manual', 'import', 'pattern')."
    )
    found = two.reduction.agreement()
    assert found.warnings[0] == said
    assert said.replace("'", "&#x27;") in found._repr_html_()
    for frame in (two.reduction.disagreements(), two.reduction.boundaries()):
        assert frame.attrs["warnings"] == (said,)
    assert two.reduction.agreement("match").remarks == (said,)
    assert two.reduction.agreement(codes="time").remarks == ()
    assert two.reduction.agreement(coders="budi").remarks == ()


def test_who_has_a_code_by_a_pattern_is_not_said_to_have_left_it_out(two: Study) -> None:
    late = "Most of us signed late."
    assert late in two.reduction.disagreements()["text"].tolist()
    two.reduction.autocode()
    assert late not in two.reduction.disagreements()["text"].tolist()
    both = two.reduction.disagreements(origins=["manual", "pattern"])
    assert late not in both["text"].tolist()


def test_a_third_coder_whose_coding_is_not_counted_is_shown_and_settled_with_the_others(
    two: Study, as_coder: Open
) -> None:
    cici = as_coder("cici")
    cici.reduction.code("talk", "We were tired.", "doubt")
    cici.reduction.autocode()
    patterns = two.codings.query("origin == 'pattern' and source == 'talk'")
    row = two.reduction.disagreements(codes="commitment").iloc[0]
    assert row[["text", "marked_by", "not_marked_by", "not_counted"]].tolist() == [
        "Most of us signed late.",
        ("budi",),
        ("ana",),
        ("cici",),
    ]
    assert row["split"] == 0.5
    late = patterns.loc[patterns["start"] >= row["start"], "coding_id"].tolist()
    assert set(late) < set(row["codings"])
    two.reduction.reconcile(row, applies=False)
    status = two.codings.set_index("coding_id")["status"]
    assert set(status[list(row["codings"])]) == {"rejected"}
    assert "Most of us signed late." not in two.reduction.disagreements(codes="commitment")["text"].tolist()


def test_a_coding_that_the_row_does_not_show_is_not_rejected(two: Study, as_coder: Open) -> None:
    row = two.reduction.disagreements(codes="commitment").iloc[0]
    as_coder("cici").reduction.autocode()
    before = two.codings
    with pytest.raises(qk.Conflict, match=r"'cici' has an accepted coding .* which the row does not show"):
        two.reduction.reconcile(row, applies=False)
    assert two.codings.equals(before)
    two.reduction.reconcile(row[["source", "start", "end", "code"]], applies=False)
    there = two.codings.query("code == 'commitment' and status == 'accepted' and start >= @row.start")
    assert there.empty


def test_who_is_not_chosen_is_shown_where_they_coded(two: Study, as_coder: Open) -> None:
    as_coder("cici").reduction.code("talk", "Most of us signed late.", "commitment")
    found = two.reduction.disagreements(codes="commitment", coders=["ana", "budi"])
    assert found["not_counted"].tolist() == [("cici",)]
    assert found.attrs["warnings"] == ()


def test_one_name_stands_for_a_list_of_it(two: Study) -> None:
    one, several = (two.reduction.agreement(origins=each) for each in ("manual", ["manual"]))  # type: ignore[arg-type]
    assert one.frame.equals(several.frame)
    assert two.reduction.disagreements(coders="budi").empty


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"coders": "bdi"}, "No coder named 'bdi'. Did you mean 'budi'"),
        ({"coders": ["ana", "budy"]}, "No coder named 'budy'. Did you mean 'budi'"),
        ({"origins": "patern"}, "No origin named 'patern'. Did you mean 'pattern'"),
    ],
)
def test_a_coder_or_an_origin_that_there_is_not_is_told_with_the_nearest(
    two: Study, choice: dict[str, Any], said: str
) -> None:
    for verb in (two.reduction.agreement, two.reduction.disagreements, two.reduction.boundaries):
        with pytest.raises(qk.NotFound, match=said):
            verb(**choice)


def test_a_coder_of_patterns_alone_has_coded_nothing_that_counts(two: Study, as_coder: Open) -> None:
    as_coder("cici").reduction.autocode()
    with pytest.raises(qk.InvalidInput, match="'cici' has coded nothing here of the origin manual or import"):
        two.reduction.agreement(coders=["ana", "cici"])


@pytest.mark.parametrize("method", ["u", "bar_u", "cu", "ku"])
def test_a_method_of_spans_says_with_what_unit_it_goes(two: Study, method: str) -> None:
    with pytest.raises(qk.InvalidInput, match=f"'{method}' compares the spans themselves. Say unit='match'"):
        two.reduction.agreement("sentence", method=method)


def test_what_a_coder_had_coded_beyond_the_place_still_stands(two: Study) -> None:
    two.reduction.code("talk", 2, "commitment")
    before = two.reduction.disagreements(codes="commitment")
    assert before["text"].tolist() == ["We were tired.", "Most of us signed late."]
    two.reduction.reconcile(before.iloc[0], applies=False)
    assert two.reduction.disagreements(codes="commitment")["text"].tolist() == ["Most of us signed late."]
    rest = two.codings[(two.codings["status"] == "accepted") & (two.codings["code"] == "commitment")]
    assert sorted(rest.loc[rest["coder"] == "ana", "text"]) == [
        "The head signed the letter on Monday.",
        "We signed.",
    ]
    before_again = two.reduction.disagreements(codes="commitment", consensus=False)
    assert before_again["text"].tolist() == before["text"].tolist()
    assert two.verify_audit().empty


def test_a_consensus_lies_inside_its_source(two: Study) -> None:
    row = two.reduction.disagreements().iloc[0]
    with pytest.raises(qk.InvalidInput, match="lies outside"):
        two.reduction.reconcile(row, applies=True, span=(0, 5000))
    with pytest.raises(qk.InvalidInput, match="empty or reversed"):
        two.reduction.reconcile(row, applies=True, span=(5, 5))
    with pytest.raises(qk.InvalidInput, match="Take another name"):
        Study.open(two._store.where, coder="Consensus")


def test_planned_units_are_compared_as_read_by_everybody(two: Study) -> None:
    with pytest.warns(UserWarning, match="take 314 sentences, and there are 5: all give about ± 0.79"):
        plan = two.reduction.plan_double_coding("sentence", half_width=0.1)
    assert len(plan) == 5, "a study smaller than the sample needed is coded whole"
    few = two.reduction.plan_double_coding("sentence", half_width=0.9, strata="source")
    assert set(few["source"]) == {"talk", "letter"}
    found = two.reduction.agreement(plan, codes="commitment", method="percent")
    assert (found.overall.units, found.unit) == (5, "chosen unit")
    missed = two.reduction.disagreements(plan, codes="commitment")
    assert missed["source"].tolist() == ["talk", "letter"]


def test_a_plan_is_divided_by_what_is_known_of_the_sources(two: Study) -> None:
    two.collection.describe("talk", site="office")
    plan = two.reduction.plan_double_coding("turn", half_width=0.9, strata=["kind", "site", "date"])
    assert plan[["source", "kind", "site"]].drop_duplicates().fillna("").values.tolist() == [
        ["talk", "interview", "office"],
        ["letter", "document", ""],
    ]
    assert two.reduction.agreement(plan).overall.units == len(plan)
    with pytest.raises(qk.NotFound, match=r"attribute of sources named 'sit'. Did you mean .*'site'"):
        two.reduction.plan_double_coding("turn", strata="sit")


def test_what_was_settled_can_be_opened_again(two: Study) -> None:
    before = two.codings
    conclusion = two.verification.conclude("They sign late.")
    late = before.loc[before["text"] == "Most of us signed late.", "coding_id"].iloc[0]
    two.verification.support(conclusion, [late])
    row = two.reduction.disagreements(codes="commitment").iloc[0]
    made = two.reduction.reconcile(row, applies=True)
    assert two.evidence[["target", "state"]].values.tolist()[0][0] == made[0]
    assert two.verification.stale().empty
    with pytest.raises(qk.Conflict, match="reopen"):
        two.reduction.uncode(made)
    with pytest.raises(qk.Conflict, match="settled"):
        two.reduction.accept(late)
    assert two.reduction.reopen(made) == 1
    assert two.codings.drop(columns="status").equals(before.drop(columns="status"))
    assert two.reduction.disagreements(codes="commitment")["text"].tolist() == ["Most of us signed late."]
    with pytest.raises(qk.InvalidInput, match="True or False"):
        two.reduction.reconcile(row, applies="no")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ({"letter": "ana"}, "list of coders"),
        ({"letter": ["ana", "bdi"]}, "Did you mean 'budi'"),
        ({"talk": ["ana"]}, "'budi' coded 'talk'"),
    ],
)
def test_readers_are_coders_and_all_who_coded(two: Study, readers: dict[str, list[str]], said: str) -> None:
    with pytest.raises(qk.QualkitError, match=said):
        two.reduction.agreement(readers=readers)


def test_a_universe_or_a_level_is_never_guessed(two: Study) -> None:
    with pytest.raises(qk.InvalidInput, match="universe"):
        two.reduction.agreement(universe="al")  # type: ignore[arg-type]
    assert two.reduction.agreement(level="nominal").frame["value"].notna().any()
    with pytest.raises(qk.NotFound, match="participant"):
        two.reduction.agreement(roles=["participants"])


def test_places_settled_one_after_the_other_are_opened_in_the_other_order(two: Study) -> None:
    mine = two.codings.query("coder == 'ana' and text == 'We signed.'")
    two.reduction.uncode(mine)
    two.reduction.code("talk", 2, "commitment", weight=2)
    before = two.codings
    first, second = (two.reduction.disagreements(codes="commitment").iloc[place] for place in (0, 1))
    assert first["text"] == "We were tired."
    tired = two.reduction.reconcile(first, applies=True)
    assert two.codings.set_index("coding_id")["weight"][tired[0]] == 2
    signed = {"source": "talk", "start": 30, "end": 40, "code": "commitment"}
    made = two.reduction.reconcile(signed, applies=True)
    with pytest.raises(qk.Conflict, match="Reopen that first"):
        two.reduction.reopen(tired)
    two.reduction.reopen(made)
    two.reduction.reopen(tired)
    assert second["text"] == "Most of us signed late."
    columns = ["coding_id", "start", "end", "code", "coder", "status"]
    assert two.codings[columns].equals(before[columns])
    assert two.verify_audit().empty


def test_codings_on_words_that_are_not_compared_are_told(two: Study) -> None:
    asked = two.turns[(two.turns["source"] == "talk") & (two.turns["role"] == "interviewer")].iloc[0]
    two.reduction.code("talk", (int(asked["start"]), int(asked["end"])), "time")
    assert any(
        "1 on words of the interviewer" in each for each in two.reduction.agreement("sentence").warnings
    )
    every = ("participant", "interviewer", "description", None)
    heard = two.reduction.agreement("sentence", roles=every).warnings
    assert not any("on words of the interviewer" in each for each in heard)
