"""The frames of a study: tidy tables for reading, made from the rows of the store.

Each is a pure function of raw tables; `Frames` keeps what was made until a table under it changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from qualkit.store import Store

Tables = dict[str, pd.DataFrame]
Made = TypeVar("Made")

_FOLD = 1 << 40
"""A span's place in the study is ``source key × _FOLD + offset``: one sorted axis for all sources."""


class Frames:
    """Reads the store and remembers each frame until one of its tables was written again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: dict[str, tuple[tuple[int, ...], Any]] = {}

    def get(self, name: str, tables: Iterable[str], make: Callable[[Tables], Made]) -> Made:
        """What `make` makes of some tables, anew only after a change to one of them."""
        names = tuple(tables)
        while True:
            versions = self._store.versions()
            state = tuple(versions.get("source" if each == "turn" else each, 0) for each in names)
            kept = self._made.get(name)
            if kept is not None and kept[0] == state:
                break
            try:
                kept = (state, make({each: self.table(each, versions) for each in names}))
            except KeyError:
                if self._store.versions() == versions:
                    raise
                continue  # somebody took out, between two reads, what another table still names
            self._made[name] = kept
            break
        made: Made = kept[1]
        return made

    def table(self, name: str, versions: dict[str, int] | None = None) -> pd.DataFrame:
        """A raw table, read again only when it was written again."""
        known = self._store.versions() if versions is None else versions
        state = (known.get("source" if name == "turn" else name, 0),)
        kept = self._made.get(f"table {name}")
        if kept is None or kept[0] != state:
            kept = (state, self._store.table(name))
            self._made[f"table {name}"] = kept
        table: pd.DataFrame = kept[1]
        return table


def sources(tables: Tables) -> pd.DataFrame:
    """One row a source: `source_id source kind case language date site path words turns created`."""
    raw = tables["source"]
    attributes = expanded(raw["attributes"])
    for column in ("language", "date", "site"):
        attributes[column] = attributes.get(column)
    whole = tables["membership"][
        tables["membership"]["start"].isna() & tables["membership"]["speaker"].isna()
    ]
    names = whole.assign(case=_named(whole["case_key"], tables["case"]))
    cases = names.groupby("source_key")["case"].agg("; ".join)
    base = pd.DataFrame(
        {
            "source_id": raw["id"],
            "source": raw["name"],
            "kind": raw["kind"],
            "case": raw["key"].map(cases).astype(object),
            **{column: attributes.pop(column) for column in ("language", "date", "site")},
            "path": raw["path"],
            "words": raw["words"].astype("int64"),
            "turns": raw["turns"].astype("int64"),
            "created": raw["created"],
        }
    )
    return pd.concat([base, attributes], axis=1)


def turns(tables: Tables, texts: dict[int, str]) -> pd.DataFrame:
    """One row a turn: `source turn speaker role start end begins ends text`."""
    raw = tables["turn"]
    return pd.DataFrame(
        {
            "source": _named(raw["source_key"], tables["source"]),
            "turn": raw["number"].astype("int64"),
            "speaker": raw["speaker"].astype(object),
            "role": raw["role"].astype(object),
            "start": raw["start"].astype("int64"),
            "end": raw["end"].astype("int64"),
            "begins": raw["begins"].astype("float64"),
            "ends": raw["ends"].astype("float64"),
            "text": _slices(raw, texts),
        }
    )


def cases(tables: Tables) -> pd.DataFrame:
    """One row a case: `case_id case sources`, and a column for each attribute."""
    raw = tables["case"]
    counts = tables["membership"].groupby("case_key")["source_key"].nunique()
    base = pd.DataFrame(
        {
            "case_id": raw["id"],
            "case": raw["name"],
            "sources": raw["key"].map(counts).fillna(0).astype("int64"),
        }
    )
    return pd.concat([base, expanded(raw["attributes"])], axis=1)


def codings(tables: Tables, texts: dict[int, str]) -> pd.DataFrame:
    """One row a coding, by source and place; see DESIGN's columns, and `turn` and `role`."""
    raw = tables["coding"]
    stands = placed(raw, tables)
    return pd.DataFrame(
        {
            "coding_id": raw["id"],
            **{name: stands[name] for name in ("source", "kind", "case", "speaker", "role", "turn")},
            "code": _named(raw["code_key"], tables["code"]),
            "coder": _named(raw["coder_key"], tables["coder"]),
            "start": stands["start"],
            "end": stands["end"],
            "text": _slices(raw, texts),
            "weight": raw["weight"].astype("float64"),
            "origin": raw["origin"],
            "status": raw["status"],
            "memo": raw["memo"].astype(object),
            "created": raw["created"],
            "when": raw["when"].astype(object),
            "directness": raw["directness"].astype(object),
            "chosen": raw["chosen"].notna(),
        }
    )


