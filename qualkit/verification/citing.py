"""What can be cited as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput
from qualkit.session import Session, identities
from qualkit.verification.evidence import cited_state

Cited = str | Sequence[str] | pd.DataFrame


def citable(session: Session, ids: Sequence[str]) -> dict[str, tuple[str, dict[str, Any]]]:
    """For each id that names a coding, summary or memo: which, and what is remembered of it when cited."""
    words = session.store.hasher.words
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    codings = session.store.rows("coding", "id", ids)
    texts = session.texts(sorted({row["source_key"] for row in codings}))
    sources, codes = (session.table(name).set_index("key")["id"] for name in ("source", "code"))
    for row in codings:
        place = row | {"source": sources[row["source_key"]], "code": codes[row["code_key"]]}
        text = texts[row["source_key"]][row["start"] : row["end"]]
        found[row["id"]] = ("coding", cited_state("coding", place, text, words))
    for kind in ("summary", "memo"):
        for row in session.store.rows(kind, "id", [each for each in ids if each not in found]):
            found[row["id"]] = (kind, cited_state(kind, row, row["text"], words))
    return found


def cited_ids(cited: Cited) -> list[str]:
    """The ids in what a researcher cites: an id, ids, or a frame of codings, summaries or memos."""
    if isinstance(cited, pd.DataFrame):
        for column in ("coding_id", "summary_id", "memo_id"):
            if column in cited:
                cited = cited[column].tolist()
                break
        else:
            raise InvalidInput(
                "The frame has no column coding_id, summary_id or memo_id, so it names no evidence."
            )
    ids = identities(cited, "coding_id")
    if not ids:
        raise InvalidInput(
            "No codings are given, so there is nothing to cite. Look at the frame: it may be empty."
        )
    return ids
