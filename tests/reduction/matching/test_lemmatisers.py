from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from qualkit.reduction.matching.lemmatisers import lemmatiser
from qualkit.reduction.patterns import Patterns

PACKAGE = "ms_tables_only"
LOADING = """
from pathlib import Path
from spacy.util import load_model_from_path

def load(**options):
    return load_model_from_path(Path(__file__).parent / "pipeline", **options)
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A spaCy package whose pipeline lemmatises from a table, installed as such packages are."""
    pipeline = spacy.blank("ms")
    table = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"}).lookups
    table.add_table("lemma_lookup", {"buku": "kitab", "kitabnya": "kitab"})
    package = tmp_path / PACKAGE
    package.mkdir()
    pipeline.to_disk(package / "pipeline")
    (package / "__init__.py").write_text(LOADING)
    record = tmp_path / f"{PACKAGE}-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 1.0\n")
    (record / "entry_points.txt").write_text(f"[spacy_models]\n{PACKAGE} = {PACKAGE}\n")
    monkeypatch.syspath_prepend(tmp_path)
    lemmatiser.cache_clear()
    yield
    lemmatiser.cache_clear()
    sys.modules.pop(PACKAGE, None)


@pytest.mark.usefixtures("installed")
def test_the_users_trained_pipeline_goes_before_the_word_lists() -> None:
    compiled = Patterns.compile([("book", "lemma:kitab")], language="ms")
    assert compiled.find("Buku, buku dan kitabnya").tolist() == [[0, 6, 10], [0, 15, 23]]


@pytest.mark.usefixtures("installed")
def test_a_pipeline_serves_its_own_language_only() -> None:
    lemmas = lemmatiser("id")
    assert lemmas is not None
    assert lemmas(["buku", "bukunya"]) == ["buku", "buku"]


def test_a_language_may_have_no_lemmas() -> None:
    assert lemmatiser("xx") is None
    assert lemmatiser("zh-Hant") is None
