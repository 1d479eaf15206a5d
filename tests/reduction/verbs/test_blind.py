"""Who codes blind sees nothing of what others coded, wrote or drafted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Study


@pytest.fixture
def blind(talk: Study, where: str) -> Iterator[Study]:
    coding = talk.reduction.code("talk", 2, "doubt")
    talk.reduction.memo("they doubt", about="doubt", quoting=coding)
    talk.reduction.summarise("Office", "doubt", "They doubt.")
    with Study.open(where, coder="budi", blind=True) as study:
        yield study


def test_the_frames_hold_only_ones_own(blind: Study, talk: Study) -> None:
    others = talk.codings["coding_id"].tolist()
    for frame in (blind.codings, blind.memos, blind.summaries, blind.links):
        assert frame.empty
    assert blind.codes["codings"].sum() == 0
    shown = blind.audit[blind.audit["actor"] == "ana"]
    assert not any(each for column in ("before", "after") for each in shown[column])
    for verb in (blind.reduction.uncode, blind.reduction.reject, blind.reduction.confirm):
        with pytest.raises(qk.NotFound, match="do not exist"):
            verb(others)
    assert blind.verify_audit().empty


def test_nothing_of_others_goes_out_or_is_overwritten(blind: Study, talk: Study, tmp_path: Path) -> None:
    with pytest.raises(qk.Conflict, match="blind"):
        blind.export(tmp_path / "all.zip")
    with pytest.raises(qk.Conflict, match="Somebody else has summarised"):
        blind.reduction.summarise("Office", "doubt", "Mine.")
    assert talk.summaries["text"].tolist() == ["They doubt."]
    blind.reduction.code("talk", 4, "doubt")
    assert blind.codebook._quoted()["doubt"].text == "Most of us signed late."
