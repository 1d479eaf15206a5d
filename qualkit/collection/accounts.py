"""The data accounting log of a study."""

from __future__ import annotations

import pandas as pd

from qualkit.collection.accounting import Wanted, account
from qualkit.session import Session


def accounting_log(
    session: Session, *, rows: str = "case", columns: str = "kind", wanted: Wanted | None = None
) -> pd.DataFrame:
    """Which data there are and which are still missing, see `Collection.accounting_log`."""
    sources = session.sources
    coded = session.table("source")["key"].isin(session.counted("source_key").index)
    cases = session.source_cases.groupby("source")["case"].agg(list)
    laid_out = sources.assign(
        case=sources["source"].map(cases).to_numpy(),
        coded=coded.to_numpy(),
        status=sources.get("status", None),
    )
    return account(laid_out, rows=rows, columns=columns, wanted=wanted)
