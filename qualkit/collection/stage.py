"""The verbs of collection, `study.collection`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, changed, check_names
from qualkit.collection import assigning
from qualkit.collection.dates import iso_date
from qualkit.collection.fieldwork import Fieldwork
from qualkit.collection.files import find
from qualkit.collection.intake import Intake, case_key
from qualkit.collection.metadata import NAMING_CODES
from qualkit.collection.people import People
from qualkit.collection.revisions import Revisions
from qualkit.collection.withdrawing import withdraw
from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.model import KINDS, Kind

Progress = Callable[[int, int, str], None]

_REPORT = ("path", "source", "status", "kind", "turns", "words", "message")


class Collection(People, Revisions, Fieldwork):
    """Collection: what was heard, seen and gathered comes into the study."""

    def add(
        self,
        paths: str | Path | Sequence[str | Path],
        /,
        *,
        kind: Kind | None = None,
        case: str | None = None,
        progress: Progress | None = None,
        **attributes: Any,
    ) -> pd.DataFrame:
        """Add files to the study as sources.

        All that can be read comes in together, in one change; what cannot is refused by name, and
        nothing of it is kept. What is said here goes before a ``sources.csv`` beside the files, and that
        before the front matter of a file.

        Parameters
        ----------
        paths
            A file, a folder (with all below it), a pattern such as ``"interviews/*.docx"``, or a list.
        kind
            ``interview``, ``observation``, ``document`` or ``survey``; otherwise taken from the
            metadata, the folder's name, or the content.
        case
            The case that all these sources belong to.
        progress
            Called with the number of files done, of all files, and the file's name.
        **attributes
            Attributes of all these sources, such as ``site="Mataram"``.

        Returns
        -------
        pandas.DataFrame
            One row a file: `path source status kind turns words message`; status is ``added``,
            ``known`` (the same content is in the study already) or ``refused`` (and why).

        Raises
        ------
        NotFound
            When nothing is there under one of the paths.
        """
        if kind is not None and kind not in KINDS:
            raise InvalidInput(f"{kind!r} is no kind of source. Kinds are {', '.join(KINDS)}.")
        check_names("source", attributes)
        found = find(paths)
        said = {**attributes} if case is None else {**attributes, "case": case}
        with Intake(self._session) as intake:
            for number, each in enumerate(found, 1):
                intake.take(each, kind, said)
                if progress:
                    progress(number, len(found), each.path.name)
            intake.write()
        return pd.DataFrame(intake.report, columns=list(_REPORT))

    def assign(
        self,
        case: str,
        *,
        sources: str | Sequence[str] | None = None,
        speakers: str | Sequence[str] | None = None,
        spans: Iterable[tuple[str, int, int]] = (),
    ) -> str:
        """Say what belongs to a case: whole sources, what some speakers say, or spans.

        Parameters
        ----------
        case
            Its name; a case that does not exist is made.
        sources
            Sources by name or wildcard (``"bapenda-*"``). With `speakers`: where they speak.
        speakers
            Speakers, as their labels stand in the transcripts.
        spans
            ``(source, start, end)``, in code points.

        Returns
        -------
        str
            The case's id.
        """
        session = self._session
        keys = session.keys("source", sources) if sources is not None else None
        given = [*assigning.stretches(session, keys, speakers), *assigning.spans(session, spans)]
        with session.change("assign", "case") as change:
            assigning.write_memberships(change, case_key(change, case), given)
        return str(session.row("case", case.strip())["id"])

    def describe(self, name: str, /, **attributes: Any) -> None:
        """Set attributes of a case, or of sources (by name or wildcard) when no case has that name.

        An attribute set to None is taken away. A source's ``kind`` can be set (its turns stay as they
        were read), and ``not_asked``: the codes that its interview guide did not cover. ``not_applicable``
        names the codes that do not arise in a case or source at all.
        """
        session = self._session
        if "kind" in attributes and attributes["kind"] not in KINDS and self._case(name) is None:
            raise InvalidInput(f"{attributes['kind']!r} is no kind of source. Kinds are {', '.join(KINDS)}.")
        row = self._case(name)
        if row is not None:
            self._set("case", [row], attributes)
            return
        try:
            keys = set(session.keys("source", name))
        except NotFound:
            known = [*session.table("case")["name"], *session.table("source")["name"]]
            raise not_found("case or source", name, known) from None
        table = session.table("source")
        self._set("source", [each for _, each in table[table["key"].isin(keys)].iterrows()], attributes)

    def remove(self, source: str) -> None:
        """Take a source out of the study, with its words, turns, codings and memberships.

        Its words are gone also where they were quoted in memos, drafted as summaries, shown as examples of a
        code, or sent to a language model. Evidence that rested on it stays as a record without words, and its
        conclusions become stale. What the researcher wrote stays, and so do codes: look whether one of them
        is named by the participant's words. This cannot be undone.
        """
        key = self._session.key("source", source)
        with self._session.change("remove", "source") as change:
            withdraw(self._session, change, key)

    def _case(self, name: str) -> pd.Series[Any] | None:
        try:
            return self._session.row("case", name)
        except NotFound:
            return None

    def _set(self, table: str, rows: Sequence[Any], attributes: Mapping[str, Any]) -> None:
        with self._session.change("describe", table) as change:
            check_names(table, attributes)
            for name in NAMING_CODES:
                self._check_codes(attributes.get(name))
            for row in rows:
                said = dict(attributes)
                if isinstance(said.get("date"), str):
                    said["date"] = iso_date(said["date"])
                values = {"kind": said.pop("kind")} if table == "source" and "kind" in said else {}
                merged = changed(json.loads(row["attributes"]), said)
                change.update(table, int(row["key"]), attributes=as_json(merged), **values)

    def _check_codes(self, names: Any) -> None:
        known = self._session.table("code")["name"].tolist()
        given = names.split(";") if isinstance(names, str) else names or ()
        for name in (each.strip() for each in given):
            if known and name not in known:
                raise not_found("code", name, known)
