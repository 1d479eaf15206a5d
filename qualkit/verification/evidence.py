"""Evidence as it stands now: what each piece was when it was cited, and what became of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from qualkit import frames
from qualkit.frames import records

Tables = dict[str, pd.DataFrame]

COLUMNS = [
    "evidence_id",
    "conclusion",
    "stance",
    "of",
    "target",
    "state",
    "address",
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
        Raw tables `evidence`, `conclusion`, `coder`, `memo`, `source`, `turn`, `case`, `membership` and
        `code`.
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
    gone = _gone(raw, now["coding"], tables)
    rows = []
    for row in records(raw):
        cited = json.loads(row["state"])
        found = now[row["target_kind"]].get(row["target"])
        shown = _shown(row["target_kind"], found or gone.get(row["target"]), coders)
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
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"turn": "Int64", "start": "Int64", "end": "Int64"})
    places = zip(frame["source"], frame["turn"], strict=True)
    frame["address"] = [None if pd.isna(turn) else f"{source}:{turn}" for source, turn in places]
    return frame


def cited_state(kind: str, row: Mapping[str, Any], text: str, words: Callable[[str], str]) -> dict[str, Any]:
    """What is remembered of a coding, summary or memo when it is cited: its place and a hash, no words."""
    if kind == "coding":
        place = {name: row[name] for name in ("source", "code", "start", "end")}
        return {**place, "words": words(text)}
    return {"words": words(text)}


def standing(evidence: pd.DataFrame) -> pd.DataFrame:
    """The evidence that can be counted: what was removed or rejected since no longer can."""
    return evidence[~evidence["state"].str.startswith(("removed", "rejected"))]


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


def _shown(kind: str, row: Mapping[str, Any] | None, coders: pd.Series[Any]) -> dict[str, Any]:
    shown: dict[str, Any] = dict.fromkeys(_SPOKEN)
    if row is None:
        return shown
    if kind == "memo":
        return shown | {"text": row["text"], "coder": coders[row["coder_key"]]}
    return shown | {name: row[name] for name in _SPOKEN if name in row}


def _gone(raw: pd.DataFrame, now: Mapping[str, Any], tables: Tables) -> dict[str, dict[str, Any]]:
    """Where cited codings stood that are no more, as far as their source is still there: no words."""
    cited = raw[(raw["target_kind"] == "coding") & ~raw["target"].isin(now)]
    places = pd.DataFrame(
        [json.loads(state) for state in cited["state"]], columns=["source", "code", "start", "end"]
    )
    sources = tables["source"].set_index("id")
    known = places["source"].isin(sources.index).to_numpy(dtype=bool)
    places = places[known].reset_index(drop=True)
    placed = frames.placed(
        places.assign(source_key=sources["key"].reindex(places["source"]).to_numpy(dtype="int64")), tables
    )
    codes = tables["code"].set_index("id")["name"]
    placed["code"] = codes.reindex(places["code"]).to_numpy(dtype=object)
    return dict(zip(cited["target"][known], records(placed), strict=True))
