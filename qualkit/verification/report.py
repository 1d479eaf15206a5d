"""The credibility report: every conclusion with what speaks for and against it, as a Word document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.display.content import Content, Run, clean
from qualkit.display.grid import Matrix
from qualkit.display.word.captions import add_caption
from qualkit.display.word.matrices import add_matrix
from qualkit.display.word.paper import new_paper
from qualkit.display.word.table import add_table
from qualkit.frames import records
from qualkit.language import date, listed, number, say
from qualkit.verification.evidence import changed

_STALE = "This conclusion is stale. Evidence that changed since it was cited: {number}."
_STANCES = ("supports", "contradicts", "qualifies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What a credibility report is made from: the frames of verification, at one version of the study."""

    title: str
    language: str
    sources: pd.DataFrame
    cases: pd.DataFrame
    codings: pd.DataFrame
    conclusions: pd.DataFrame
    evidence: pd.DataFrame
    checks: pd.DataFrame
    by_case: Mapping[str, pd.DataFrame]
    convergence: Matrix
    questions: pd.DataFrame
    audit: pd.DataFrame
    broken: pd.DataFrame

    def own(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame that are about one conclusion."""
        return frame[frame["conclusion"] == name]


def write(ledger: Ledger, path: Path) -> Path:
    """Write the report; returns its path."""
    _Report(ledger).document.save(str(path))
    return path


class _Report:
    """A document being written: headings, tables and paragraphs in the ledger's language."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._paper = new_paper(landscape=True, language=ledger.language)
        self.document = self._paper.document
        self._heading(f"{self._say('Credibility report')}: {ledger.title}", level=0)
        self._material()
        self._glance()
        for conclusion in records(ledger.conclusions):
            self._conclusion(conclusion)
        self._trail()

    def _say(self, phrase: str, **values: object) -> str:
        return say(phrase, self._ledger.language, **values)

    def _listed(self, items: Iterable[str]) -> str:
        return listed(items, self._ledger.language)

    def _heading(self, text: str, *, level: int) -> None:
        self.document.add_heading(clean(text), level=level)

    def _paragraph(self, text: str, *, label: str = "") -> None:
        paragraph = self.document.add_paragraph()
        if label:
            paragraph.add_run(f"{label}. ").bold = True
        paragraph.add_run(clean(text))

    def _table(
        self, title: str, header: Sequence[str], rows: Sequence[Sequence[Content]], widths: Sequence[float]
    ) -> None:
        add_caption(self._paper, "Table", title)
        add_table(self._paper, list(header), rows, widths=widths)
        self.document.add_paragraph(style="Table Note")

    def _material(self) -> None:
        ledger = self._ledger
        of_kind = ledger.sources["kind"].value_counts().items()
        self._heading(self._say("Material"), level=1)
        self._paragraph(
            self._say(
                "{sources} sources ({kinds}), {words} words, {cases} cases; {codings} codings by {coders}.",
                sources=len(ledger.sources),
                kinds=self._listed(f"{self._say(str(kind))}: {n}" for kind, n in of_kind) or "–",
                words=number(int(ledger.sources["words"].sum()), ledger.language),
                cases=len(ledger.cases),
                codings=number(len(ledger.codings), ledger.language),
                coders=self._listed(sorted(ledger.codings["coder"].unique())) or "–",
            )
            + " "
            + self._say(
                "Data version {version}, {events} events in the audit trail.",
                version=ledger.convergence.version,
                events=len(ledger.audit),
            )
        )

    def _glance(self) -> None:
        ledger = self._ledger
        self._heading(self._say("Conclusions at a glance"), level=1)
        if ledger.conclusions.empty:
            self._paragraph(self._say("No conclusions yet."))
            return
        rows = [
            [
                each["conclusion"],
                each["statement"],
                self._say(each["verdict"]),
                *(str(each[stance]) for stance in _STANCES),
                str(each["checks"]),
                str(int((~ledger.own(each["conclusion"], ledger.evidence)["state"].eq("current")).sum())),
            ]
            for each in records(ledger.conclusions)
        ]
        header = [
            self._say(each)
            for each in (
                "conclusion",
                "statement",
                "verdict",
                "for",
                "against",
                "qualifying",
                "checks",
                "changed",
            )
        ]
        self._table(self._say("Conclusions at a glance"), header, rows, [3, 8.5, 3, 2.2, 2.2, 2.2, 2.4, 2.2])
        add_matrix(self._paper, ledger.convergence)

    def _conclusion(self, conclusion: Mapping[str, Any]) -> None:
        ledger, name = self._ledger, conclusion["conclusion"]
        self._heading(f"{name}. {conclusion['statement']}", level=1)
        for label, text in self._particulars(conclusion):
            self._paragraph(text, label=self._say(label))
        if conclusion["stale"]:
            number = len(changed(ledger.own(name, ledger.evidence)))
            self._paragraph(self._say(_STALE, number=number))
        self._evidence(name)
        self._checks(name)
        self._heading(self._say("What is missing"), level=2)
        missing = ledger.own(name, ledger.questions)
        for each in records(missing):
            self.document.add_paragraph(clean(f"{each['question']} ({each['why']})"), style="List Bullet")
        if missing.empty:
            self._paragraph(self._say("Nothing that qualkit looks for is missing."))

    def _particulars(self, conclusion: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        yield "Verdict", self._say(conclusion["verdict"])
        for label, field in (
            ("Research question", "question"),
            ("Scope", "scope"),
            ("Confidence", "confidence"),
        ):
            if _given(conclusion[field]):
                yield label, conclusion[field]
        if conclusion["rivals"]:
            yield "Rival explanations", "; ".join(conclusion["rivals"])

    def _evidence(self, name: str) -> None:
        evidence = self._ledger.own(name, self._ledger.evidence)
        if evidence.empty:
            self._paragraph(self._say("No evidence is cited."))
            return
        ordered = evidence.assign(place=evidence["stance"].map(_STANCES.index)).sort_values(
            "place", kind="stable"
        )
        rows = [
            [self._say(each["stance"]), self._quoted(each), _where(each), _text(each["note"])]
            for each in records(ordered)
        ]
        header = [self._say(each) for each in ("stance", "evidence", "where", "note")]
        self._table(
            self._say("Evidence for and against {name}", name=name), header, rows, [2.6, 13, 5.6, 4.5]
        )
        counted = self._ledger.by_case[name]
        if not counted.empty:
            header = [self._say(each) for each in ("case", "for", "against", "qualifying", "verdict")]
            rows = [
                [
                    each["case"],
                    str(each["for"]),
                    str(each["against"]),
                    str(each["qualifying"]),
                    self._say(each["verdict"]),
                ]
                for each in records(counted)
            ]
            self._table(self._say("{name} case by case", name=name), header, rows, [8, 4, 4, 4, 5.7])

    def _quoted(self, evidence: Mapping[str, Any]) -> Content:
        state = "" if evidence["state"] == "current" else f"[{self._say(evidence['state'])}] "
        if not _given(evidence["text"]):
            return [(Run(state.strip(), "state"),)]
        words = " ".join(evidence["text"].split())
        text = f"“{words}”" if evidence["of"] == "coding" else words
        kind = "" if evidence["of"] == "coding" else f" ({self._say(evidence['of'])})"
        return [(Run(state, "state"), Run(text), Run(kind, "address"))]

    def _checks(self, name: str) -> None:
        checks = self._ledger.own(name, self._ledger.checks)
        asked = checks["tactic"] == "feedback from participants"
        if not checks[~asked].empty:
            header = [self._say(each) for each in ("tactic", "looked at", "found", "outcome", "by")]
            rows = [
                [
                    self._say(each["tactic"]),
                    _text(each["looked_at"]),
                    _text(each["found"]),
                    self._say(each["verdict"]),
                    each["by"],
                ]
                for each in records(checks[~asked])
            ]
            self._table(self._say("Checks of {name}", name=name), header, rows, [4, 7.5, 8.7, 3, 2.5])
        if asked.any():
            header = [self._say(each) for each in ("participant", "answer", "said", "what was changed")]
            rows = [
                [
                    each["details"].get("participant", each["looked_at"]),
                    self._say(each["details"]["answer"])
                    if "answer" in each["details"]
                    else self._say(each["verdict"]),
                    each["found"],
                    each["details"].get("changed", "–"),
                ]
                for each in records(checks[asked])
            ]
            self._table(self._say("Member checks of {name}", name=name), header, rows, [3.5, 3.5, 11, 7.7])

    def _trail(self) -> None:
        audit, broken = self._ledger.audit, self._ledger.broken
        self._heading(self._say("Audit trail"), level=1)
        if broken.empty:
            self._paragraph(
                self._say(
                    "The trail is whole: every event follows on the one before, "
                    "and the study is what its trail says."
                )
            )
        else:
            first = broken.iloc[0]
            self._paragraph(
                self._say(
                    "The trail is BROKEN at {number} places; the first is event {seq}. "
                    "All of them: study.verify_audit().",
                    number=len(broken),
                    seq=first["seq"],
                )
            )
        done = audit.groupby(["verb", "entity"], sort=False, as_index=False).agg(
            events=("seq", "size"),
            by=("actor", lambda actors: self._listed(sorted(set(actors)))),
            first=("at", "min"),
            last=("at", "max"),
        )
        rows = [
            [
                say(each["verb"], self._ledger.language, "audit trail"),
                self._say(each["entity"]),
                str(each["events"]),
                each["by"],
                self._minute(each["first"]),
                self._minute(each["last"]),
            ]
            for each in records(done)
        ]
        header = [self._say(each) for each in ("verb", "of", "events", "by", "first", "last")]
        self._table(self._say("What was done, by whom and when"), header, rows, [4, 4, 3, 6, 4.3, 4.3])

    def _minute(self, at: str) -> str:
        return f"{date(at[:10], self._ledger.language)} {at[11:16]}"


def _where(evidence: Mapping[str, Any]) -> Content:
    if not _given(evidence["source"]):
        return _text(evidence["case"])
    place = evidence["address"] if _given(evidence["address"]) else evidence["source"]
    about = [evidence[each] for each in ("case", "code", "coder") if _given(evidence[each])]
    return [(Run(place),), (Run(" · ".join(map(str, about)), "address"),)]


def _text(value: Any) -> str:
    return str(value) if _given(value) else "–"


def _given(value: Any) -> bool:
    return value is not None and not (pd.api.types.is_scalar(value) and pd.isna(value)) and value != ""
