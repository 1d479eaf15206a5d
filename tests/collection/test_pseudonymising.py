from __future__ import annotations

import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from qualkit import Conflict, InvalidInput, NotFound, Study
from qualkit.collection.key_file import Key, read_key, write_key

TALK = (
    "Interviewer: Who decides?\nSri Wahyuni: I asked Budi, and Budi signed 👩‍🌾.\n"
    "Interviewer: And BUDI agreed?\nSri Wahyuni: Yes, bu sri wahyuni did. Sri Wahyuni did.\n"
)
RULES = {"Sri Wahyuni": "[Person 1]", "Budi": "[Person 2]"}
PASS = "four random words"


@pytest.fixture
def spoken(study: Study, tmp_path: Path) -> Study:
    """A study in which names are in every corner."""
    path = tmp_path / "Sri Wahyuni.txt"
    path.write_text(TALK, encoding="utf-8")
    study.collection.add(path, kind="interview", case="Budi", head="Budi", site=["Budi", "Praya"])
    (tmp_path / "codes.yaml").write_text("codes:\n- name: signing\n", encoding="utf-8")
    study.reduction.use_codebook(tmp_path / "codes.yaml")
    for words in ("asked Budi", "signed"):
        start = TALK.index(words)
        study.reduction.code("Sri Wahyuni", (start, start + len(words)), "signing", memo="Budi!")
    study.reduction.memo("Budi was tired.", about="Budi")
    study.reduction.summarise("Budi", "signing", "Budi signs.")
    conclusion = study.verification.conclude("Budi decides.", name="Budi first")
    study.verification.support(conclusion, study.codings, note="as Budi said")
    study.verification.support(conclusion, study.memos)
    study.collection.revise("Sri Wahyuni", TALK + "Interviewer: Thanks, Budi.\n")
    return study


def test_names_are_gone_from_every_corner_and_codings_keep_their_words(spoken: Study, tmp_path: Path) -> None:
    report = spoken.collection.pseudonymise(RULES, key=tmp_path / "names.key", passphrase=PASS)
    assert (
        report.to_numpy().tolist() == [["[Person 1]", 2, 1], ["[Person 2]", 4, 1]][::-1] or len(report) == 2
    )
    assert spoken.codings["text"].tolist() == ["asked [Person 2]", "signed"]
    assert spoken.turns["speaker"].unique().tolist() == ["Interviewer", "[Person 1]"]
    assert spoken.cases["case"].tolist() == ["[Person 2]"]
    assert spoken.sources[["source", "head"]].to_numpy().tolist() == [["[Person 1]", "[Person 2]"]]
    assert spoken.verification.stale().empty
    assert spoken.verify_audit().empty
    everything = " ".join(
        getattr(spoken, name).to_csv()
        for name in (
            "sources",
            "turns",
            "cases",
            "codings",
            "memos",
            "summaries",
            "conclusions",
            "evidence",
            "audit",
        )
    )
    everything += spoken.collection.revisions("[Person 1]").to_csv()
    assert "Budi" not in everything
    assert "Wahyuni" not in everything


def test_names_are_gone_from_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "study.qualkit"
    (tmp_path / "one.txt").write_text(TALK.replace("Budi", "Qwertyson"), encoding="utf-8")
    with Study.create(path, title="T", coder="ana") as study:
        study.collection.add(tmp_path / "one.txt")
        study.reduction.memo("Qwertyson again", about="one")
        study.collection.pseudonymise({"Qwertyson": "[P]"}, key=tmp_path / "k.key", passphrase=PASS)
        for file in tmp_path.glob("study.qualkit*"):
            assert b"Qwertyson" not in file.read_bytes(), file
    with sqlite3.connect(path) as connection:
        assert "Qwertyson" not in "\n".join(connection.iterdump())
    connection.close()
    assert b"Qwertyson" not in (tmp_path / "k.key").read_bytes()


def test_the_key_reveals_a_text_as_it_was(spoken: Study, tmp_path: Path) -> None:
    before = spoken.text("Sri Wahyuni")
    spoken.collection.pseudonymise({"Budi": "[Person 2]"}, key=tmp_path / "names.key", passphrase=PASS)
    spoken.collection.pseudonymise({"Sri Wahyuni": "[Person 1]"}, key=tmp_path / "names.key", passphrase=PASS)
    assert spoken.collection.reveal("[Person 1]", key=tmp_path / "names.key", passphrase=PASS) == before
    assert "Budi" not in spoken.text("[Person 1]")


