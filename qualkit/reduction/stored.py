"""The codebook as a study keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.session import Session


def stored_codebook(session: Session) -> Codebook:
    """The codebook of a study, in its order."""

    def make(raw: dict[str, pd.DataFrame]) -> Codebook:
        table = raw["code"].sort_values(["position", "key"])
        names = dict(zip(table["key"], table["name"], strict=True))
        rows = zip(table["name"], table["parent_key"], table["definition"], strict=True)
        codes = tuple(code_of(name, names.get(parent), json.loads(fields)) for name, parent, fields in rows)
        return Codebook(codes=codes, title=session.title, language=session.language)

    book: Codebook = session.made("codebook", ("code", "study"), make)
    return book


def codes_frame(session: Session, language: str | None = None) -> pd.DataFrame:
    """One row a code, in the codebook's order: `code_id`, the columns of `Codebook.frame`, and `scale`.

    Labels are in a language, or in the study's own.
    """
    spoken = language or session.language

    def make(raw: dict[str, pd.DataFrame]) -> pd.DataFrame:
        book = stored_codebook(session)
        ids = raw["code"].set_index("name")["id"]
        frame = book.frame
        frame["label"] = [code.label(spoken) for code in book.codes]
        frame["scale"] = pd.Series([code.scale for code in book.codes], index=frame.index, dtype=object)
        frame.insert(0, "code_id", ids.reindex(frame["code"]).to_numpy(dtype=object))
        return frame

    frame: pd.DataFrame = session.made(f"codes in {spoken}", ("code", "study"), make)
    return frame


def code_of(name: str, parent: str | None, fields: dict[str, Any]) -> Code:
    """The code of a name, a parent, and what else is kept of it."""
    lists: dict[str, Any] = {key: tuple(fields[key]) for key in ("patterns", "scale") if key in fields}
    examples = {kind: tuple(texts) for kind, texts in fields.get("examples", {}).items()}
    return Code(name=name, parent=parent, **{**fields, **lists, "examples": examples})


def definition(code: Code) -> dict[str, Any]:
    """What is kept of a code beside its name and parent."""
    fields = {
        name: getattr(code, name) for name in Code.__dataclass_fields__ if name not in ("name", "parent")
    }
    return {name: dict(value) if isinstance(value, Mapping) else value for name, value in fields.items()}


def same_row(known: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a code is kept just as a codebook has it."""
    parent = None if pd.isna(known["parent_key"]) else int(known["parent_key"])
    kept = {"retired": False} | json.loads(known["definition"])
    return (known["name"], parent, kept, int(known["position"])) == (
        row["name"],
        row["parent_key"],
        json.loads(row["definition"]),
        row["position"],
    )
