"""The verbs of collection, `study.collection`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, changed, check_names
from qualkit.collection.bounds import span_within
from qualkit.collection.dates import iso_date
from qualkit.collection.documents import restore
from qualkit.collection.files import find
from qualkit.collection.intake import Intake, case_key
from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.model import KINDS, Edit, Kind
from qualkit.session import Session

Progress = Callable[[int, int, str], None]

_REPORT = ("path", "source", "status", "kind", "turns", "words", "message")


class Collection:
    """Collection: what was heard, seen and gathered comes into the study."""

    def __init__(self, session: Session) -> None:
        self._session = session

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
        intake = Intake(self._session)
        for number, each in enumerate(found, 1):
            said = {**attributes} if case is None else {**attributes, "case": case}
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
        rows = [*self._stretches(keys, speakers), *self._spans(spans)]
        known = session.table("membership")
        with session.change("assign", "case") as change:
            key = case_key(change, case)
            taken = {
                tuple(None if pd.isna(each) else each for each in row)
                for row in known.loc[
                    known["case_key"] == key, ["source_key", "speaker", "start", "end"]
                ].itertuples(index=False)
            }
            fresh = [row for row in dict.fromkeys(rows) if row not in taken]
            names = ("source_key", "speaker", "start", "end")
            change.insert(
                "membership", [{"case_key": key, **dict(zip(names, row, strict=True))} for row in fresh]
            )
        return str(session.row("case", case.strip())["id"])

    def describe(self, name: str, /, **attributes: Any) -> None:
        """Set attributes of a case, or of sources (by name or wildcard) when no case has that name.

        An attribute set to None is taken away. A source's ``kind`` can be set (its turns stay as they
        were read), and ``not_asked``: the codes that its interview guide did not cover.
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

        Evidence that rested on it stays as a record without words, and its conclusions become
        stale. The words are gone: this cannot be undone.
        """
        session = self._session
        key = session.key("source", source)
        codings = [row["key"] for row in session.store.rows("coding", "source_key", [key])]
        members = [row["key"] for row in session.store.rows("membership", "source_key", [key])]
        with session.change("remove", "source") as change:
            change.erase({"coding": codings, "membership": members, "source": [key]})

    def original(self, source: str) -> str:
        """The text of a source as it was imported, before lines were joined to paragraphs."""
        session = self._session
        row = session.store.rows("text", "source_key", [session.key("source", source)])[0]
        return restore(row["text"], tuple(Edit(*each) for each in json.loads(row["edits"])))

    def _case(self, name: str) -> pd.Series[Any] | None:
        try:
            return self._session.row("case", name)
        except NotFound:
            return None

    def _set(self, table: str, rows: Sequence[Any], attributes: Mapping[str, Any]) -> None:
        with self._session.change("describe", table) as change:
            check_names(table, attributes)
            self._check_codes(attributes.get("not_asked"))
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

    def _stretches(
        self, keys: list[int] | None, speakers: str | Sequence[str] | None
    ) -> list[tuple[int, str | None, None, None]]:
        if speakers is None:
            return [(key, None, None, None) for key in keys or ()]
        wanted = [speakers] if isinstance(speakers, str) else list(speakers)
        spoken = self._session.table("turn")[["source_key", "speaker"]].dropna().drop_duplicates()
        if keys is not None:
            spoken = spoken[spoken["source_key"].isin(keys)]
        for speaker in wanted:
            if speaker not in set(spoken["speaker"]):
                raise not_found("speaker", speaker, spoken["speaker"].unique().tolist())
        chosen = spoken[spoken["speaker"].isin(wanted)]
        pairs = zip(chosen["source_key"], chosen["speaker"], strict=True)
        return [(key, speaker, None, None) for key, speaker in pairs]

    def _spans(self, spans: Iterable[tuple[str, int, int]]) -> list[tuple[int, None, int, int]]:
        checked = []
        for source, start, end in spans:
            row = self._session.row("source", source)
            checked.append((int(row["key"]), None, *span_within(row, (start, end))))
        return checked
