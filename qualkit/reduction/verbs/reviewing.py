"""The verbs of reduction for codings that are there: reviewed, recoded, merged, split, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

import numpy as np
import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput
from qualkit.model import Status
from qualkit.reduction.agreement.marking import CONSENSUS
from qualkit.reduction.segments import segments
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.coded import absorb, recoded

Cut = Literal["sentence", "paragraph"]


class Reviewing(Verbs):
    """Codings are looked at again, and put right."""

    def accept(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Accept suggested (or rejected) codings, so that displays count them; how many were changed."""
        return self._review(codings, "accepted")

    def reject(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Reject codings, so that no display counts them and no pattern brings them back; how many."""
        return self._review(codings, "rejected")

    def confirm(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Say that codings are right also by the present definition of their code; how many.

        They are then no longer among the `outdated` ones.
        """
        rows = self._session.coding_rows(codings)
        with self._session.change("confirm", "coding") as change:
            change.update_all("coding", {row["key"]: {"reviewed": change.at} for row in rows})
        return len(rows)

    def uncode(self, codings: str | Sequence[str] | pd.DataFrame) -> int:
        """Take codings away, by id, ids, or a frame of codings; how many.

        No pattern brings them back, unless `autocode` is told to look again.
        """
        rows = self._session.coding_rows(codings)
        ids = [row["id"] for row in rows]
        if any(row["basis"] for row in rows if row["coder_key"] == self._consensus_key()):
            raise Conflict("Some of these are what coders settled on. Take that back with reopen.")
        with self._session.change("uncode", "coding") as change:
            links = {row["key"] for end in ("origin", "target") for row in change.rows("link", end, ids)}
            change.delete("link", sorted(links))
            change.delete("coding", [row["key"] for row in rows])
        return len(rows)

    def recode(self, codings: str | Sequence[str] | pd.DataFrame, code: str) -> int:
        """Give codings another code, such as those that a `query` found; how many were changed.

        Where its coder has that code on the span already, one coding stands for both, with both memos and all
        that rests on either.
        """
        session = self._session
        rows = session.coding_rows(codings)
        key = int(editions.open_code(self._session, code)["key"])
        with session.change("recode", "coding") as change:
            return recoded(change, [row for row in rows if row["code_key"] != key], key)

    def merge_codings(self, codings: str | Sequence[str] | pd.DataFrame) -> list[str]:
        """Make one coding of several that overlap or touch, of one code and coder; memos are kept.

        White space between them does not part them.

        Parameters
        ----------
        codings
            Of any number of sources, codes and coders: those that belong together are merged.

        Returns
        -------
        list of str
            The ids of the codings that now stand for several.
        """
        session = self._session
        rows = session.coding_rows(codings)
        texts = session.texts(sorted({row["source_key"] for row in rows}))
        merged = []
        with session.change("merge codings", "coding") as change:
            for group in _runs(rows, texts):
                first, *others = sorted(group, key=lambda row: row["key"])
                start, end = min(row["start"] for row in group), max(row["end"] for row in group)
                place = {name: first[name] for name in ("source_key", "code_key", "coder_key")}
                same = change.find("coding", **place, start=start, end=end)
                first = same[0] if same else first
                others = [row for row in group if row["key"] != first["key"]]
                absorb(change, [(first, others, {"start": start, "end": end})])
                merged.append(str(first["id"]))
        return merged

    def split_coding(self, coding: str, at: int | Sequence[int] | Cut) -> list[str]:
        """Cut a coding into several, each with all that was said of the one.

        Every part has the code, coder, weight, memo, origin, status, dates and marks of what was cut; the
        evidence, links, memos and summaries that rest on it stay with the first part. Where its coder has
        the code on the span of a part already, that coding stands for the part; for the first part it also
        takes up the memo, the greater weight, and what rests on the one that was cut.

        Parameters
        ----------
        coding
            The coding, by its id.
        at
            Where to cut: an offset in its source, several, or at every ``sentence`` or ``paragraph``.

        Returns
        -------
        list of str
            The ids of the parts, in order; the first one is the coding that was cut.
        """
        session = self._session
        (row,) = session.coding_rows(coding)
        spans = self._parts(row, at)
        kept = ["source_key", "code_key", "coder_key", "weight", "memo", "origin", "status", "created"]
        kept += ["when", "directness", "chosen"]
        with session.change("split coding", "coding") as change:
            (start, end), *rest = spans
            place = {name: row[name] for name in ("source_key", "code_key", "coder_key")}
            known = {(each["start"], each["end"]): each for each in change.find("coding", **place)}
            taken = {span: each["id"] for span, each in known.items()}
            if (start, end) in taken:
                absorb(change, [(known[start, end], [row], {})])
            else:
                change.update("coding", row["key"], start=start, end=end)
                taken[start, end] = row["id"]
            fresh = [span for span in rest if span not in taken]
            common = {name: row[name] for name in kept}
            keys = change.insert("coding", [common | {"start": one, "end": other} for one, other in fresh])
            made = change.rows("coding", "key", keys)
        taken |= {(each["start"], each["end"]): each["id"] for each in made}
        return [str(taken[span]) for span in spans]

    def _parts(self, row: Mapping[str, Any], at: int | Sequence[int] | Cut) -> list[tuple[int, int]]:
        """The spans into which a coding is cut, without white space around them."""
        start, end = row["start"], row["end"]
        text = self._session.texts([row["source_key"]])[row["source_key"]]
        if isinstance(at, str):
            units = segments(text[start:end], at, language=self._session.language)
            spans = [(start + one, start + other) for one, other in units]
        else:
            given = [at] if isinstance(at, (int, float, np.number)) else list(at)
            if any(int(each) != each for each in given):
                raise InvalidInput(f"Cut at whole offsets in the source, not at {at!r}.")
            cuts = sorted({int(each) for each in given})
            outside = [cut for cut in cuts if not start < cut < end]
            if outside:
                raise InvalidInput(
                    f"{outside[0]} is not inside the coding, which runs from {start} to {end}. "
                    "Give offsets in the source between the two."
                )
            spans = [_trimmed(text, *each) for each in pairwise([start, *cuts, end])]
        spans = [each for each in spans if each[0] < each[1]]
        if len(spans) < 2:
            raise InvalidInput(f"There is nothing to cut: {text[start:end][:60]!r} makes {len(spans)} part.")
        return spans

    def _review(self, codings: str | Sequence[str] | pd.DataFrame, status: Status) -> int:
        changed = [row for row in self._session.coding_rows(codings) if row["status"] != status]
        if status == "accepted":
            self._refuse_settled({row["id"] for row in changed})
        with self._session.change(f"mark {status}", "coding") as change:
            change.update_all(
                "coding", {row["key"]: {"status": status, "reviewed": change.at} for row in changed}
            )
        return len(changed)

    def _refuse_settled(self, ids: set[str]) -> None:
        """Refuse to count again what a consensus stands for."""
        table = self._session.table("coding")
        settled = table.loc[(table["coder_key"] == self._consensus_key()) & table["basis"].notna(), "basis"]
        if ids & {each for basis in settled for each in basis.split()}:
            raise Conflict("Coders have settled on some of these, and that counts instead. See reopen.")

    def _consensus_key(self) -> int | None:
        coders = self._session.table("coder")
        keys = coders.loc[coders["name"] == CONSENSUS, "key"].tolist()
        return keys[0] if keys else None


def _runs(rows: Sequence[Mapping[str, Any]], texts: Mapping[int, str]) -> list[list[Mapping[str, Any]]]:
    """Codings of one source, code, coder and status that overlap or touch; those alone are left out."""
    runs: list[list[Mapping[str, Any]]] = []
    place = ("source_key", "code_key", "coder_key", "status")
    end = -1
    for row in sorted(rows, key=lambda row: (*(row[name] for name in place), row["start"], row["end"])):
        last = runs[-1][-1] if runs else None
        same = last is not None and all(last[name] == row[name] for name in place)
        gap = texts[row["source_key"]][end : row["start"]] if same else "-"
        if same and not gap.strip():
            runs[-1].append(row)
            end = max(end, row["end"])
        else:
            runs.append([row])
            end = row["end"]
    return [run for run in runs if len(run) > 1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space around it."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
