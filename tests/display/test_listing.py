from __future__ import annotations

from pathlib import Path

import qualkit as qk


def test_the_catalogue_speaks_the_language_asked_for(tmp_path: Path) -> None:
    with qk.Study.create(tmp_path / "s.qualkit", title="T", language="id", coder="ana") as study:
        indonesian, english = (study.display.catalogue(language=each).iloc[0] for each in (None, "en"))
    assert (indonesian["title"], indonesian["needs"]) == ("Log pencatatan data", "sumber")
    assert indonesian["missing"] == "Tambahkan sumber: study.collection.add(paths)."
    assert english["missing"] == "Add sources: study.collection.add(paths)."
    told = ["rows", "columns", "cells", "use"]
    assert not set(indonesian[told]) & set(english[told])
    assert indonesian[["name", "chapter", "kind"]].tolist() == english[["name", "chapter", "kind"]].tolist()
