"""Codings are judged, differences settled and thoughts noted without Python."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qualkit import Codebook, QualkitError, Study
from qualkit.cli import app

TALK = "I: How did it go?\nR: We signed.\nI: All of you?\nR: Most of us signed.\n"
BOOK = "codes: [{name: commitment, patterns: ['sign*'], codes: [letter]}, {name: doubt, patterns: [most]}]"

Run = Callable[..., Result]


@pytest.fixture
def where(tmp_path: Path) -> Path:
    """A study in which patterns suggest three codings of the one talk."""
    (tmp_path / "talk-1.txt").write_text(TALK)
    with Study.create(tmp_path / "s.qualkit", title="T", coder="ana") as study:
        study.collection.add(tmp_path / "talk-1.txt")
        study.reduction.use_codebook(Codebook.parse(BOOK))
        study.reduction.autocode(unit="sentence", status="suggested")
    return tmp_path / "s.qualkit"


@pytest.fixture
def run(where: Path) -> Run:
    def command(name: str, *arguments: str) -> Result:
        return CliRunner().invoke(app, [name, str(where), *arguments, "--coder", "ana"])

    return command


def statuses(where: Path) -> list[tuple[str, str]]:
    with Study.open(where) as study:
        return list(study.codings[["code", "status"]].itertuples(index=False, name=None))


def test_codings_are_accepted_by_code_source_and_origin(run: Run, where: Path) -> None:
    assert "nothing to accept" in run("accept", "--origin", "manual").stdout
    found = run("accept", "--code", "commitment", "--source", "talk-*", "--origin", "pattern")
    assert (found.exit_code, found.stdout) == (0, "2 accepted\n")
    assert sorted(statuses(where)) == [
        ("commitment", "accepted"),
        ("commitment", "accepted"),
        ("doubt", "suggested"),
    ]


def test_what_was_rejected_is_not_accepted_with_the_rest(run: Run, where: Path) -> None:
    assert run("reject", "--code", "doubt").stdout == "1 rejected\n"
    assert run("reject", "--code", "doubt").stdout == "nothing to reject\n"
    assert run("accept", "--source", "talk-1").stdout == "2 accepted\n"
    assert ("doubt", "rejected") in statuses(where)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["accept"], "Say which codings"),
        (["reject", "--code", "comitment"], "Did you mean 'commitment'"),
        (["reject", "--source", "talk-2"], "Did you mean 'talk-1'"),
        (["accept", "--origin", "patern"], "Did you mean 'pattern'"),
        (["memo", "Hm.", "--about", "talk-2"], "Did you mean 'talk-1'"),
        (["memo", "Hm.", "--kind", "joke"], "no kind of memo"),
        (["reconcile", "--take", "eve"], "coder"),
    ],
)
def test_what_is_refused_changes_nothing(run: Run, where: Path, arguments: list[str], said: str) -> None:
    before = statuses(where)
    found = run(*arguments)
    assert isinstance(found.exception, QualkitError)
    assert said in str(found.exception)
    assert statuses(where) == before


def test_a_command_without_what_it_needs_is_wrong_usage(run: Run) -> None:
    assert (run("memo").exit_code, run("reconcile").exit_code) == (2, 2)


def test_a_thought_is_noted(run: Run, where: Path) -> None:
    assert run("memo", "Loud room.", "--about", "talk-1", "--kind", "jotting").exit_code == 0
    with Study.open(where) as study:
        assert study.memos[["text", "kind", "about"]].to_numpy().tolist() == [
            ["Loud room.", "jotting", "talk-1"]
        ]


def test_differences_are_settled_as_one_coder_has_them(run: Run, where: Path) -> None:
    for coder, words, code in (
        ("ana", "We signed.", "letter"),
        ("budi", "We signed.", "doubt"),
        ("budi", "How", "doubt"),
    ):
        with Study.open(where, coder=coder) as study:
            study.reduction.code("talk-1", words, code)
    found = run("reconcile", "--take", "ana", "--note", "as agreed")
    assert found.stdout == "1 settled with the code\n1 settled without the code\n"
    with Study.open(where) as study:
        settled = study.codings[study.codings["coder"] == "consensus"]
        assert sorted(zip(settled["code"], settled["status"], strict=True)) == [
            ("doubt", "rejected"),
            ("letter", "accepted"),
        ]
        assert set(settled["memo"]) == {"as agreed"}
        assert study.reduction.disagreements().empty
