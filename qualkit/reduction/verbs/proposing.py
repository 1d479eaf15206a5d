"""The verbs of reduction for what a machine proposes, and a researcher adopts or does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.errors import InvalidInput
from qualkit.frames import records
from qualkit.model import Code, Status, Unit
from qualkit.reduction.choosing import HEARD, chosen_codes, chosen_units
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.suggesting import Answers, Endpoint, Suggestions, ask, preview, suggest
from qualkit.reduction.themes import Encoder, Saturation, Themes, code_themes, saturation, themes
from qualkit.reduction.themes.clustering import Method
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.exchanges import keep
from qualkit.reduction.verbs.making import new_code
from qualkit.reduction.verbs.putting import code_keys, put

ThemeUnit = Literal["sentence", "turn", "paragraph", "coding", "code"]


class Proposing(Verbs):
    """Themes and suggestions: a machine's proposals, each with its reasons and how far to trust it."""

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
            told = "\n".join([said, *(f"{name}: {value}" for name, value in found.provenance.items())])
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
            With `frame`, `reached`, and `to_image(path)`.
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

    def suggest(
        self,
        unit: Unit = "sentence",
        *,
        codes: str | Sequence[str] | None = None,
        encoder: Encoder | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        **options: Any,
    ) -> Suggestions:
        """Learn from the accepted codings what each code looks like, and find where else it may belong.

        Nothing is written: `propose` puts suggestions into the study, to be accepted or rejected.

        Parameters
        ----------
        unit
            What a suggestion covers: ``sentence``, ``turn`` or ``paragraph``.
        codes
            Only these (each with all below it).
        encoder
            A function from texts to vectors; otherwise TF-IDF.
        sources
            For which sources to give suggestions; it is learned from all.
        roles
            Whose words.
        **options
            ``confidence``, ``least``, ``folds``, ``seed`` of `qualkit.reduction.suggest`.

        Returns
        -------
        Suggestions
            With `frame` (confidence, and the words that weighed), `ranked()` for the next to look at, and
            `quality`: cross-validated precision and recall a code.
        """
        session = self._session
        found = suggest(
            chosen_units(session, unit, roles=roles),
            session.codings,
            stored_codebook(session),
            codes=self._learnable(codes),
            encoder=encoder,
            **options,
        )
        if sources is None:
            return found
        table = session.table("source")
        names = table.loc[table["key"].isin(session.keys("source", sources)), "name"]
        return found.narrowed(set(names))

    def ask(
        self,
        endpoint: Endpoint,
        unit: Unit = "turn",
        *,
        codes: str | Sequence[str] | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        batch: int = 20,
        say: Callable[[str], None] = print,
    ) -> Answers:
        """Ask a language model where the codes belong, by their definitions.

        Participants' words are sent to the endpoint, and to nothing else; what and where to is said first.
        All that was sent and answered is kept in `study.history`. Only quotations that stand word for word
        in the source count; `propose` puts them into the study as suggestions.

        Parameters
        ----------
        endpoint
            Where the model is: on this machine or elsewhere.
        unit
            What is shown to the model: each ``sentence``, ``turn`` or ``paragraph``.
        codes, sources, roles
            Which codes, which sources, whose words.
        batch
            How many units to send at once; words of two sources are never sent together.
        say
            Called with what is about to be sent where, and with what came of each source.

        Returns
        -------
        Answers
            With `frame`, what was `refused` and why, and the `exchanges`.
        """
        session = self._session
        segments = chosen_units(session, unit, sources=sources, roles=roles)
        book, names = stored_codebook(session), self._open_codes(codes)
        say(preview(endpoint, segments, book, codes=names))
        parts = {}
        for source, group in segments.groupby("source", sort=False):
            found = ask(endpoint, group, book, codes=names, language=session.language, batch=batch)
            keep(session, str(source), found.exchanges)
            parts[str(source)] = found
            say(f"{source}: {len(found.frame)} suggested, {len(found.refused)} refused.")
            for reason in found.failed["reason"].unique():
                say(f"{source}: a batch failed. {reason}")
            if found.exchanges and all(each.failure for each in found.exchanges):
                why = found.exchanges[-1].failure
                say(f"{endpoint.host} gave no answer, so the other sources are not asked: {why}")
                break
        return Answers.of(parts)

    def propose(
        self, proposed: Suggestions | Answers | pd.DataFrame, *, most: int | None = None
    ) -> pd.DataFrame:
        """Put suggestions into the study, to be accepted or rejected; nothing counts before.

        Parameters
        ----------
        proposed
            From `suggest` or `ask`, or some rows of their `frame`.
        most
            Only so many, those that the model is surest of.

        Returns
        -------
        pandas.DataFrame
            The rows that were written: not what was coded so already, nor what was taken back before.
        """
        session = self._session
        frame = proposed if isinstance(proposed, pd.DataFrame) else proposed.frame
        missing = [each for each in ("source", "start", "end", "code") if each not in frame]
        if missing:
            raise InvalidInput(
                f"The suggestions have no column {missing[0]!r}. Give rows of suggest().frame."
            )
        chosen = frame if most is None else frame.nlargest(most, "confidence", keep="first")
        chosen = chosen.drop_duplicates(["source", "start", "end", "code"]).reset_index(drop=True)
        if not len(chosen):
            return chosen
        for name in chosen["code"].unique():
            editions.open_code(session, name)
        coder = session.coder_key()
        with session.change("propose", "coding") as change:
            written = put(
                session,
                change,
                chosen,
                codes=code_keys(session),
                coder=coder,
                origin="model",
                status="suggested",
                memos=[_reason(row) for row in records(chosen)],
            )
        return chosen[written].reset_index(drop=True)

    def _accepted(self, codes: str | Sequence[str] | None) -> pd.DataFrame:
        """The accepted codings of some codes; what two coders coded alike is there once."""
        names = {code.name for code in chosen_codes(self._session, codes).codes}
        codings = self._session.codings
        chosen = codings[(codings["status"] == "accepted") & codings["code"].isin(names)]
        return chosen.drop_duplicates(["source", "start", "end", "code"]).reset_index(drop=True)

    def _open_codes(self, codes: str | Sequence[str] | None) -> list[str]:
        """The codes that may still be used."""
        return [code.name for code in chosen_codes(self._session, codes).codes if not code.retired]

    def _learnable(self, codes: str | Sequence[str] | None) -> list[str]:
        """The codes to learn: those named, else those that were used."""
        used = set(self._session.codings["code"])
        return [name for name in self._open_codes(codes) if codes is not None or name in used]


def _described(found: Themes, number: int) -> str:
    row = found.frame.set_index("theme").loc[number]
    return f"Theme {row['label']!r}: {', '.join(row['words'])}."


def _reason(row: dict[str, Any]) -> str:
    """Why a coding is suggested, as its memo says it."""
    parts = [f"confidence {row['confidence']:.2f}"] if pd.notna(row.get("confidence")) else []
    why = row.get("why")
    if isinstance(why, str):
        parts.append(why)
    elif isinstance(why, (tuple, list)):
        parts.append(", ".join(str(each[0] if isinstance(each, tuple) else each) for each in why))
    return "; ".join(part for part in parts if part) or "suggested by a model"
