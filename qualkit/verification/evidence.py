"""Evidence as it stands now: what each piece was when it was cited, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from qualkit.frames import records

Tables = Mapping[str, pd.DataFrame]

COLUMNS = [
    "evidence_id",
    "conclusion",
    "stance",
    "of",
    "target",
    "state",
    "source",
    "kind",
    "case",
    "speaker",
    "turn",
    "code",
    "coder",
    "start",
    "end",
    "text",
    "note",
    "cited_by",
    "created",
]
_SPOKEN = ("source", "kind", "case", "speaker", "turn", "code", "coder", "start", "end", "text")


def evidence_frame(
    tables: Tables, codings: pd.DataFrame, summaries: pd.DataFrame, *, words: Callable[[str], str]
) -> pd.DataFrame:
    """One row a piece of evidence, with where it stands and what became of it since it was cited.

    Parameters
    ----------
    tables
        Raw tables `evidence`, `conclusion`, `coder`, `memo`, `source` and `code`.
    codings, summaries
        The study's frames.
    words
        The keyed hash of words, as the trail has it.

    Returns
    -------
    pandas.DataFrame
        Columns `COLUMNS`. ``state`` is ``current``, or says what changed: ``removed``, ``recoded``,
        ``moved``, ``rejected``, ``text changed``; ``removed, acknowledged`` when somebody has
        re-affirmed the conclusion without it. Evidence that is gone keeps its source, place and code.
    """
    raw = tables["evidence"]
    conclusions = tables["conclusion"].set_index("key")["name"]
    coders = tables["coder"].set_index("key")["name"]
    now = {
        "coding": {row["coding_id"]: row for row in _wanted(codings, "coding_id", raw)},
        "summary": {row["summary_id"]: row for row in _wanted(summaries, "summary_id", raw)},
        "memo": {row["id"]: row for row in _wanted(tables["memo"], "id", raw)},
    }
    names = {
        table: dict(zip(tables[table]["id"], tables[table]["name"], strict=True))
        for table in ("source", "code")
    }
    rows = []
    for row in records(raw):
        cited = json.loads(row["state"])
        found = now[row["target_kind"]].get(row["target"])
        shown = _shown(row["target_kind"], found, cited, names, coders)
        rows.append(
            {
                "evidence_id": row["id"],
                "conclusion": conclusions[row["conclusion_key"]],
                "stance": row["stance"],
                "of": row["target_kind"],
                "target": row["target"],
                "state": _state(row["target_kind"], found, cited, names, words),
                **shown,
                "note": row["note"],
                "cited_by": coders[row["coder_key"]],
                "created": row["created"],
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS)


def cited_state(kind: str, row: Mapping[str, Any], text: str, words: Callable[[str], str]) -> dict[str, Any]:
    """What is remembered of a coding, summary or memo when it is cited: its place and a hash, no words."""
    if kind == "coding":
        place = {name: row[name] for name in ("source", "code", "start", "end")}
        return {**place, "words": words(text)}
    return {"words": words(text)}


def changed(cited: pd.DataFrame) -> pd.DataFrame:
    """The evidence that changed since it was cited, and that nobody has re-affirmed since."""
    return cited[~cited["state"].isin(["current", "removed, acknowledged"])]


def _wanted(frame: pd.DataFrame, column: str, evidence: pd.DataFrame) -> list[dict[str, Any]]:
    return records(frame[frame[column].isin(evidence["target"])])


def _state(
    kind: str,
    found: Mapping[str, Any] | None,
    cited: Mapping[str, Any],
    names: Mapping[str, Mapping[str, str]],
    words: Callable[[str], str],
) -> str:
    if found is None:
        return "removed, acknowledged" if cited.get("acknowledged") else "removed"
    if kind == "coding":
        if found["status"] == "rejected":
            return "rejected"
        if found["code"] != names["code"].get(cited["code"]):
            return "recoded"
        if (found["start"], found["end"]) != (cited["start"], cited["end"]):
            return "moved"
    return "current" if words(found["text"]) == cited["words"] else "text changed"


def _shown(
    kind: str,
    found: Mapping[str, Any] | None,
    cited: Mapping[str, Any],
    names: Mapping[str, Mapping[str, str]],
    coders: pd.Series[Any],
) -> dict[str, Any]:
    shown: dict[str, Any] = dict.fromkeys(_SPOKEN)
    if found is not None and kind == "memo":
        return shown | {"text": found["text"], "coder": coders[found["coder_key"]]}
    if found is not None:
        return shown | {name: found[name] for name in _SPOKEN if name in found}
    if kind == "coding":
        return shown | {
            "source": names["source"].get(cited["source"]),
            "code": names["code"].get(cited["code"]),
            "start": cited["start"],
            "end": cited["end"],
        }
    return shown
