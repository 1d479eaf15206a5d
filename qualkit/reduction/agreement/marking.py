"""Which coder marked which unit with which code: what agreement is computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

CONSENSUS = "consensus"
"""The coder to whom what several coders agreed on afterwards belongs."""


def independent(codings: pd.DataFrame, origins: Iterable[str]) -> pd.DataFrame:
    """The codings as each coder made them, before anything was reconciled.

    What was left of one after a part of it was reconciled rests on it, and does not count beside it.

    Parameters
    ----------
    codings
        `coding_id coder status origin basis`; the basis of a consensus are the ids of the codings that it
        stands for.
    origins
        The origins that count as a coder's own work.
    """
    superseded = _superseded(codings)
    own = (codings["status"] == "accepted") & codings["basis"].isna()
    standing = own | (codings["coding_id"].isin(superseded) & codings["basis"].isna())
    chosen = standing & codings["origin"].isin(list(origins)) & (codings["coder"] != CONSENSUS)
    return codings[chosen].reset_index(drop=True)


def reconciled(
    codings: pd.DataFrame, origins: Iterable[str], readers: Mapping[str, Sequence[str]]
) -> pd.DataFrame:
    """The codings after reconciling: what was settled counts for everybody who read the source."""
    standing = (codings["status"] == "accepted") & codings["origin"].isin(list(origins))
    own = codings[standing & (codings["coder"] != CONSENSUS)]
    agreed = codings[(codings["coder"] == CONSENSUS) & (codings["status"] == "accepted")]
    everyone = pd.Series(
        [list(readers.get(each, ())) for each in agreed["source"]], agreed.index, dtype=object
    )
    for_each = agreed.assign(coder=everyone)
    parts = [own, for_each.explode("coder").dropna(subset="coder")]
    return pd.concat([each for each in parts if len(each)] or [own], ignore_index=True)


def uncounted(codings: pd.DataFrame, origins: Iterable[str], coders: Iterable[str]) -> pd.DataFrame:
    """The accepted codings that a comparison leaves out, because of their origin or their coder."""
    standing = (codings["status"] == "accepted") & (codings["coder"] != CONSENSUS)
    counted = codings["origin"].isin(list(origins)) & codings["coder"].isin(list(coders))
    return codings[standing & ~counted].reset_index(drop=True)


def who_read(codings: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Who has coded anything in each source, and so is taken to have read all of it."""
    pairs = codings[["source", "coder"]].drop_duplicates().sort_values(["source", "coder"])
    return {str(source): tuple(found) for source, found in pairs.groupby("source")["coder"]}


