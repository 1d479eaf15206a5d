"""The codebook as a study keeps it."""

from __future__ import annotations

import json
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
        codes = tuple(
            _read_code(name, names.get(parent), json.loads(fields)) for name, parent, fields in rows
        )
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


def _read_code(name: str, parent: str | None, fields: dict[str, Any]) -> Code:
    fields["patterns"], fields["scale"] = tuple(fields["patterns"]), tuple(fields["scale"])
    fields["examples"] = {kind: tuple(texts) for kind, texts in fields["examples"].items()}
    return Code(name=name, parent=parent, **fields)
