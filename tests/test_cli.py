from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from functools import partial
from pathlib import Path

import pytest
from docx import Document

from qualkit import Codebook, Study

ROOT = Path(__file__).parents[1]
TALK = "I: How did it go?\nR: We signed.\nI: All of you?\nR: Most of us signed.\n"
BOOK = "codes: [{name: commitment, patterns: ['sign*']}, doubt]"


def run(*arguments: object, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qualkit.cli", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120", **variables}
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, check=False)


def done(*arguments: object, folder: Path) -> str:
    found = run(*arguments, folder=folder)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_a_small_study_is_carried_through_without_python(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "book.yaml").write_text(BOOK)
    assert "next: add sources" in done("new", "s.qualkit", "--title", "Small", folder=tmp_path)
    assert "1 added" in done(
        "add", "s.qualkit", "talk.txt", "--case", "Office", "--set", "size=3", folder=tmp_path
    )
    assert "2 added" in done("codebook", "s.qualkit", "book.yaml", folder=tmp_path)
    assert "2 new codings" in done("autocode", "s.qualkit", "--unit", "sentence", folder=tmp_path)
    assert "commitment" in done("codebook", "s.qualkit", folder=tmp_path)
    assert "Office" in done("case", "s.qualkit", "Office", "--set", "result=1.5", folder=tmp_path)
    assert "[signed]" in done("search", "s.qualkit", "sign*", folder=tmp_path)
    assert "We signed." in done("display", "s.qualkit", folder=tmp_path)
    done("display", "s.qualkit", "--cells", "count", "--out", "m.docx", folder=tmp_path)
    assert Document(str(tmp_path / "m.docx")).tables
    said = done("conclude", "s.qualkit", "They commit.", "--supports", "commitment@Office", folder=tmp_path)
    assert "They commit." in said
    said = done("verify", "s.qualkit", "--out", "report.docx", folder=tmp_path)
    assert "The audit trail is whole." in said
    assert Document(str(tmp_path / "report.docx")).tables
    assert "1 conclusion, 2 pieces of evidence for" in done("info", "s.qualkit", folder=tmp_path)
    assert "undone: support" in done("undo", "s.qualkit", folder=tmp_path)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["info", "none.qualkit"], 1, "There is no study at none.qualkit"),
        (["new", "s.qualkit", "--title", "Again"], 1, "exists already"),
        (["add", "s.qualkit", "none.txt"], 1, "none.txt"),
        (["add", "s.qualkit", "broken.docx"], 1, "refused: broken.docx"),
        (["codebook", "s.qualkit", "broken.yaml"], 1, "broken.yaml"),
        (["display", "s.qualkit", "--rows", "cases"], 1, "case"),
        (["display", "s.qualkit", "--out", "m.odt"], 1, ".docx, .html, .tex"),
        (["conclude", "s.qualkit", "X.", "--supports", "nothing"], 1, "nothing"),
        (["undo", "s.qualkit", "--coder", "eve"], 1, "nothing by eve"),
        (["info"], 2, "Missing argument"),
        (["frobnicate"], 2, "No such command"),
        (["add", "s.qualkit", "talk.txt", "--set", "size"], 1, "NAME=VALUE"),
        (["add", "s.qualkit", "talk.txt", "--set", "size=15.400"], 1, "two numbers"),
        (["info", "postgresql://%zz:@:/:"], 1, "postgresql://user@host/database"),
    ],
)
def test_what_is_refused_is_said_in_one_line(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    Study.create(tmp_path / "s.qualkit", title="T").close()
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 no zip")
    (tmp_path / "broken.yaml").write_text("codes: [a, A]")
    (tmp_path / "talk.txt").write_text(TALK)
    found = run(*arguments, folder=tmp_path)
    assert found.returncode == code
    assert said in " ".join(found.stderr.split())
    assert "Traceback" not in found.stderr
    if code == 1:
        assert len(found.stderr.strip().split("\n")) == 1


def test_a_batch_goes_on_past_what_is_refused(tmp_path: Path) -> None:
    Study.create(tmp_path / "s.qualkit", title="T").close()
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text(TALK)
    found = run("add", "s.qualkit", "texts", folder=tmp_path)
    assert found.returncode == 1
    assert "1 added" in found.stdout
    assert "refused: texts/a.txt" in found.stderr


def test_every_command_and_option_says_what_it_is_for() -> None:
    from typer.main import get_command

    from qualkit.cli import app

    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        for parameter in command.params:
            assert parameter.name == "folder" or getattr(parameter, "help", None), (name, parameter.name)


def test_help_does_not_load_what_it_does_not_need() -> None:
    script = (
        "import sys; import qualkit.cli; "
        "heavy = {'pandas', 'spacy', 'matplotlib', 'sklearn', 'docx', 'sqlalchemy'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `qualkit demo` makes in an empty folder."""
    folder = tmp_path_factory.mktemp("demonstration")
    said = done("demo", folder=folder)
    assert "composed" in said
    assert len([line for line in said.split("\n") if line.startswith("  qualkit ")]) == 3
    return folder / "coaching-demo"


def test_the_demonstration_makes_what_it_says(demonstration: Path) -> None:
    assert {path.suffix for path in demonstration.iterdir()} == {".qualkit", ".docx", ".html", ".png"}
    with Study.open(demonstration / "coaching.qualkit") as study:
        assert study.verify_audit().empty
        assert study.verification.stale().empty
        verdicts = study.conclusions.set_index("conclusion")["verdict"].to_dict()
        assert verdicts["PAD"] == verdicts["TAHAP"] == "refuted"
        pad = study.evidence.query("conclusion == 'PAD'")
        assert {"supports", "contradicts"} == set(pad["stance"])
        assert set(pad.query("stance == 'contradicts'")["kind"]) == {"interview", "observation", "document"}
        arithmetic = study.checks.query("tactic == 'if-then tests'")["found"].iloc[0]
        assert "19,06 %" in arithmetic


def test_the_demonstration_does_not_overwrite_itself(demonstration: Path) -> None:
    found = run("demo", folder=demonstration.parent)
    assert found.returncode == 1
    assert "is there already" in found.stderr


def test_the_three_commands_to_try_next_work(demonstration: Path) -> None:
    where = demonstration / "coaching.qualkit"
    assert "26 sources" in done("info", where, folder=demonstration)
    assert "[Pemutihan]" in done("search", where, "pemutihan*", folder=demonstration)
    done("display", where, "--code", "masalah", "--out", "masalah.docx", folder=demonstration)


def test_word_opens_the_documents(demonstration: Path, soffice: str, tmp_path: Path) -> None:
    documents = sorted(demonstration.glob("*.docx"))
    command = [
        soffice,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", tmp_path, *documents], check=True, capture_output=True)
    assert {path.stem for path in tmp_path.glob("*.pdf")} == {path.stem for path in documents}


def test_the_wheel_holds_what_the_demonstration_needs(tmp_path: Path) -> None:
    copy = tmp_path / "source"
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", "*.qualkit", "__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", str(tmp_path), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    target = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    assert (target / "qualkit/translations/id/LC_MESSAGES/qualkit.po").is_file()
    found = subprocess.run(
        [sys.executable, "-c", "import sys; from qualkit.cli import main; main()", "demo"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "coaching-demo" in found.stdout
    assert (tmp_path / "coaching-demo" / "kredibilitas.docx").exists()


def test_a_conclusion_that_cannot_be_cited_is_not_made(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "book.yaml").write_text(BOOK)
    done("new", "s.qualkit", "--title", "T", folder=tmp_path)
    done("add", "s.qualkit", "talk.txt", "--set", "kind=interview", "--set", "nik=007", folder=tmp_path)
    done("codebook", "s.qualkit", "book.yaml", folder=tmp_path)
    done("autocode", "s.qualkit", folder=tmp_path)
    both = ("--supports", "commitment", "--contradicts", "commitment")
    assert run("conclude", "s.qualkit", "X.", *both, folder=tmp_path).returncode == 1
    with Study.open(tmp_path / "s.qualkit") as study:
        assert study.conclusions.empty
        assert study.sources["nik"].tolist() == ["007"]


def test_an_odd_file_name_is_no_url(tmp_path: Path) -> None:
    for name in ("p%41.qualkit", "q?x=1.qualkit", "a#b.qualkit"):
        done("new", name, "--title", "T", folder=tmp_path)
        assert "0 sources" in done("info", name, folder=tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_copy_goes_out_comes_in_and_is_merged(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "book.yaml").write_text(BOOK)
    done("new", "a.qualkit", "--title", "Small", folder=tmp_path)
    done("add", "a.qualkit", "talk.txt", folder=tmp_path)
    done("codebook", "a.qualkit", "book.yaml", folder=tmp_path)
    exported = run("export", "a.qualkit", "a.qdpx", folder=tmp_path)
    assert exported.stdout == "a.qdpx\n"
    assert "not in the file: " in exported.stderr
    assert "1 source" in done("import", "a.qdpx", "b.qualkit", "--coder", "budi", folder=tmp_path)
    done("autocode", "b.qualkit", "--coder", "budi", folder=tmp_path)
    assert "nothing needs a look" in done("merge", "a.qualkit", "b.qualkit", folder=tmp_path)
    with Study.open(tmp_path / "a.qualkit") as study:
        assert study.codings["coder"].unique().tolist() == ["budi"]
    refused = run("merge", "a.qualkit", "b.qualkit", "--keep", "mine", folder=tmp_path)
    assert (refused.returncode, "'ours' or 'theirs'" in refused.stderr) == (1, True)


def test_speakers_are_cast_and_a_transcript_revised(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    (tmp_path / "new.txt").write_text(TALK.replace("We signed", "We have signed"))
    (tmp_path / "book.yaml").write_text(BOOK)
    done("new", "a.qualkit", "--title", "Small", folder=tmp_path)
    done("add", "a.qualkit", "talk.txt", folder=tmp_path)
    done("codebook", "a.qualkit", "book.yaml", folder=tmp_path)
    done("autocode", "a.qualkit", folder=tmp_path)
    listed = done("speakers", "a.qualkit", "--rename", "R=Ani", "--case", "Ani=P1", folder=tmp_path)
    assert "Ani" in listed
    assert "P1" in listed
    assert "2 kept" in done("revise", "a.qualkit", "talk", "new.txt", folder=tmp_path)


def test_pseudonyms_are_confirmed_in_a_table_and_put_with_a_key(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("I: Who?\nR: Pak Budi did, Budi said.\nI: And?\nR: Budi again.\n")
    done("new", "a.qualkit", "--title", "Small", "--language", "id", folder=tmp_path)
    done("add", "a.qualkit", "talk.txt", folder=tmp_path)
    done("pseudonyms", "a.qualkit", "--out", "names.csv", folder=tmp_path)
    table = (tmp_path / "names.csv").read_text(encoding="utf-8-sig")
    assert "Budi,[Orang 1]" in table
    (tmp_path / "names.csv").write_text(table.replace(",False", ";ya").replace(",", ";"))
    passphrase = {"QUALKIT_PASSPHRASE": "four random words"}
    said = run("pseudonymise", "a.qualkit", "names.csv", "--key", "n.key", folder=tmp_path, **passphrase)
    assert "[Orang 1]" in said.stdout, said.stderr
    with Study.open(tmp_path / "a.qualkit") as study:
        assert "Budi" not in study.text("talk")
    revealed = run("reveal", "a.qualkit", "talk", "--key", "n.key", folder=tmp_path, **passphrase)
    assert revealed.stdout == (tmp_path / "talk.txt").read_text()
    assert "Budi" not in done("pseudonyms", "a.qualkit", "--left", folder=tmp_path)
    missing = run("pseudonymise", "a.qualkit", "none.csv", "--key", "n.key", folder=tmp_path)
    assert (missing.returncode, "no file none.csv" in missing.stderr) == (1, True)


def test_a_survey_comes_in_and_is_brought_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "survey.csv").write_text("who,why,site\nA1,It rained.,Praya\nA2,,Praya\nA1,Again.,Praya\n")
    done("new", "a.qualkit", "--title", "Small", folder=tmp_path)
    options = ("--text", "why", "--case", "site", "--id", "who")
    first = run("survey", "a.qualkit", "survey.csv", *options, folder=tmp_path)
    assert first.returncode == 1
    assert "refused: row " in first.stderr
    (tmp_path / "survey.csv").write_text("who,why,site\nA1,It rained hard.,Praya\nA2,Mud.,Praya\n")
    again = done("survey", "a.qualkit", "survey.csv", *options, folder=tmp_path)
    assert "added" in again
    missing = run("survey", "a.qualkit", "survey.csv", "--text", "wy", folder=tmp_path)
    assert (missing.returncode, "Did you mean 'why'?" in missing.stderr) == (1, True)


def test_two_coders_are_compared_and_codings_queried(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK)
    for coder, spans in (("ana", ["We signed."]), ("budi", ["We signed.", "Most of us signed."])):
        make = Study.open if (tmp_path / "s.qualkit").exists() else partial(Study.create, title="T")
        with make(tmp_path / "s.qualkit", coder=coder) as study:
            study.collection.add(tmp_path / "talk.txt")
            study.reduction.use_codebook(Codebook.parse(BOOK))
            for span in spans:
                study.reduction.code("talk", span, "commitment")
    assert "commitment" in done("agreement", "s.qualkit", "--method", "percent", folder=tmp_path)
    said = done("agreement", "s.qualkit", "--disagreements", "--out", "d.csv", folder=tmp_path)
    assert "talk:4\tcommitment\tbudi | not ana\tMost of us signed." in said
    assert "Most of us signed." in (tmp_path / "d.csv").read_text()
    found = run("query", "s.qualkit", "commit*", "--name", "mine", folder=tmp_path)
    assert (found.stdout.count("We signed."), found.stderr) == (2, "3 codings in 1 sources\n")
    assert "We signed." in done("query", "s.qualkit", "--name", "mine", folder=tmp_path)
    assert "sign*" in done("autocode", "s.qualkit", "--dry-run", folder=tmp_path)


def test_the_codebook_goes_to_word_and_back(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(BOOK)
    Study.create(tmp_path / "s.qualkit", title="T").close()
    done("codebook", "s.qualkit", "book.yaml", "--out", "book.docx", folder=tmp_path)
    assert "2 unchanged" in done("codebook", "s.qualkit", "book.docx", folder=tmp_path)
    assert "never used" in done("codebook", "s.qualkit", "--statistics", folder=tmp_path)
    assert "use codebook" in done("codebook", "s.qualkit", "--versions", folder=tmp_path)
    done("codebook", "s.qualkit", "--appendix", "appendix.docx", folder=tmp_path)
    assert Document(str(tmp_path / "appendix.docx")).tables


def test_themes_and_suggestions_come_from_the_demonstrations_study(demonstration: Path) -> None:
    where = next(demonstration.glob("*.qualkit"))
    copy = demonstration / "copy.qualkit"
    copy.write_bytes(where.read_bytes())
    said = done("themes", copy, "-k", "3", "--unit", "turn", "--out", "map.png", folder=demonstration)
    assert said.count("unstable") + said.count("doubtful") + said.count(" stable") == 3
    assert (demonstration / "map.png").read_bytes().startswith(b"\x89PNG")
    done(
        "themes", copy, "-k", "3", "--unit", "turn", "--adopt", "1", "--as-code", "new", folder=demonstration
    )
    assert "new" in done("codebook", copy, folder=demonstration)
    assert "precision" in done("suggest", copy, "--most", "3", "--keep", folder=demonstration)
    with Study.open(copy) as study:
        assert (study.codings["status"] == "suggested").sum() == 3
    refused = run("themes", copy, "--adopt", "1", folder=demonstration)
    assert (refused.returncode, "--as-code" in refused.stderr) == (1, True)
