"""A survey on its way into a study: new respondents are added, known ones brought up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json
from qualkit.collection.intake import edits_kept, turns_kept
from qualkit.collection.revising import revise_source
from qualkit.collection.survey_files import read_table
from qualkit.collection.surveys import Response, choose, responses
from qualkit.errors import NotFound
from qualkit.model import Source
from qualkit.session import Session
from qualkit.store import Change

Progress = Callable[[int, int, str], None]

_REPORT = ("row", "source", "status", "message")
_BATCH = 1000
_NO_EDITS = edits_kept(())


def survey(
    session: Session,
    path: str | Path,
    /,
    *,
    text: str | Sequence[str],
    case: str | None = None,
    identifier: str | None = None,
    attributes: str | Sequence[str] | None = None,
    sheet: str | None = None,
    name: str | None = None,
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Add the open answers of a survey, see `Collection.survey`."""
    path = Path(path)
    if not path.is_file():
        raise NotFound(f"There is no file {path}. Check the path.")
    table = read_table(path.read_bytes(), path=str(path), sheet=sheet)
    columns = choose(table, text, case=case, identifier=identifier, attributes=attributes)
    called = name or path.stem
    given = responses(table, columns, survey=called)
    with session.change("add", "source") as change:
        intake = _SurveyIntake(session, change, path.name)
        while batch := list(islice(given, _BATCH)):
            intake.take(batch)
            if progress:
                progress(len(intake.report), len(table.rows), called)
    for key, response, entry in intake.revised:
        carried = revise_source(session, key, _source(response))
        doubt = "" if identifier else "Only the row's number says who it is: give identifier=… if you can."
        entry["message"] = " ".join(filter(None, (entry["message"], _fates(carried), doubt)))
    report = pd.DataFrame(intake.report, columns=list(_REPORT))
    return report.sort_values("row", ignore_index=True)


@dataclass(frozen=True, slots=True)
class _Known:
    """A source that the study has."""

    key: int
    name: str
    kind: str
    digest: str
    attributes: str


