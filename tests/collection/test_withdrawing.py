from __future__ import annotations

from pathlib import Path

import qualkit as qk

SECRET = "The chief of the office hid a blue folder"


def test_a_withdrawn_source_is_gone_from_quotations_drafts_and_examples(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"I: What happened?\nR: {SECRET}.\nI: And then?\nR: Nothing more.\n")
    (tmp_path / "b.txt").write_text("I: And you?\nR: We were not told.\nI: Never?\nR: Never.\n")
    path = tmp_path / "s.qualkit"
    with qk.Study.create(path, title="T", language="en", coder="ana") as study:
        study.collection.add([tmp_path / "a.txt", tmp_path / "b.txt"], case="Office")
        study.reduction.define("hiding")
        study.reduction.define("not told")
        first = study.reduction.code("a", f"{SECRET}.", "hiding")
        second = study.reduction.code("b", "We were not told.", "not told")
        study.reduction.memo("telling", about="hiding", quoting=[first, second])
        study.reduction.exemplify(first)
        study.reduction.draft_summaries()
        study.reduction.summarise("Office", "not told", "They say nobody told them.")
        assert SECRET in study.summaries["text"].tolist()[0]
        study.collection.remove("a")
        assert study.memos["text"].tolist() == ["telling\n\n> We were not told. (b:2)"]
        assert study.summaries["code"].tolist() == ["not told"]
        assert study.codebook["hiding"].examples == {}
        assert study.links["target"].tolist() == [second]
        assert study.verify_audit().empty
        study._store.compact()
    assert SECRET.encode() not in path.read_bytes()
