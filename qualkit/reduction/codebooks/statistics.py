"""How each code of a codebook was used, and what speaks for looking at it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from qualkit.reduction.codebooks.duplicates import near_duplicates
from qualkit.reduction.codebooks.passages import passages

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook

_FEW = {"coders": "coder", "cases": "case", "sources": "source"}


def codebook_statistics(
    codebook: Codebook, codings: pd.DataFrame, *, cases: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Count how each code was used, and remark on those to look at again.

    Parameters
    ----------
    codebook
        The codes.
    codings
        ``coding_id source case code coder start end text weight status created``, as `study.codings`; only
        accepted ones count.
    cases
        Every case of every coding, ``coding_id case``; the one case of `codings` by default.

    Returns
    -------
    pandas.DataFrame
        ``code codings passages sources cases coders first_use last_use mean_weight remark``, a row a code in
        the codebook's order. What two coders coded alike is two codings and one passage: codings of a code
        that overlap are united. The mean weight is missing where no coding has one. The remark says that a
        code is retired, was never used, was used by one coder or in one case or source although there are
        several, or may be a duplicate of another; empty where there is nothing to say.

    Examples
    --------
    >>> from qualkit import Codebook
    >>> columns = "coding_id source case code coder start end text weight status created".split()
    >>> none = pd.DataFrame(columns=columns)
    >>> frame = codebook_statistics(Codebook.parse("codes: [trust]"), none)
    >>> frame[["code", "codings", "remark"]].values.tolist()
    [['trust', 0, 'never used']]
    """
    used = codings[codings["status"] == "accepted"]
    frame = _counts(used, _cases(used, cases)).reindex([code.name for code in codebook.codes])
    counts = ["codings", "passages", "sources", "cases", "coders"]
    frame[counts] = frame[counts].fillna(0).astype("int64")
    several = {column: used[one].nunique() > 1 for column, one in _FEW.items() if column != "cases"}
    several["cases"] = _cases(used, cases)["case"].nunique() > 1
    twins = _twins(near_duplicates(codebook, used))
    frame["remark"] = [
        "; ".join(_remarks(codebook, str(name), frame["codings"], row=row, several=several, twins=twins))
        for name, row in frame.iterrows()
    ]
    return frame.rename_axis("code").reset_index()


def _cases(used: pd.DataFrame, cases: pd.DataFrame | None) -> pd.DataFrame:
    if cases is None:
        return used[["code", "case"]]
    return used[["coding_id", "code"]].merge(cases[["coding_id", "case"]], on="coding_id")


def _counts(used: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    groups = used.groupby("code")
    return pd.DataFrame(
        {
            "codings": groups.size(),
            "passages": _passages(used),
            "sources": groups["source"].nunique(),
            "cases": cases.groupby("code")["case"].nunique(),
            "coders": groups["coder"].nunique(),
            "first_use": groups["created"].min(),
            "last_use": groups["created"].max(),
            "mean_weight": groups["weight"].mean(),
        }
    )


def _passages(used: pd.DataFrame) -> pd.Series[int]:
    numbers, names = pd.factorize(used["code"])
    *_, codes = passages(used, numbers.astype(np.int64))
    return pd.Series(np.bincount(codes, minlength=len(names)), index=names)


def _twins(pairs: pd.DataFrame) -> Mapping[str, Sequence[str]]:
    twins: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in zip(pairs["first"], pairs["second"], strict=True):
        twins[first].append(second)
        twins[second].append(first)
    return twins


def _remarks(
    codebook: Codebook,
    name: str,
    codings: pd.Series[int],
    *,
    row: pd.Series[int],
    several: Mapping[str, bool],
    twins: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    if codebook[name].retired:
        yield "retired"
    if not row["codings"]:
        below = codings.reindex(list(codebook.below(name))).any()
        yield "only the codes below it were used" if below else "never used"
    yield from (
        f"used {'by' if one == 'coder' else 'in'} one {one}"
        for column, one in _FEW.items()
        if several[column] and row[column] == 1
    )
    yield from (f"may be a duplicate of {twin!r}" for twin in twins.get(name, ()))