def marks(units: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """Each unit that a coding shares text with.

    Parameters
    ----------
    units
        `source start end`, not overlapping within a source.
    codings
        `source start end coder code coding_id`.

    Returns
    -------
    pandas.DataFrame
        `unit coder code coding`: the unit's place in the frame, and the coding's id.
    """
    names = pd.Index(pd.unique(units["source"]))
    codings = codings[codings["source"].isin(names)]
    width = int(max(units["end"].max() if len(units) else 0, codings["end"].max() if len(codings) else 0)) + 1
    shift = names.get_indexer(pd.Index(units["source"])) * width
    starts, ends = (units[each].to_numpy("int64") + shift for each in ("start", "end"))
    order = np.argsort(starts, kind="stable")
    at = names.get_indexer(pd.Index(codings["source"])) * width
    first = np.searchsorted(ends[order], codings["start"].to_numpy("int64") + at, side="right")
    past = np.searchsorted(starts[order], codings["end"].to_numpy("int64") + at, side="left")
    counts = np.maximum(past - first, 0)
    nth = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = np.repeat(np.arange(len(codings)), counts)
    table = codings.iloc[rows]
    return pd.DataFrame(
        {
            "unit": order[np.repeat(first, counts) + nth],
            "coder": table["coder"].to_numpy(dtype=object),
            "code": table["code"].to_numpy(dtype=object),
            "coding": table["coding_id"].to_numpy(dtype=object),
        }
    )


def decisions(
    units: pd.DataFrame, marked: pd.DataFrame, readers: Mapping[str, Sequence[str]], coders: Sequence[str]
) -> npt.NDArray[np.float64]:
    """What each coder decided on each unit: 1 marked, 0 not marked, NaN where they did not read the source.

    Returns
    -------
    ndarray, shape (units, coders)
    """
    places = {coder: place for place, coder in enumerate(coders)}
    read = {source: [places[each] for each in found if each in places] for source, found in readers.items()}
    made = np.full((len(units), len(coders)), np.nan)
    for source, places_of_units in units.groupby("source").indices.items():
        rows_read = np.asarray(places_of_units, dtype=np.int64)[:, None]
        made[rows_read, np.array(read.get(str(source), []), dtype=np.int64)] = 0.0
    columns = marked["coder"].map(places)
    known = columns.notna().to_numpy()
    rows = marked["unit"].to_numpy("int64")[known]
    made[rows, columns[known].to_numpy("int64")] = 1.0
    return made


def differing(
    units: pd.DataFrame, marked: pd.DataFrame, readers: Mapping[str, Sequence[str]], *, aside: pd.DataFrame
) -> pd.DataFrame:
    """The units on which those who read them are not of one mind about a code, the most divided first.

    Parameters
    ----------
    units
        `source start end text`, and what else is to be shown.
    marked
        As from `marks`.
    readers
        Who read each source.
    aside
        As from `marks`, of codings that do not count: who has one is not said to have left the unit unmarked.

    Returns
    -------
    pandas.DataFrame
        The columns of the units, then `code marked_by not_marked_by not_counted instead split codings`: who
        put the code there, who did not, and who only has it by a coding that does not count; which codes
        those put there who did not, the share of the smaller side, and the ids of all codings of the code
        there. Equal splits come by the code that divides the coders most often.
    """
    by_code, others = _by_code(marked), _by_code(aside)
    by_coder: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for unit, coder, code in marked[["unit", "coder", "code"]].itertuples(index=False, name=None):
        by_coder[unit, coder].add(code)
    sources = units["source"].tolist()
    rows = []
    for (unit, code), found in by_code.items():
        everyone, other = readers.get(sources[unit], ()), others.get((unit, code), {})
        for_it = tuple(each for each in everyone if each in found)
        against = tuple(each for each in everyone if each not in found and each not in other)
        if for_it and against:
            instead = sorted({held for each in against for held in by_coder[unit, each]})
            split = min(len(for_it), len(against)) / (len(for_it) + len(against))
            ids = dict.fromkeys(
                each for held in (found, other) for codings in held.values() for each in codings
            )
            aside_by = tuple(each for each in other if each not in found)
            rows.append((unit, code, for_it, against, aside_by, tuple(instead), split, tuple(ids)))
    names = ["unit", "code", "marked_by", "not_marked_by", "not_counted", "instead", "split", "codings"]
    table = pd.DataFrame(rows, columns=names)
    often = table["code"].map(table["code"].value_counts())
    order = table.assign(often=often).sort_values(
        ["split", "often", "unit"], ascending=[False, False, True], kind="stable"
    )
    places = order["unit"].to_numpy("int64")
    shown: pd.DataFrame = units.iloc[places].reset_index(drop=True)
    told = order[names[1:]].reset_index(drop=True)
    return pd.concat([shown, told], axis=1)


def _by_code(marked: pd.DataFrame) -> dict[tuple[int, str], dict[str, list[str]]]:
    """Of each unit and code, the ids of each coder's codings."""
    found: defaultdict[tuple[int, str], dict[str, list[str]]] = defaultdict(dict)
    for unit, coder, code, coding in marked.itertuples(index=False, name=None):
        found[unit, code].setdefault(coder, []).append(coding)
    return found


def _superseded(codings: pd.DataFrame) -> set[str]:
    basis = codings.loc[codings["coder"] == CONSENSUS, "basis"].dropna()
    return {each for ids in basis for each in str(ids).split()}
