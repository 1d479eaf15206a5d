from __future__ import annotations

from pathlib import Path

from qualkit import Study
from qualkit.collection.accounts import accounting_log


def test_the_shipped_corpus_by_case_and_method(study: Study, corpus: Path) -> None:
    study.collection.add(corpus)
    counts = accounting_log(study._session).pivot(index="row", columns="column", values="sources")
    listed: dict[str, dict[str, int]] = {}
    for kind, folder in (("interview", "wawancara"), ("observation", "observasi"), ("document", "dokumen")):
        for path in (corpus / folder).iterdir():
            of_case = listed.setdefault(path.name.partition("-")[0], {})
            of_case[kind] = of_case.get(kind, 0) + 1
    expected = {case: {"interview": 0, "observation": 0, "document": 0} | of for case, of in listed.items()}
    counted = {str(case).casefold(): of for case, of in counts.to_dict("index").items()}
    assert counted == expected


def test_a_source_is_partial_until_it_is_coded_and_nobody_calls_it_partial(
    study: Study, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text("I: Ready?\nR: Yes.\nI: All?\nR: All.\n")
    (tmp_path / "codes.yaml").write_text("codes:\n- name: ready\n", encoding="utf-8")
    study.collection.add(tmp_path / "one.txt", kind="interview", site="Bima", date="2023-02-01")
    study.collection.assign("Office", speakers="R")
    study.reduction.use_codebook(tmp_path / "codes.yaml")

    def cell() -> list[object]:
        return accounting_log(study._session, columns="site").iloc[0].tolist()

    assert cell() == ["Office", "Bima", "partial", 1, "2023-02-01"]
    study.reduction.code("one", (13, 17), "ready")
    assert cell()[2] == "done"
    study.collection.describe("one", status="partial")
    assert cell()[2] == "partial"


def test_a_study_without_sources_has_an_empty_log(study: Study) -> None:
    log = accounting_log(study._session)
    assert log.columns.tolist() == ["row", "column", "state", "sources", "date"]
    assert log.empty
