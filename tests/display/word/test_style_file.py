from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qualkit.display.word import read_style, style
from qualkit.errors import InvalidInput, NotFound


def written(folder: Path, text: str) -> Path:
    path = folder / "journal.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_says_only_what_differs(tmp_path: Path) -> None:
    path = written(tmp_path, "table_size: 9\nquotation_marks: ['«\u00a0', '\u00a0»']\nrules: [top, rows]\n")
    assert read_style(path) == replace(
        style("apa7"), table_size=9, quotation_marks=("«\u00a0", "\u00a0»"), rules=("top", "rows")
    )
    path = written(tmp_path, "based_on: plain\ntable_label: Matriks\n")
    assert read_style(path) == replace(style("plain"), table_label="Matriks")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fnt: Arial", "journal.yaml: No setting of a style named 'fnt'. Did you mean 'font'"),
        ("caption: both", "journal.yaml: caption is 'both', and should be 'stacked' or 'line'"),
        ("margin: wide", "journal.yaml: margin is 'wide', and should be a valid number"),
        ("margin: 40", "journal.yaml: margin is 40; it can be"),
        ("quotation_marks: '\"'", "journal.yaml: quotation_marks is '\"', and should be a valid tuple"),
        ("rules: [top, middle]", "journal.yaml: rules is"),
        ("[", "journal.yaml is not YAML"),
        ("", "journal.yaml says nothing of a style"),
        ("- font", "journal.yaml says nothing of a style"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_style(written(tmp_path, text))
    assert said in str(refused.value)


def test_a_missing_file_or_basis_is_not_found(tmp_path: Path) -> None:
    path = written(tmp_path, "based_on: chicago")
    with pytest.raises(NotFound, match="No style named 'chicago'"):
        read_style(path)
    with pytest.raises(NotFound, match="There is no style file"):
        read_style(tmp_path / "jornal.yaml")
