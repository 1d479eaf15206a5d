"""The verbs of reduction for themes, which a machine finds and a researcher adopts or does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.errors import InvalidInput
from qualkit.model import Code, Status
from qualkit.reduction.choosing import HEARD, chosen_codes, chosen_units
from qualkit.reduction.themes import Encoder, Saturation, Themes, code_themes, saturation, themes
from qualkit.reduction.themes.clustering import Method
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.making import new_code
from qualkit.reduction.verbs.putting import put

ThemeUnit = Literal["sentence", "turn", "paragraph", "coding", "code"]


class Theming(Verbs):
    """Themes of what was said, each with how far to trust it; and whether more sources would add codes."""

    def themes(
        self,
        k: int | Iterable[int] | None = None,
        *,
        unit: ThemeUnit | pd.DataFrame = "sentence",
        method: Method = "kmeans",
        by: Literal["co-occurrence", "wording"] = "co-occurrence",
        encoder: Encoder | None = None,
        codes: str | Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
        seed: int = 0,
        before: Themes | None = None,
    ) -> Themes:
        """Group what was said into themes, by its wording; nothing is written until one is adopted.

        Parameters
        ----------
        k
            How many themes, or the numbers to choose from by silhouette and stability; otherwise some are
            tried.
        unit
            What is grouped: each ``sentence``, ``turn`` or ``paragraph``, each accepted ``coding``, the codes
            themselves (``code``), or the rows of a frame, such as those of `segments` that are long enough.
        method
            ``kmeans``, ``hdbscan``, ``ward`` or ``nmf``.
        by
            Of codes: by the text that they share, or by the ``wording`` of what is coded.
        encoder
            A function from texts to vectors; otherwise TF-IDF and a singular value decomposition.
        codes
            Of codings or codes: only these (each with all below it).
        sources, roles, kinds, cases
            As in `autocode`.
        seed
            The same seed finds the same themes.
        before
            Earlier themes: those that persist keep their names.

        Returns
        -------
        Themes
            With `frame`, `members`, `choice`, `dendrogram()`, `map()` and `adopt(theme, as_code=…)`.
        """
        session = self._session
        if isinstance(unit, pd.DataFrame):
            segments = unit
        elif unit == "code":
            chosen = self._accepted(codes)
            found = code_themes(chosen, by=by, k=k, language=session.language, seed=seed)
            return replace(found, adopter=self.adopt)
        elif unit == "coding":
            segments = self._accepted(codes)
        else:
            segments = chosen_units(session, unit, sources=sources, roles=roles, kinds=kinds, cases=cases)
        found = themes(
            segments,
            k=k,
            method=method,
            encoder=encoder,
            language=session.language,
            seed=seed,
            before=before,
        )
        return replace(found, adopter=self.adopt)

    def adopt(
        self,
        found: Themes,
        theme: int | str,
        *,
        as_code: str,
        parent: str | None = None,
        status: Status = "accepted",
    ) -> str:
        """Make a pattern code of a theme: its segments are coded by it, or its codes are put below it.

        How the theme was found is kept in a memo on the code.

        Parameters
        ----------
        found, theme
            The themes, and which of them, by number or label.
        as_code
            The name of the code: new, or one that is there.
        parent
            The code below which a new one is put.
        status
            Of the codings: ``accepted``, or ``suggested`` to look at each of them first.

        Returns
        -------
        str
            The code's id.
        """
        session = self._session
        number = found.number(theme)
        members = found.members[found.members["theme"] == number]
        if found.provenance["of"] == "segments" and not {"source", "start", "end"} <= set(members.columns):
            raise InvalidInput(
                "These themes are of texts of which it is not said where they stand. Make them of rows of "
                "study.reduction.segments(…)."
            )
        said = _described(found, number)
        above = None if parent is None else int(editions.code_row(session, parent)["key"])
        table = session.table("code")
        same = table.loc[table["name"].str.casefold() == as_code.casefold(), "key"].tolist()
        if same:
            editions.open_code(session, as_code)
        coder = session.coder_key()
        with session.change("adopt theme", "code") as change:
            made = Code(name=as_code, kind="pattern", definition=said)
            key = same[0] if same else new_code(change, made, parent=above)
            (code,) = change.rows("code", "key", [key])
            if found.provenance["of"] == "codes":
                below = table[table["name"].isin(members["code"]) & (table["key"] != key)]
                editions.rewrite(change, {int(each): {"parent_key": key} for each in below["key"]})
            else:
                spans = members[["source", "start", "end"]].drop_duplicates().assign(code=code["name"])
                put(
                    session,
                    change,
                    spans,
                    codes={code["name"]: key},
                    coder=coder,
                    origin="model",
                    status=status,
                    memos=[said] * len(spans),
                )
            told = "\n".join([said, *(f"{name}: {_told(value)}" for name, value in found.provenance.items())])
            memo = {"about_kind": "code", "about": code["id"], "kind": "methodological", "text": told}
            change.insert("memo", [memo | {"coder_key": coder, "created": change.at}])
            return str(code["id"])

    def saturation(
        self,
        *,
        codes: str | Sequence[str] | None = None,
        order: Sequence[str] | None = None,
        base: int = 4,
        stop: tuple[int, float] = (3, 0.0),
        draws: int = 200,
        seed: int = 0,
    ) -> Saturation:
        """How many new codes each further source brought, and whether more of them would bring any.

        Parameters
        ----------
        codes
            Only these (each with all below it).
        order
            The sources in the order in which they were worked through; otherwise by date, then as they came.
        base, stop
            The stopping rule: the first so many sources are the base; material is saturated where a run of
            sources brings no more new codes than a share of those. See `qualkit.reduction.saturation`.
        draws, seed
            Random orders to compare with.

        Returns
        -------
        Saturation
            With `frame`, `reached` (the source with which the rule was met, or None), `reason` (why, and
            which source was the last with a new code), and `to_image(path)`.
        """
        session = self._session
        coded = set(session.codings["source"])
        if order is None:
            order = session.sources.sort_values("date", kind="stable")["source"].tolist()
        names = [str(session.row("source", each)["name"]) for each in order]
        return saturation(
            self._accepted(codes),
            order=[each for each in names if each in coded],
            base=base,
            stop=stop,
            draws=draws,
            seed=seed,
            language=session.language,
        )

    def _accepted(self, codes: str | Sequence[str] | None) -> pd.DataFrame:
        """The accepted codings of some codes; what two coders coded alike is there once."""
        names = {code.name for code in chosen_codes(self._session, codes).codes}
        codings = self._session.codings
        chosen = codings[(codings["status"] == "accepted") & codings["code"].isin(names)]
        return chosen.drop_duplicates(["source", "start", "end", "code"]).reset_index(drop=True)


def _described(found: Themes, number: int) -> str:
    row = found.frame.set_index("theme").loc[number]
    return f"Theme {row['label']!r}: {', '.join(row['words'])}."


def _told(value: object) -> str:
    """A value of provenance in words: a mapping as its names with their values."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {each}" for name, each in value.items())
    return str(value)
