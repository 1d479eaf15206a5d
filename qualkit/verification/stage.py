"""The verbs of conclusion and verification, `study.verification`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.display.grid import Matrix
from qualkit.errors import Conflict, InvalidInput, NotFound, Stale
from qualkit.frames import records
from qualkit.language import listed, say
from qualkit.model import KINDS, Stance
from qualkit.session import Session, identities
from qualkit.verification import ledger
from qualkit.verification.citing import Cited, citable, cited_ids
from qualkit.verification.evidence import changed
from qualkit.verification.tactics import TACTICS
from qualkit.verification.tactics import tactic as known_tactic
from qualkit.verification.triangulation import convergence
from qualkit.verification.weighing import FACETS, By, by_case, questions

Claim = Literal["description", "pattern", "explanation", "prediction", "proposition"]
Verdict = Literal["tentative", "supported", "qualified", "refuted"]
Outcome = Literal["confirms", "weakens", "open"]
Answer = Literal["agrees", "agrees in part", "disagrees", "no answer"]

_OUTCOME: dict[str, Outcome] = {
    "agrees": "confirms",
    "agrees in part": "open",
    "disagrees": "weakens",
    "no answer": "open",
}


class Verification:
    """Conclusion and verification: claims stay tied to their evidence, and are put to the test."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def conclude(
        self,
        statement: str,
        *,
        name: str | None = None,
        kind: Claim = "description",
        scope: str | None = None,
        question: str | None = None,
        rivals: str | Sequence[str] = (),
        confidence: str | None = None,
        verdict: Verdict = "tentative",
    ) -> str:
        """State a conclusion, to be supported, contradicted, qualified and checked.

        Parameters
        ----------
        statement
            The claim, in a sentence.
        name
            A short name; ``C1``, ``C2``, … otherwise.
        kind
            ``description``, ``pattern``, ``explanation``, ``prediction`` or ``proposition``.
        scope
            For which cases, roles and time it claims to hold.
        question
            The research question that it answers.
        rivals
            Other explanations of the same.
        confidence
            How sure, and why.
        verdict
            ``tentative``, ``supported``, ``qualified`` or ``refuted``.

        Returns
        -------
        str
            The conclusion's id; its name serves as well in every other verb.
        """
        session = self._session
        _one_of("kind of conclusion", kind, get_args(Claim))
        _one_of("verdict", verdict, get_args(Verdict))
        said("conclusion", statement)
        named = [rivals] if isinstance(rivals, str) else list(rivals)
        for rival in named:
            said("rival explanation", rival)
        taken = {each.casefold() for each in session.table("conclusion")["name"]}
        if name is not None and said("name of the conclusion", name).strip().casefold() in taken:
            raise Conflict(f"There is a conclusion {name!r} already. Choose another name.")
        number = len(taken) + 1
        while f"c{number}" in taken:
            number += 1
        coder = session.coder_key()
        with session.change("conclude", "conclusion") as change:
            row = {
                "name": name.strip() if name else f"C{number}",
                "statement": statement,
                "kind": kind,
                "scope": scope,
                "question": question,
                "verdict": verdict,
                "confidence": confidence,
                "rivals": as_json(named),
                "coder_key": coder,
                "created": change.at,
            }
            change.insert("conclusion", [row])
            return str(change.entity_id)

    def support(self, conclusion: str, codings: Cited, *, note: str | None = None) -> list[str]:
        """Cite codings, summaries or memos that support a conclusion; the ids of the evidence.

        Parameters
        ----------
        conclusion
            Its name or id.
        codings
            Ids, or a frame with a column `coding_id`, `summary_id` or `memo_id`.
        note
            Why they count: first-hand, unprompted, observed or reported.
        """
        return self._cite(conclusion, "supports", codings, note)

    def contradict(self, conclusion: str, codings: Cited, *, note: str | None = None) -> list[str]:
        """Cite what contradicts a conclusion; as `support`."""
        return self._cite(conclusion, "contradicts", codings, note)

    def qualify(self, conclusion: str, codings: Cited, *, note: str | None = None) -> list[str]:
        """Cite what limits a conclusion without contradicting it; as `support`."""
        return self._cite(conclusion, "qualifies", codings, note)

    def withdraw(self, evidence: str | Sequence[str] | pd.DataFrame) -> int:
        """Cite something no longer, by `evidence_id`; how many pieces were withdrawn."""
        ids = identities(evidence, "evidence_id")
        rows = self._session.store.rows("evidence", "id", ids)
        if len(rows) < len(ids):
            raise NotFound(f"{len(ids) - len(rows)} of {len(ids)} pieces of evidence do not exist.")
        with self._session.change("withdraw", "evidence") as change:
            change.delete("evidence", [row["key"] for row in rows])
        return len(rows)

    def judge(self, conclusion: str, verdict: Verdict, *, confidence: str | None = None) -> None:
        """Give a conclusion its verdict: tentative, supported, qualified or refuted.

        Raises
        ------
        Stale
            When its evidence changed since it was cited: `reaffirm` it, or withdraw that evidence, first.
        """
        _one_of("verdict", verdict, get_args(Verdict))
        row = self._session.row("conclusion", conclusion)
        stale = self.stale()
        number = int((stale["conclusion"] == row["name"]).sum())
        if number:
            raise Stale(
                f"{number} pieces of evidence of {row['name']} changed since they were cited: look at "
                "study.verification.stale(), then reaffirm the conclusion or withdraw them."
            )
        values = {"verdict": verdict} | ({} if confidence is None else {"confidence": confidence})
        with self._session.change("judge", "conclusion") as change:
            change.update("conclusion", int(row["key"]), **values)

    def reaffirm(self, conclusion: str, *, reason: str) -> int:
        """Say that a stale conclusion still holds with its evidence as it is now.

        Evidence that is gone stays as a record and no longer counts. Returns how many pieces had
        changed; the reason is kept as a memo on the conclusion.
        """
        session = self._session
        said("reason", reason)
        row = session.row("conclusion", conclusion)
        stale = self.stale()
        since = stale.loc[stale["conclusion"] == row["name"], "evidence_id"].tolist()
        rows = {each["id"]: each for each in session.store.rows("evidence", "id", since)}
        now = citable(session, [rows[each]["target"] for each in since])
        coder = session.coder_key()
        with session.change("reaffirm", "conclusion") as change:
            for each in rows.values():
                state = now.get(each["target"], (None, {**json.loads(each["state"]), "acknowledged": True}))[
                    1
                ]
                change.update("evidence", each["key"], state=as_json(state))
            memo = {"about_kind": "conclusion", "about": row["id"], "kind": "methodological", "text": reason}
            change.insert("memo", [memo | {"coder_key": coder, "created": change.at}])
        return len(since)

    def check(
        self, conclusion: str, tactic: str, *, looked_at: str, found: str, verdict: Outcome = "open"
    ) -> str:
        """Record a tactic applied to a conclusion.

        Parameters
        ----------
        conclusion
            Its name or id.
        tactic
            One of the 26 tactics of Miles, Huberman and Saldaña; `tactics()` lists them.
        looked_at, found
            What was looked at, and what was found.
        verdict
            ``confirms``, ``weakens`` or ``open``.

        Returns
        -------
        str
            The check's id.
        """
        _one_of("verdict of a check", verdict, get_args(Outcome))
        return self._check(conclusion, tactic, (looked_at, found, verdict), {})

    def member_check(
        self,
        conclusion: str,
        *,
        participant: str,
        answer: Answer,
        note: str | None = None,
        changed: str | None = None,
    ) -> str:
        """Record what a participant answered when a conclusion was taken back to them.

        Parameters
        ----------
        conclusion
            Its name or id.
        participant
            Who, as the study names them.
        answer
            ``agrees``, ``agrees in part``, ``disagrees`` or ``no answer``.
        note
            What they said.
        changed
            What was changed in the conclusion because of it.

        Returns
        -------
        str
            The check's id.
        """
        _one_of("answer", answer, get_args(Answer))
        details = {"participant": said("participant", participant), "answer": answer, "changed": changed}
        return self._check(
            conclusion, "feedback from participants", (participant, note or answer, _OUTCOME[answer]), details
        )

    def peer_debrief(
        self,
        conclusion: str,
        *,
        peer: str,
        said: str,
        changed: str | None = None,
        verdict: Outcome = "open",
    ) -> str:
        """Record what a colleague outside the study said of a conclusion; the check's id."""
        _one_of("verdict of a check", verdict, get_args(Outcome))
        return self._check(
            conclusion, "peer debriefing", (peer, said, verdict), {"peer": peer, "changed": changed}
        )

    def tactics(self) -> pd.DataFrame:
        """The tactics that a check can record: `tactic purpose asks`."""
        return pd.DataFrame(
            [(each.name, each.purpose, each.asks) for each in TACTICS], columns=["tactic", "purpose", "asks"]
        )

    def stale(self) -> pd.DataFrame:
        """The evidence that changed since it was cited, so that its conclusion no longer rests on it.

        Returns
        -------
        pandas.DataFrame
            `conclusion evidence_id stance state address code text note`, empty when all stands.
        """
        columns = ["conclusion", "evidence_id", "stance", "state", "address", "code", "text", "note"]
        return changed(ledger.evidence(self._session))[columns].reset_index(drop=True)

    def evidence_table(self, conclusion: str) -> pd.DataFrame:
        """For every case of the study, what speaks for and against a conclusion.

        Returns
        -------
        pandas.DataFrame
            `case for against qualifying verdict`; the verdict is ``for``, ``against``, ``mixed``,
            ``silent`` or ``not asked``. Silence is shown, and never counts as support.
        """
        session = self._session
        name = session.row("conclusion", conclusion)["name"]
        evidence = ledger.evidence(self._session)
        own = ledger.in_every_case(session, evidence[evidence["conclusion"] == name])
        cases = session.cases["case"].tolist()
        return by_case(own, cases, ledger.not_asked(session, set(own["code"].dropna())))

    def triangulate(self, *, by: By = "method", language: str | None = None) -> Matrix:
        """Whether methods, sources, coders or cases converge on each conclusion.

        Parameters
        ----------
        by
            ``method`` (the kinds of source), ``source``, ``coder`` or ``case``.

        Returns
        -------
        Matrix
            Conclusions by methods (or …): converges, complements, contradicts or silent.
        """
        session = self._session
        _one_of("triangulation", by, tuple(FACETS))
        evidence = ledger.evidence(self._session)
        values = {
            "method": [kind for kind in KINDS if kind in set(session.sources["kind"])],
            "source": sorted(evidence["source"].dropna().unique()),
            "coder": session.table("coder")["name"].tolist(),
            "case": session.cases["case"].tolist(),
        }[by]
        return convergence(
            ledger.conclusions(self._session),
            ledger.in_every_case(session, evidence) if by == "case" else evidence,
            by=by,
            values=values,
            language=language or session.language,
            version=session.version,
        )

    def open_questions(self, *, language: str | None = None) -> pd.DataFrame:
        """What a sceptical reader would still ask: `conclusion question why`."""
        session = self._session
        said_in = language or session.language
        evidence, checks = ledger.evidence(session), ledger.checks(session)
        rows = [
            (each["conclusion"], say(question, said_in), say(why, said_in, **_said(values, said_in)))
            for each in records(ledger.conclusions(session))
            for question, why, values in questions(
                each,
                evidence[evidence["conclusion"] == each["conclusion"]],
                checks[checks["conclusion"] == each["conclusion"]],
            )
        ]
        return pd.DataFrame(rows, columns=["conclusion", "question", "why"])

    def report(self, path: str | PathLike[str], *, language: str | None = None) -> Path:
        """Write the credibility report: every conclusion with all that speaks for and against it.

        Parameters
        ----------
        path
            A ``.docx`` file.
        language
            Of the printed words; the study's own otherwise.
        """
        from qualkit.verification.report import Ledger, write

        if Path(path).suffix.lower() != ".docx":
            raise InvalidInput(
                f"The report is a Word document: give a path that ends in .docx, not {Path(path).name!r}."
            )
        session = self._session
        material = Ledger(
            title=session.title,
            sources=session.sources,
            cases=session.cases,
            codings=session.codings,
            conclusions=ledger.conclusions(self._session),
            evidence=ledger.evidence(self._session),
            checks=ledger.checks(self._session),
            by_case={name: self.evidence_table(name) for name in session.table("conclusion")["name"]},
            convergence=self.triangulate(language=language),
            questions=self.open_questions(language=language),
            audit=session.store.events(),
            broken=session.store.broken_events(),
            language=language or session.language,
        )
        return write(material, Path(path))

    def _cite(self, conclusion: str, stance: Stance, cited: Cited, note: str | None) -> list[str]:
        session = self._session
        row = session.row("conclusion", conclusion)
        ids = cited_ids(cited)
        targets = citable(session, ids)
        missing = [each for each in ids if each not in targets]
        if missing:
            raise NotFound(
                f"{len(missing)} of {len(ids)} ids name no coding, summary or memo, such as {missing[0]!r}. "
                "Read study.codings again: they may have been removed since."
            )
        coder = session.coder_key()
        with session.change(
            {"supports": "support", "contradicts": "contradict", "qualifies": "qualify"}[stance], "evidence"
        ) as change:
            known = {each["target"]: each for each in change.find("evidence", conclusion_key=int(row["key"]))}
            for each in ids:
                if each in known and known[each]["stance"] != stance:
                    cited = ledger.evidence(session).set_index("evidence_id").loc[known[each]["id"]]
                    raise Conflict(
                        f"{row['name']} cites {str(cited['text'])[:60]!r} as evidence that "
                        f"{known[each]['stance']} it already ({each}). "
                        "Withdraw that first (study.verification.withdraw)."
                    )
            fresh = [each for each in ids if each not in known]
            keys = change.insert(
                "evidence",
                [
                    {
                        "conclusion_key": int(row["key"]),
                        "stance": stance,
                        "target_kind": targets[each][0],
                        "target": each,
                        "state": as_json(targets[each][1]),
                        "note": note,
                        "coder_key": coder,
                        "created": change.at,
                    }
                    for each in fresh
                ],
            )
            made = {each["target"]: each["id"] for each in change.rows("evidence", "key", keys)}
        return [made[each] if each in made else str(known[each]["id"]) for each in ids]

    def _check(
        self, conclusion: str, tactic: str, result: tuple[str, str, Outcome], details: dict[str, Any]
    ) -> str:
        session = self._session
        key = session.key("conclusion", conclusion)
        name = known_tactic(tactic).name
        looked_at, found = said("what was looked at", result[0]), said("what was found", result[1])
        coder = session.coder_key()
        with session.change("check", "check") as change:
            row = {"conclusion_key": key, "tactic": name, "looked_at": looked_at, "found": found}
            row |= {
                "verdict": result[2],
                "details": as_json({k: v for k, v in details.items() if v is not None}),
            }
            change.insert("check", [row | {"coder_key": coder, "created": change.at}])
            return str(change.entity_id)


def _said(values: Mapping[str, Any], language: str) -> dict[str, Any]:
    """What stands in braces, the tactics in a list in the language."""
    return {
        name: listed((say(each, language) for each in value), language) if isinstance(value, list) else value
        for name, value in values.items()
    }


def _one_of(what: str, value: str, allowed: Sequence[str]) -> None:
    if value not in allowed:
        raise InvalidInput(f"{value!r} is no {what}. Say one of: {', '.join(allowed)}.")
