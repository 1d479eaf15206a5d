"""The evidence ledger of a study as frames: conclusions, what they rest on, and their checks."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from qualkit.reduction.stored import codes_frame
from qualkit.session import Session
from qualkit.verification.evidence import changed, evidence_frame, standing

_EVIDENCE_TABLES = (
    "evidence",
    "conclusion",
    "memo",
    "summary",
    "coding",
    "source",
    "turn",
    "case",
    "membership",
    "code",
    "coder",
)


def conclusions(session: Session) -> pd.DataFrame:
    """One row a conclusion, with the number of pieces of evidence, checks, and whether it is stale."""
    raw = session.table("conclusion")
    cited = evidence(session)
    coders = session.table("coder").set_index("key")["name"]
    counted = standing(cited)
    stances = pd.crosstab(counted["conclusion"], counted["stance"])
    count = {
        stance: raw["name"].map(stances.get(stance, {})).fillna(0).astype("int64")
        for stance in ("supports", "contradicts", "qualifies")
    }
    checks = session.table("check")["conclusion_key"].value_counts()
    return pd.DataFrame(
        {
            "conclusion_id": raw["id"],
            "conclusion": raw["name"],
            "statement": raw["statement"],
            "kind": raw["kind"],
            "scope": raw["scope"],
            "question": raw["question"],
            "verdict": raw["verdict"],
            "confidence": raw["confidence"],
            "rivals": [tuple(json.loads(each)) for each in raw["rivals"]],
            **count,
            "checks": raw["key"].map(checks).fillna(0).astype("int64"),
            "stale": raw["name"].isin(changed(cited)["conclusion"]),
            "author": raw["coder_key"].map(coders),
            "created": raw["created"],
        }
    )


def evidence(session: Session) -> pd.DataFrame:
    """One row a piece of evidence: where it stands, its stance, and what became of it since."""

    def make(raw: dict[str, pd.DataFrame]) -> pd.DataFrame:
        return evidence_frame(raw, session.all_codings, session.summaries, words=session.store.hasher.words)

    return session.made("evidence", _EVIDENCE_TABLES, make)


def in_every_case(session: Session, cited: pd.DataFrame) -> pd.DataFrame:
    """Evidence once for every case that its coding belongs to."""
    links = session.coding_cases.rename(columns={"coding_id": "target", "case": "linked"}).astype(object)
    merged = cited.astype({"target": object}).merge(links, on="target", how="left")
    merged["case"] = merged["linked"].where(merged["linked"].notna(), merged["case"])
    return merged.drop(columns="linked")


def checks(session: Session) -> pd.DataFrame:
    """One row a check: `check_id conclusion tactic looked_at found verdict details by at`."""
    raw = session.table("check")
    names = session.table("conclusion").set_index("key")["name"]
    coders = session.table("coder").set_index("key")["name"]
    return pd.DataFrame(
        {
            "check_id": raw["id"],
            "conclusion": raw["conclusion_key"].map(names),
            "tactic": raw["tactic"],
            "looked_at": raw["looked_at"],
            "found": raw["found"],
            "verdict": raw["verdict"],
            "details": [json.loads(each) for each in raw["details"]],
            "by": raw["coder_key"].map(coders),
            "at": raw["created"],
        }
    )


def not_asked(session: Session, codes: set[str]) -> set[str]:
    """The cases all of whose sources declare that they were not asked about any of some codes."""
    sources = session.sources
    if "not_asked" not in sources or not codes:
        return set()
    links = session.source_cases.merge(sources[["source", "not_asked"]], on="source")
    known = codes_frame(session)
    family = dict(zip(known["code"], known["family"], strict=True))
    silent = [
        all({code, family.get(code)} & set(_listed(given)) for code in codes) for given in links["not_asked"]
    ]
    grouped = links.assign(silent=silent).groupby("case")["silent"].all()
    return set(grouped[grouped].index)


def _listed(given: Any) -> list[str]:
    if isinstance(given, str):
        return [each.strip() for each in given.split(";")]
    return list(given) if isinstance(given, (list, tuple)) else []
