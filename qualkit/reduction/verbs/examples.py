"""Codings as examples of their codes: the codebook shows their words, and the links say where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from qualkit.reduction.codebook import Codebook
from qualkit.reduction.codebooks.quoting import quotations
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.verbs.editions import states, versions
from qualkit.session import Session

KINDS = ("typical", "atypical", "close but no")


def linked(session: Session) -> pd.DataFrame:
    """The codings that are examples: `code kind coding_id text source turn`, as they are now."""
    links = session.table("link")
    chosen = links[
        (links["origin_kind"] == "code") & (links["target_kind"] == "coding") & links["name"].isin(KINDS)
    ]
    if chosen.empty:
        return pd.DataFrame(columns=["code", "kind", "coding_id", "text", "source", "turn"])
    codings = session.codings.query("status == 'accepted'")
    names = session.table("code").set_index("id")["name"]
    links = pd.DataFrame(
        {"code": chosen["origin"].map(names), "kind": chosen["name"], "coding_id": chosen["target"]}
    )
    return links.merge(codings[["coding_id", "code", "text", "source", "turn"]], on=["coding_id", "code"])


def exemplified(session: Session) -> Codebook:
    """The codebook with the words of linked codings among the examples."""
    book = stored_codebook(session)
    texts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, kind, text in linked(session)[["code", "kind", "text"]].itertuples(index=False, name=None):
        texts[code][kind].append(text)
    if not texts:
        return book
    return replace(
        book,
        codes=tuple(
            replace(code, examples=_joined(code.examples, texts[code.name])) if code.name in texts else code
            for code in book.codes
        ),
    )


def whole_codebook(session: Session) -> Codebook:
    """The codebook with all that the study knows of it: linked examples, quotations, and its versions."""
    book, past = exemplified(session), states(session)
    return replace(
        book,
        _quoted=lambda: quotations(book, session.codings, turns=session.turns),
        _history=lambda: versions(past, book.title, book.language),
    )


def unlinked(session: Session, book: Codebook) -> Codebook:
    """A codebook without the examples that are the words of linked codings: these are never kept twice."""
    examples = linked(session)
    if examples.empty:
        return book
    known = set(zip(examples["code"].str.casefold(), examples["kind"], examples["text"], strict=True))
    codes = []
    for code in book.codes:
        kept = {
            kind: tuple(text for text in texts if (code.name.casefold(), kind, text) not in known)
            for kind, texts in code.examples.items()
        }
        codes.append(replace(code, examples={kind: texts for kind, texts in kept.items() if texts}))
    return replace(book, codes=tuple(codes))


def _joined(
    own: Mapping[str, Sequence[str]], more: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    both = {kind: dict.fromkeys([*own.get(kind, ()), *more.get(kind, ())]) for kind in KINDS}
    return {kind: tuple(texts) for kind, texts in both.items() if texts}
