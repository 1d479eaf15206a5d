"""Memos as people read them: with quotations, in threads, found, and written to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.reduction.patterns import Patterns

SUFFIXES = (".md", ".csv", ".docx")


def quotations(codings: pd.DataFrame, ids: Sequence[str]) -> str:
    r"""The words of codings as they stand below a memo, each with its address.

    Examples
    --------
    >>> codings = pd.DataFrame({"coding_id": ["1"], "text": ["We signed."], "source": ["P07"], "turn": [2]})
    >>> quotations(codings, ["1"])
    '\n\n> We signed. (P07:2)'
    """
    return "".join(f"\n\n{each}" for each in quoted(codings.set_index("coding_id").loc[list(ids)]))


def quoted(spans: pd.DataFrame) -> list[str]:
    """The words of spans (`text source turn`) as memos quote them, each with its address."""
    said = []
    for text, source, turn in spans[["text", "source", "turn"]].itertuples(index=False, name=None):
        address = source if pd.isna(turn) else f"{source}:{turn}"
        said.append(f"> {' '.join(text.split())} ({address})")
    return said


def thread(memos: pd.DataFrame, memo: str) -> pd.DataFrame:
    """A memo and the answers to it, each behind what it answers, with their `depth`."""
    answers = memos[memos["about_kind"] == "memo"].groupby("about")["memo_id"].agg(list).to_dict()
    waiting, order, met = [(memo, 0)], [], set()
    while waiting:
        each, depth = waiting.pop()
        if each not in met:
            met.add(each)
            order.append((each, depth))
            waiting += [(answer, depth + 1) for answer in reversed(answers.get(each, []))]
    places = memos.set_index("memo_id", drop=False)
    found = places.loc[[each for each, _ in order]].reset_index(drop=True)
    return found.assign(depth=[depth for _, depth in order])


def threaded(memos: pd.DataFrame) -> pd.DataFrame:
    """All memos, each followed by the answers to it, with their `depth`."""
    ids = set(memos["memo_id"])
    first = memos[(memos["about_kind"] != "memo") | ~memos["about"].isin(ids)]
    parts = [thread(memos, each) for each in first["memo_id"]]
    return pd.concat(parts, ignore_index=True) if parts else memos.assign(depth=pd.Series(dtype="int64"))


def found(memos: pd.DataFrame, words: str | None, chosen: Mapping[str, str | None]) -> pd.DataFrame:
    """The memos that hold words, and have some values."""
    kept = pd.Series(data=True, index=memos.index)
    for column, value in chosen.items():
        if value is not None:
            kept &= memos[column] == value
    if words is not None:
        patterns = Patterns.compile([("", words)])
        texts = (memos["name"].fillna("").astype(str) + "\n" + memos["text"]).tolist()
        hits = {int(row) for row in patterns.find_all(texts)[:, 0]}
        kept &= pd.Series(memos.reset_index().index.isin(hits), index=memos.index)
    return memos[kept].sort_values("created", kind="stable").reset_index(drop=True)


def write(memos: pd.DataFrame, path: Path, *, title: str, about: Mapping[str, str]) -> Path:
    """Write memos to a ``.md``, ``.csv`` or ``.docx`` file; answers stand below what they answer.

    Above some of them, by their ids, stand the words that they are ``about``.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InvalidInput(f"Memos cannot be written as {path.name!r}. Use {', '.join(SUFFIXES)}.")
    rows = threaded(memos).assign(quotation=lambda rows: rows["memo_id"].map(about).astype(object))
    if suffix == ".csv":
        rows.to_csv(path, index=False, encoding="utf-8")
    elif suffix == ".md":
        path.write_text(_markdown(rows, title), encoding="utf-8", newline="\n")
    else:
        _to_word(rows, path, title)
    return path


def _headed(row: pd.Series[Any]) -> str:
    about = "" if row["about_kind"] in ("study", "memo", "coding") else f" · {row['about']}"
    name = row["kind"].capitalize() if pd.isna(row["name"]) else row["name"]
    return f"{name}{about}"


def _signed(row: pd.Series[Any]) -> str:
    return f"{row['kind']} · {row['coder']} · {row['created'][:10]}"


def _said(row: pd.Series[Any]) -> str:
    return row["text"] if pd.isna(row["quotation"]) else f"{row['quotation']}\n\n{row['text']}"


def _markdown(rows: pd.DataFrame, title: str) -> str:
    parts = [f"# {title}\n"]
    for _, row in rows.iterrows():
        parts.append(f"{'#' * min(row['depth'] + 2, 6)} {_headed(row)}\n\n*{_signed(row)}*\n\n{_said(row)}\n")
    return "\n".join(parts)


def _to_word(rows: pd.DataFrame, path: Path, title: str) -> None:
    from docx import Document
    from docx.shared import Cm

    document = Document()
    document.add_heading(title, 0)
    for _, row in rows.iterrows():
        document.add_heading(_headed(row), min(row["depth"] + 1, 9))
        document.add_paragraph(_signed(row)).runs[0].italic = True
        for part in _said(row).split("\n\n"):
            paragraph = document.add_paragraph(part.removeprefix("> "))
            if part.startswith("> "):
                paragraph.style, paragraph.paragraph_format.left_indent = "Quote", Cm(1)
    document.save(str(path))