def placed(spans: pd.DataFrame, tables: Tables) -> pd.DataFrame:
    """Where spans (`source_key start end`) stand: `source kind case speaker role turn start end`."""
    spoken = _turn_of(spans, tables["turn"])
    links = case_links(spans, spoken, tables["membership"])
    first = links.drop_duplicates("row").set_index("row")["case_key"]
    return pd.DataFrame(
        {
            "source": _named(spans["source_key"], tables["source"]),
            "kind": _named(spans["source_key"], tables["source"], "kind"),
            "case": _named(first.reindex(spans.index), tables["case"]),
            "speaker": spoken["speaker"],
            "role": spoken["role"],
            "turn": spoken["number"],
            "start": spans["start"].astype("int64"),
            "end": spans["end"].astype("int64"),
        },
        index=spans.index,
    )


def coding_cases(tables: Tables) -> pd.DataFrame:
    """Every case of every coding: `coding_id case`, the most specific case first."""
    raw = tables["coding"]
    links = case_links(raw, _turn_of(raw, tables["turn"]), tables["membership"])
    return pd.DataFrame(
        {
            "coding_id": raw["id"].take(links["row"].to_numpy()).array,
            "case": _named(links["case_key"], tables["case"]),
        }
    )


def turn_cases(tables: Tables) -> pd.DataFrame:
    """Every case of every turn: `row case`, the most specific case first; the row is that of `turns`."""
    links = case_links(tables["turn"], tables["turn"][["speaker"]], tables["membership"])
    return pd.DataFrame({"row": links["row"], "case": _named(links["case_key"], tables["case"])})


def source_cases(tables: Tables) -> pd.DataFrame:
    """Every case that has a stretch of a source: `source case`."""
    raw = tables["membership"][["source_key", "case_key"]].drop_duplicates()
    return pd.DataFrame(
        {
            "source": _named(raw["source_key"], tables["source"]),
            "case": _named(raw["case_key"], tables["case"]),
        }
    )


def memos(tables: Tables) -> pd.DataFrame:
    """One row a memo: `memo_id about_kind about kind text coder created name start end`."""
    raw = tables["memo"]
    names = {
        row.id: row.name
        for table in ("source", "case", "code", "conclusion")
        for row in tables[table][["id", "name"]].itertuples(index=False, name="Named")
    }
    return pd.DataFrame(
        {
            "memo_id": raw["id"],
            "about_kind": raw["about_kind"],
            "about": raw["about"].map(lambda each: names.get(each, each)),
            "kind": raw["kind"],
            "text": raw["text"],
            "coder": _named(raw["coder_key"], tables["coder"]),
            "created": raw["created"],
            "name": raw["name"].astype(object),
            "start": raw["start"].astype("Int64"),
            "end": raw["end"].astype("Int64"),
        }
    )


def summaries(tables: Tables) -> pd.DataFrame:
    """One row a summary: `summary_id case code text codings coder created status directness`."""
    raw = tables["summary"]
    return pd.DataFrame(
        {
            "summary_id": raw["id"],
            "case": _named(raw["case_key"], tables["case"]),
            "code": _named(raw["code_key"], tables["code"]),
            "text": raw["text"],
            "codings": [tuple(json.loads(each)) for each in raw["codings"]],
            "coder": _named(raw["coder_key"], tables["coder"]),
            "created": raw["created"],
            "status": raw["status"].astype(object).where(raw["status"].notna(), "written"),
            "directness": raw["directness"].astype(object),
        }
    )


def relations(tables: Tables) -> pd.DataFrame:
    """One row a link: `link_id a a_kind b b_kind relation sign case note coder evidence created`.

    Codes, cases and sources stand by name, all else by id; evidence is a tuple of the ids of codings that
    are still there.
    """
    raw = tables["link"]
    names = {
        row.id: row.name
        for table in ("source", "case", "code", "conclusion")
        for row in tables[table][["id", "name"]].itertuples(index=False, name="Named")
    }
    there = set(tables["coding"]["id"]) if raw["evidence"].notna().any() else set()
    return pd.DataFrame(
        {
            "link_id": raw["id"],
            "a": raw["origin"].map(lambda each: names.get(each, each)),
            "a_kind": raw["origin_kind"],
            "b": raw["target"].map(lambda each: names.get(each, each)),
            "b_kind": raw["target_kind"],
            "relation": raw["name"].astype(object),
            "sign": raw["sign"].astype(object),
            "case": raw["case"].map(lambda each: names.get(each)).astype(object),
            "note": raw["note"].astype(object),
            "coder": _named(raw["coder_key"], tables["coder"]),
            "evidence": raw["evidence"].map(
                lambda held: tuple(each for each in str(held or "").split() if each in there)
            ),
            "created": raw["created"],
        }
    )


def conclusions(tables: Tables) -> pd.DataFrame:
    """One row a conclusion: `conclusion_id conclusion question statement verdict rivals`."""
    raw = tables["conclusion"].rename(columns={"id": "conclusion_id", "name": "conclusion"})
    known = raw[["conclusion_id", "conclusion", "question", "statement", "verdict"]]
    return known.assign(rivals=raw["rivals"].map(lambda each: tuple(json.loads(each))))


