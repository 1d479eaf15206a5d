"""What the demonstration says of times, strengths and relations: the ground of its charts and networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qualkit.study import Study


def relate(study: Study, said: Path) -> None:
    """Date events, weigh what is said of results and causes, and relate codes and agencies to each other.

    ``said`` is a YAML file that says so.
    """
    tables = _read(said)
    for event in tables["events"]:
        coding = _coding(study, event)
        study.reduction.mark(coding, when=event["when"], chosen=event.get("decisive"))
        _again(study, coding, memo=event["label"])
    for strength in tables["strengths"]:
        _again(study, _coding(study, strength), weight=strength["weight"])
    for each in tables["relations"]:
        evidence = [_coding(study, shown) for shown in each.get("evidence", ())]
        told: Any = {"sign": each.get("sign"), "note": each.get("note"), "evidence": evidence}
        study.reduction.link(each["from"], each["to"], each["relation"], **told)
    for each in tables["agencies"]:
        study.reduction.link(
            "Setda", each["agency"], "menugaskan coach", sign=each["sign"], note=each["note"]
        )


def second_coder(study: Study, said: Path) -> None:
    """Code two interviews as a second person does, without seeing what the first one coded."""
    for each in _read(said)["second coder"]:
        study.reduction.code(each["source"], each["words"], each["code"])


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    from ruamel.yaml import YAML

    tables: dict[str, list[dict[str, Any]]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return tables


def _coding(study: Study, place: dict[str, Any]) -> str:
    """The coding of a code that holds some words of a source; what is not coded yet is coded by hand."""
    codings = study.codings
    flat = codings["text"].str.split().str.join(" ")
    there = (codings["code"] == place["code"]) & (codings["source"] == place["source"])
    found = codings.loc[there & flat.str.contains(place["words"], regex=False), "coding_id"]
    if found.empty:
        return study.reduction.code(place["source"], place["words"], place["code"])
    return str(found.iloc[0])


def _again(study: Study, coding: str, *, weight: float | None = None, memo: str | None = None) -> None:
    """Code the span of a coding again, with a weight or memo."""
    row: Any = study.codings.set_index("coding_id").loc[coding]
    study.reduction.code(
        row["source"], (int(row["start"]), int(row["end"])), row["code"], weight=weight, memo=memo
    )
