"""The verbs of reduction for suggestions: a machine proposes codings, a person accepts or rejects them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.errors import InvalidInput
from qualkit.frames import records
from qualkit.model import Unit
from qualkit.reduction.choosing import HEARD, chosen_codes, chosen_units
from qualkit.reduction.stored import stored_codebook
from qualkit.reduction.suggesting import Answers, Endpoint, Suggestions, ask, preview, suggest
from qualkit.reduction.suggesting.showing import reasons
from qualkit.reduction.themes import Encoder
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.exchanges import keep
from qualkit.reduction.verbs.putting import identified, put


class Suggesting(Verbs):
    """Suggestions of a model, each with its reasons and how far to trust it; none counts unseen."""

    def suggest(
        self,
        unit: Unit = "sentence",
        *,
        codes: str | Sequence[str] | None = None,
        encoder: Encoder | None = None,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] = HEARD,
        least: int = 5,
        confidence: float = 0.5,
        folds: int = 5,
        seed: int = 0,
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
        least, confidence, folds, seed
            As in `qualkit.reduction.suggest`: the segments that a code must stand in to be learned, the least
            probability that makes a suggestion, the parts of the cross-validation, and what decides them.

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
            least=least,
            confidence=confidence,
            folds=folds,
            seed=seed,
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
            The rows that were written: not what was coded so already, nor what was taken back before. They
            have the ids of the new codings in `coding_id`, so that `accept` and `reject` take them.
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
            return chosen.assign(coding_id=None)
        keys = {name: int(editions.open_code(session, name)["key"]) for name in chosen["code"].unique()}
        coder = session.coder_key()
        with session.change("propose", "coding") as change:
            written = put(
                session,
                change,
                chosen,
                codes=keys,
                coder=coder,
                origin="model",
                status="suggested",
                memos=[_reason(row) for row in records(chosen)],
            )
        return identified(session, written)

    def _open_codes(self, codes: str | Sequence[str] | None) -> list[str]:
        """The codes that may still be used."""
        return [code.name for code in chosen_codes(self._session, codes).codes if not code.retired]

    def _learnable(self, codes: str | Sequence[str] | None) -> list[str]:
        """The codes to learn: those named, else those that were used."""
        used = set(self._session.codings["code"])
        return [name for name in self._open_codes(codes) if codes is not None or name in used]


def _reason(row: dict[str, Any]) -> str:
    """Why a coding is suggested, as its memo says it."""
    parts = [f"confidence {row['confidence']:.2f}"] if pd.notna(row.get("confidence")) else []
    parts.append(reasons(row.get("why")))
    return "; ".join(part for part in parts if part) or "suggested by a model"