def test_a_text_revised_since_is_revealed_by_the_usual_spelling(spoken: Study, tmp_path: Path) -> None:
    spoken.collection.pseudonymise(RULES, key=tmp_path / "names.key", passphrase=PASS)
    spoken.collection.revise(
        "[Person 1]", "Interviewer: So?\n[Person 1]: [Person 2] did.\nInterviewer: Ok.\n"
    )
    revealed = spoken.collection.reveal("[Person 1]", key=tmp_path / "names.key", passphrase=PASS)
    assert revealed == "Interviewer: So?\nSri Wahyuni: Budi did.\nInterviewer: Ok.\n"


def test_proposals_are_used_where_they_are_confirmed(spoken: Study, tmp_path: Path) -> None:
    proposals = spoken.collection.propose_pseudonyms()
    assert {"Sri Wahyuni", "Budi"} <= set(proposals["original"])
    with pytest.raises(InvalidInput, match="No pseudonym is confirmed"):
        spoken.collection.pseudonymise(proposals, key=tmp_path / "names.key", passphrase=PASS)
    proposals["confirmed"] = proposals["original"] == "Budi"
    spoken.collection.pseudonymise(proposals, key=tmp_path / "names.key", passphrase=PASS)
    assert "Budi" not in spoken.text("Sri Wahyuni")
    left = spoken.collection.identifying()
    assert set(left["text"]) == {"Sri Wahyuni"}


def test_it_cannot_be_undone(spoken: Study, tmp_path: Path) -> None:
    spoken.collection.pseudonymise(RULES, key=tmp_path / "names.key", passphrase=PASS)
    with pytest.raises(Conflict, match="put pseudonyms in the place of words"):
        spoken.undo()


def test_two_cases_of_one_pseudonym_are_told_apart(study: Study, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(TALK, encoding="utf-8")
    study.collection.add(tmp_path / "one.txt")
    for case in ("Sri", "Wahyuni"):
        study.collection.assign(case, sources="one")
    study.collection.pseudonymise(
        {"Sri": "[P]", "Wahyuni": "[P]"}, key=tmp_path / "names.key", passphrase=PASS
    )
    assert study.cases["case"].tolist() == ["[P]", "[P] (2)"]


def test_a_key_opens_only_with_its_passphrase_for_its_study_and_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "names.key"
    write_key(path, PASS, Key(study="s", originals={"[P]": ["Ani"]}))
    assert read_key(path, PASS, study="s").originals == {"[P]": ["Ani"]}
    assert path.stat().st_mode & 0o077 == 0
    data = path.read_bytes()
    with pytest.raises(InvalidInput, match="does not open"):
        read_key(path, "other words here", study="s")
    with pytest.raises(InvalidInput, match="another study"):
        read_key(path, PASS, study="t")
    for damaged in (data[:-1], data[:30], data[:-1] + bytes([data[-1] ^ 1])):
        path.write_bytes(damaged)
        with pytest.raises(InvalidInput, match="was changed or cut short"):
            read_key(path, PASS, study="s")
    path.write_bytes(b"hello")
    with pytest.raises(InvalidInput, match="is no key"):
        read_key(path, PASS, study="s")
    with pytest.raises(NotFound):
        read_key(tmp_path / "missing.key", PASS, study="s")
    with pytest.raises(InvalidInput, match="too short"):
        write_key(path, "short", Key(study="s"))


def test_a_wrong_passphrase_changes_nothing(spoken: Study, tmp_path: Path) -> None:
    write_key(tmp_path / "names.key", PASS, Key(study="another"))
    with pytest.raises(InvalidInput):
        spoken.collection.pseudonymise(RULES, key=tmp_path / "names.key", passphrase="wrong words")
    assert "Budi" in spoken.text("Sri Wahyuni")


def test_a_later_run_before_an_earlier_pseudonym_is_revealed_as_it_was(study: Study, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Ani asked, WAHYUNI answered.", encoding="utf-8")
    study.collection.add(tmp_path / "one.txt")
    key = tmp_path / "names.key"
    for original in ("Wahyuni", "Ani"):
        study.collection.pseudonymise({original: "[P]"}, key=key, passphrase=PASS)
    assert study.collection.reveal("one", key=key, passphrase=PASS) == "Ani asked, WAHYUNI answered."


def test_a_proposal_confirmed_twice_with_different_pseudonyms_is_refused(
    spoken: Study, tmp_path: Path
) -> None:
    proposals = spoken.collection.propose_pseudonyms().query("original == 'Budi'").assign(confirmed=True)
    twice = pd.concat([proposals, proposals.assign(replacement="[Other]")])
    with pytest.raises(Conflict, match="two replacements"):
        spoken.collection.pseudonymise(twice, key=tmp_path / "names.key", passphrase=PASS)