def citations(tables: Tables) -> pd.DataFrame:
    """One row a coding cited for or against a conclusion: `conclusion stance coding_id`."""
    raw = tables["evidence"]
    raw = raw[raw["target_kind"] == "coding"].reset_index(drop=True)
    return pd.DataFrame(
        {
            "conclusion": _named(raw["conclusion_key"], tables["conclusion"]),
            "stance": raw["stance"],
            "coding_id": raw["target"],
        }
    )


def case_links(spans: pd.DataFrame, spoken: pd.DataFrame, membership: pd.DataFrame) -> pd.DataFrame:
    """The cases that spans belong to: by the span itself, its speaker, or its whole source.

    Parameters
    ----------
    spans
        `source_key start end`, with a plain index.
    spoken
        `speaker` of each span, in the same order.
    membership
        `case_key source_key speaker start end`; a missing speaker and span means the whole source.

    Returns
    -------
    pandas.DataFrame
        `row case_key`: one row a span and case, by span, the most specific case first.
    """
    base = pd.DataFrame(
        {
            "row": np.arange(len(spans)),
            "source_key": spans["source_key"].to_numpy(),
            "start": spans["start"].to_numpy(),
            "spoken": spoken["speaker"].to_numpy(dtype=object),
        }
    )
    rules = membership.reset_index(names="order").rename(columns={"start": "first", "end": "past"})
    by_span, by_speaker = rules["first"].notna(), rules["speaker"].notna()
    parts = []
    for level, chosen in enumerate((by_span, by_speaker & ~by_span, ~by_span & ~by_speaker)):
        if not chosen.any():
            continue
        found = base.merge(rules[chosen], on="source_key")
        if level == 0:
            found = found[(found["first"] <= found["start"]) & (found["start"] < found["past"])]
        elif level == 1:
            found = found[found["spoken"] == found["speaker"]]
        parts.append(found.assign(level=level)[["row", "level", "order", "case_key"]])
    if not parts:
        return pd.DataFrame({"row": np.array([], int), "case_key": np.array([], int)})
    links = pd.concat(parts, ignore_index=True).sort_values(["row", "level", "order"], kind="stable")
    return links.drop_duplicates(["row", "case_key"])[["row", "case_key"]].reset_index(drop=True)


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame, each as a mapping from column to value."""
    names = [str(column) for column in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def expanded(attributes: pd.Series[Any]) -> pd.DataFrame:
    """A column of JSON objects as one column a key, in the order of their first appearance."""
    records = [json.loads(each) for each in attributes]
    columns = list(dict.fromkeys(key for record in records for key in record))
    return pd.DataFrame(
        {column: _column([record.get(column) for record in records]) for column in columns},
        index=attributes.index,
    )


def _column(values: list[Any]) -> Any:
    """Values as a column in which whole numbers stay whole also where some are missing."""
    kinds = {type(value) for value in values if value is not None}
    if kinds != {int}:
        return values
    whole = all(value is None or abs(value) < 1 << 62 for value in values)
    return pd.array(values, dtype="Int64") if whole else pd.array(values, dtype="object")


def _named(keys: pd.Series[Any], table: pd.DataFrame, column: str = "name") -> ExtensionArray:
    values: ExtensionArray = table.set_index("key")[column].reindex(keys).array
    return values


def _turn_of(spans: pd.DataFrame, turn: pd.DataFrame) -> pd.DataFrame:
    """The number, speaker and role of the turn in which each span starts (or that it reaches first)."""
    if turn.empty:
        return pd.DataFrame({"number": pd.NA, "speaker": None, "role": None}, index=spans.index)
    starts = turn["source_key"].to_numpy("int64") * _FOLD + turn["start"].to_numpy("int64")
    ends = turn["source_key"].to_numpy("int64") * _FOLD + turn["end"].to_numpy("int64")
    start = spans["source_key"].to_numpy("int64") * _FOLD + spans["start"].to_numpy("int64")
    end = spans["source_key"].to_numpy("int64") * _FOLD + spans["end"].to_numpy("int64")
    place = np.searchsorted(ends, start, side="right")
    at = np.minimum(place, len(turn) - 1)
    inside = (place < len(turn)) & (starts[at] < end)
    found = turn[["number", "speaker", "role"]].iloc[at].reset_index(drop=True)
    return pd.DataFrame(
        {
            "number": found["number"].astype("Int64").where(inside),
            "speaker": found["speaker"].astype(object).where(inside, None),
            "role": found["role"].astype(object).where(inside, None),
        }
    ).set_axis(spans.index)


def _slices(spans: pd.DataFrame, texts: dict[int, str]) -> list[str]:
    return [
        texts[key][start:end]
        for key, start, end in zip(
            spans["source_key"].tolist(), spans["start"].tolist(), spans["end"].tolist(), strict=True
        )
    ]