class _SurveyIntake:
    """Writes what can be written in one change, and remembers whose text is to be revised after it."""

    def __init__(self, session: Session, change: Change, file: str) -> None:
        self.report: list[dict[str, Any]] = []
        self.revised: list[tuple[int, Response, dict[str, Any]]] = []
        self._session = session
        self._change = change
        self._file = file
        self._named = {each.name: each for each in _sources(session)}
        self._answered = _answered(session, self._named.values())
        self._cases = {row["name"].casefold(): int(row["key"]) for row in change.all("case")}
        self._members = _members(session)
        self._described: dict[int, dict[str, str]] = {}

    def take(self, given: Sequence[Response]) -> None:
        """Write some responses: sources for those that are new, attributes and cases for the others."""
        kept = [each for each in given if self._is_kept(each)]
        self._make_cases(kept)
        new = [each for each in kept if self._known(each) is None]
        members = list(zip(self._add(new), new, strict=True))
        for each in kept:
            known = self._known(each)
            if known is not None:
                self._update(known, each)
                members.append((known.key, each))
        self._assign(members)
        self._change.update_all("source", self._described)
        self._described = {}

    def _known(self, response: Response) -> _Known | None:
        return self._answered.get(_digest(response)) or self._named.get(response.name)

    def _is_kept(self, response: Response) -> bool:
        """Tell whether a response can be kept, and report it otherwise."""
        known = self._known(response)
        problem = response.problem
        if known is not None and known.kind != "survey":
            problem = problem or f"{known.name!r} is a source already. Give the survey another name (name=…)."
        if problem:
            self._say(response, None, "refused", problem)
        elif not response.text:
            left = "The source stays as it was." if known else ""
            self._say(response, known.name if known else None, "empty", f"There is no answer. {left}".strip())
        return bool(response.text and not problem)

    def _make_cases(self, given: Sequence[Response]) -> None:
        named = {each.case.casefold(): each.case for each in given if each.case}
        new = [folded for folded in named if folded not in self._cases]
        keys = self._change.insert("case", [{"name": named[each], "attributes": "{}"} for each in new])
        self._cases.update(zip(new, keys, strict=True))

    def _add(self, new: Sequence[Response]) -> list[int]:
        keys = self._change.insert("source", [self._row(each) for each in new])
        self._change.put_sources(
            [(key, each.text, _NO_EDITS, turns_kept(each.turns)) for key, each in zip(keys, new, strict=True)]
        )
        for each in new:
            self._say(each, each.name, "added")
        return keys

    def _row(self, response: Response) -> dict[str, Any]:
        return {
            "name": response.name,
            "kind": "survey",
            "path": f"{self._file}#{response.row}",
            "digest": _digest(response),
            "content": self._session.store.hasher.content(
                response.text, _NO_EDITS, turns_kept(response.turns)
            ),
            "length": len(response.text),
            "words": len(response.text.split()),
            "turns": len(response.turns),
            "attributes": as_json(response.attributes),
            "created": self._change.at,
        }

    def _update(self, known: _Known, response: Response) -> None:
        """Bring what is known about a source up to date, and remember it where its text changed."""
        told = [*self._describe(known, response), *self._joins(known, response)]
        message = f"Changed: {', '.join(told)}." if told else ""
        digest = _digest(response)
        revised = digest not in self._answered
        if not revised and digest != known.digest:
            message = f"{message} It was revised since, and keeps the text that it has.".strip()
        self._say(response, known.name, "updated" if told or revised else "known", message)
        if revised:
            self.revised.append((known.key, response, self.report[-1]))

    def _describe(self, known: _Known, response: Response) -> list[str]:
        """Put the attributes that changed aside, to be written together; give their names."""
        old = json.loads(known.attributes)
        told = [name for name, value in response.attributes.items() if old.get(name) != value]
        if told:
            self._described[known.key] = {"attributes": as_json({**old, **response.attributes})}
        return told

    def _joins(self, known: _Known, response: Response) -> list[str]:
        """Tell whether a source is new to the case that it is now said to belong to."""
        member = self._member(known.key, response)
        return [] if member is None or member in self._members else ["case"]

    def _assign(self, given: Iterable[tuple[int, Response]]) -> None:
        members = [self._member(key, response) for key, response in given]
        new = [each for each in members if each is not None and each not in self._members]
        self._change.insert("membership", [{"case_key": case, "source_key": key} for case, key in new])
        self._members.update(new)

    def _member(self, key: int, response: Response) -> tuple[int, int] | None:
        """The key of the case of a response, and of its source."""
        return (self._cases[response.case.casefold()], key) if response.case else None

    def _say(self, response: Response, source: str | None, status: str, message: str = "") -> None:
        self.report.append(dict(zip(_REPORT, (response.row, source, status, message), strict=True)))


def _sources(session: Session) -> list[_Known]:
    table = session.table("source")[["key", "name", "kind", "digest", "attributes"]]
    return [_Known(*row) for row in table.itertuples(index=False, name=None)]


def _answered(session: Session, known: Iterable[_Known]) -> dict[str, _Known]:
    """The sources by what was answered in them, now or before they were revised."""
    by_key = {each.key: each for each in known}
    earlier = session.store.table("revision", columns=("source_key", "digest"))
    revised = zip(earlier["digest"], earlier["source_key"].map(by_key), strict=True)
    return dict(revised) | {each.digest: each for each in by_key.values()}


def _members(session: Session) -> set[tuple[int, int]]:
    """The keys of cases, each with that of a source that belongs to it as a whole."""
    rows = session.table("membership")
    whole = rows[rows["start"].isna() & rows["speaker"].isna()]
    return set(zip(whole["case_key"].tolist(), whole["source_key"].tolist(), strict=True))


def _digest(response: Response) -> str:
    """What tells one respondent's answer from that of all others."""
    return hashlib.sha256(f"{response.name}\x1f{response.text}".encode()).hexdigest()


def _source(response: Response) -> Source:
    return Source(
        name=response.name,
        kind="survey",
        text=response.text,
        turns=response.turns,
        digest=_digest(response),
    )


def _fates(report: pd.DataFrame) -> str:
    """What became of what was coded on an answer that changed."""
    counts = report["fate"].value_counts().to_dict()
    carried = ", ".join(f"{number} {fate}" for fate, number in counts.items())
    return f"The answer changed ({carried})." if carried else "The answer changed."
