from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pytest

import qualkit as qk
from qualkit import Codebook, Study


def test_an_exported_study_holds_every_frame_and_text(study: Study, tmp_path: Path) -> None:
    talk = "I: How?\nR: We signed, 😀 “yes”; really.\nI: So?\nR: So.\n"
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    study.collection.add(tmp_path / "talk.txt", case="Office")
    study.reduction.use_codebook(Codebook.parse("codes: [{name: commitment, patterns: ['sign*']}]"))
    study.reduction.autocode(unit="turn")
    study.reduction.summarise("Office", "commitment", "Signed.")
    study.verification.support(study.verification.conclude("They commit."), study.codings)
    path = study.export(tmp_path / "out.zip")
    with zipfile.ZipFile(path) as archive:
        text = archive.read("texts/talk.txt").decode()
        names = [name for name in archive.namelist() if "/" not in name]
        tables = {Path(name).stem: pd.read_csv(archive.open(name)) for name in names}
    assert text == study.text("talk")
    codings = tables["codings"]
    assert [text[start:end] for start, end in zip(codings["start"], codings["end"], strict=True)] == codings[
        "text"
    ].tolist()
    assert {name: len(table) for name, table in tables.items()} == {
        name: len(getattr(study, name)) for name in tables
    }
    assert len(tables) == 11
    assert [each.name for each in tmp_path.glob(".*")] == []


def test_the_codebook_is_exported_as_yaml(study: Study, tmp_path: Path) -> None:
    study.reduction.use_codebook(Codebook.parse("codes: [{name: a, codes: [b]}]"))
    assert Codebook.read(study.export(tmp_path / "book.yaml")).codes == study.codebook.codes


@pytest.mark.parametrize("name", ["study.docx", "study"])
def test_another_suffix_is_refused(study: Study, tmp_path: Path, name: str) -> None:
    with pytest.raises(qk.InvalidInput, match=r"\.zip .* or \.yaml"):
        study.export(tmp_path / name)
