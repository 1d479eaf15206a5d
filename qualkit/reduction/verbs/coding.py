"""The verbs of reduction for coding by hand."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from qualkit.collection.verbs import Verbs
from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.choosing import Span, find_span
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.making import new_code

_LONGEST_NAME = 80


class Coding(Verbs):
    """Codes are put on spans."""

    def code(
        self, source: str, span: Span, code: str, *, weight: float | None = None, memo: str | None = None
    ) -> str:
        """Put a code on a span.

        Parameters
        ----------
        source
            The source, by name or id.
        span
            ``(start, end)`` in code points; the number of a turn; or words that stand exactly once in
            the source (whatever white space is between them).
        code
            A code of the codebook.
        weight
            How strongly, on the code's scale (1 is the weakest).
        memo
            A note on this coding.

        Returns
        -------
        str
            The coding's id. The same code on the same span by the same coder is there only once; coding it
            again accepts it, and gives it the weight or memo that is said.

        Raises
        ------
        NotFound
            For an unknown source, code, turn or wording; the nearest names are offered.
        InvalidInput
            For a span that is reversed, empty or outside the source.
        """
        session = self._session
        key = self._open(code)
        heavy = _weight(weight, self._scale(key))
        row = session.row("source", source)
        start, end = find_span(session, row, span)
        coder = session.coder_key()
        place = {
            "source_key": int(row["key"]),
            "start": start,
            "end": end,
            "code_key": key,
        }
        with session.change("code", "coding") as change:
            place |= {"coder_key": coder}
            known = change.find("coding", **place)
            if known:
                given = {"weight": heavy, "memo": memo, "status": "accepted"}
                new = {name: value for name, value in given.items() if value not in (None, known[0][name])}
                if new:
                    change.update("coding", known[0]["key"], **new)
                return str(known[0]["id"])
            change.insert(
                "coding",
                [
                    place
                    | {
                        "weight": heavy,
                        "memo": memo,
                        "origin": "manual",
                        "status": "accepted",
                        "created": change.at,
                    }
                ],
            )
            return str(change.entity_id)

    def in_vivo(self, source: str, span: Span, *, parent: str | None = None, name: str | None = None) -> str:
        """Code a span by its own words: they name the code, which is made where it is new.

        Parameters
        ----------
        source, span
            As in `code`.
        parent
            The code below which a new code is put.
        name
            What a new code is called, where the words themselves are too long for that; their white space
            is made single.

        Returns
        -------
        str
            The coding's id.
        """
        session = self._session
        row = session.row("source", source)
        start, end = find_span(session, row, span)
        words = " ".join(session.texts([int(row["key"])])[int(row["key"])][start:end].split())
        called = name or words
        if not called:
            raise InvalidInput("The span holds nothing but white space, which cannot name a code.")
        if len(called) > _LONGEST_NAME:
            raise InvalidInput(
                f"{len(called)} characters are too many to name a code. Give a shorter span, or a name."
            )
        if called.casefold() not in {each.casefold() for each in session.table("code")["name"]}:
            above = None if parent is None else int(editions.code_row(session, parent)["key"])
            with session.change("define", "code") as change:
                new_code(change, Code(name=called, kind="in vivo"), parent=above)
        return self.code(str(row["id"]), (start, end), called)

    def _scale(self, key: int) -> Sequence[str]:
        table = self._session.table("code")
        scale: list[str] = json.loads(table.loc[table["key"] == key, "definition"].iloc[0]).get("scale", [])
        return scale

    def _open(self, code: str) -> int:
        """The key of a code that may still be used."""
        return int(editions.open_code(self._session, code)["key"])


def _weight(given: float | None, scale: Sequence[str]) -> float | None:
    if given is None:
        return None
    try:
        weight = float(given)
    except (TypeError, ValueError):
        weight = math.nan
    if isinstance(given, bool) or not math.isfinite(weight):
        raise InvalidInput(f"A weight is a number, such as 1 for the weakest, not {given!r}.")
    if scale and weight not in range(1, len(scale) + 1):
        steps = ", ".join(f"{number} {name}" for number, name in enumerate(scale, 1))
        raise InvalidInput(f"The code has no weight {given!r} on its scale: {steps}.")
    return weight + 0.0  # so that no database tells -0.0 from 0.0
