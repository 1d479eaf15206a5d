"""The words that memos are about."""

from __future__ import annotations

import pandas as pd

from qualkit.frames import placed
from qualkit.reduction.memos import quoted
from qualkit.session import Session


def memo_words(session: Session) -> dict[str, str]:
    """Of each memo about a span or a coding, by its id, the words that it is about, with their address."""
    memos = session.memos
    spans = memos[memos["start"].notna()]
    codings = session.all_codings.set_index("coding_id")
    coded = memos[(memos["about_kind"] == "coding") & memos["about"].isin(codings.index)]
    words = [*quoted(_spoken(session, spans)), *quoted(codings.loc[coded["about"]])]
    return dict(zip([*spans["memo_id"], *coded["memo_id"]], words, strict=True))


def _spoken(session: Session, spans: pd.DataFrame) -> pd.DataFrame:
    """Spans of sources (`about start end`) as `text source turn`."""
    tables = {name: session.table(name) for name in ("turn", "source", "case", "membership")}
    keys = tables["source"].set_index("name")["key"]
    places = spans[["start", "end"]].astype("int64").assign(source_key=spans["about"].map(keys))
    places = places.reset_index(drop=True)
    texts = session.texts(places["source_key"].unique().tolist())
    said = [
        texts[key][start:end]
        for start, end, key in places[["start", "end", "source_key"]].itertuples(index=False, name=None)
    ]
    return placed(places, tables).assign(text=said)
