"""The verbs of collection, `study.collection`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, changed, check_names
from qualkit.collection import assigning, pseudonymising, revising, speaking
from qualkit.collection.dates import iso_date
from qualkit.collection.documents import restore
from qualkit.collection.files import find
from qualkit.collection.intake import Intake, case_key
from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.model import KINDS, Edit, Kind, Role
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

    def speakers(self) -> pd.DataFrame:
        """Who speaks in which sources, and how much.

        Returns
        -------
        pandas.DataFrame
            One row a speaker and source: `speaker source role case turns words`.
        """
        return speaking.speakers(self._session)

    def rename_speaker(self, old: str, new: str, *, sources: str | Sequence[str] | None = None) -> int:
        """Call a speaker otherwise, such as ``SPEAKER_01`` by their name; the text stays as it is.

        Two speakers that get the same name are one from then on.

        Parameters
        ----------
        old, new
            The speaker's name as it is now, and as it is to be.
        sources
            Where, by name or wildcard; in all sources by default.

        Returns
        -------
        int
            How many turns are theirs.

        Raises
        ------
        NotFound
            Nobody of that name speaks there; the nearest names are offered.
        """
        return speaking.rename_speaker(self._session, old, new, sources)

    def cast(
        self,
        speaker: str,
        *,
        case: str | None = None,
        role: Role | None = None,
        sources: str | Sequence[str] | None = None,
    ) -> int:
        """Say which case a speaker is, and whether they ask or answer.

        In a focus group each speaker can be a case of their own, beside the case of the whole group.

        Parameters
        ----------
        speaker
            Their name in the transcripts.
        case
            The case that what they say belongs to; made if it is new.
        role
            ``interviewer`` or ``participant``.
        sources
            Where, by name or wildcard; in all sources by default.

        Returns
        -------
        int
            How many turns are theirs.
        """
        return speaking.cast(self._session, speaker, case, role, sources)

    def revise(self, source: str, new: str | Path) -> pd.DataFrame:
        """Give a source a corrected text; what was coded moves along with the words.

        The old text stays in the study (`revisions`). Codings, memos on spans and spans of cases move to
        where their words stand now. What cannot move is taken out and listed, here and with the revision.
        Conclusions that rest on words which were edited become stale. It can be undone.

        Parameters
        ----------
        source
            Its name.
        new
            The corrected file (a path), or the new text itself.

        Returns
        -------
        pandas.DataFrame
            One row for each coding, memo and span of a case on it: `what id name coder fate start end
            new_start new_end text new_text`. The fate is ``kept`` (the same words), ``changed`` (words in it
            were edited: look at it), ``merged`` (it came to equal another coding) or ``lost`` (its words are
            gone; a memo is then about the whole source).

        Raises
        ------
        InvalidInput
            The file cannot be read, or the text is the one that the source has already.
        """
        read = revising.read_revision(self._session, source, new)
        return revising.revise_source(self._session, self._session.key("source", source), read)

    def revisions(self, source: str) -> pd.DataFrame:
        """The earlier texts of a source, oldest first.

        Returns
        -------
        pandas.DataFrame
            `number text lost replaced`: what could not move to the next text is a list of mappings.
        """
        rows = self._session.store.rows("revision", "source_key", [self._session.key("source", source)])
        kept = pd.DataFrame(rows, columns=["number", "text", "lost", "created"]).sort_values("number")
        kept["lost"] = [json.loads(each) for each in kept["lost"]]
        return kept.rename(columns={"created": "replaced"}).reset_index(drop=True)

    def propose_pseudonyms(self) -> pd.DataFrame:
        """Propose pseudonyms for names, places, e-mail, telephone and identity numbers in all sources.

        Nothing is changed. Look through the proposals, set ``confirmed`` where a pseudonym is wanted, change
        a ``replacement`` as you like, and give the frame to `pseudonymise`. Names are told by titles and
        capitals, and by spaCy where a trained pipeline for the study's language is installed; some are
        missed, and some proposals are no names.

        Returns
        -------
        pandas.DataFrame
            One row for each way of writing: `kind original replacement count sources example confirmed`.
        """
        return pseudonymising.propose_pseudonyms(self._session)

    def pseudonymise(
        self, rules: pd.DataFrame | Mapping[str, str], *, key: str | Path, passphrase: str
    ) -> pd.DataFrame:
        """Put pseudonyms in the place of what identifies people, throughout the study.

        Texts, also earlier ones, speakers, names of sources and cases, attributes, memos, summaries and
        conclusions are written anew; codings and evidence keep their spans. The original words are gone
        from the study, its trail and its exports, which cannot be undone: they are in the key only. (The
        trail keeps keyed hashes of old names, as of all words. The files that were read stay as they are.)

        Parameters
        ----------
        rules
            Confirmed proposals, or replacements by original.
        key
            The file of the key, which is encrypted; made, or added to. Keep it apart from the study.
        passphrase
            At least 8 characters. Without it nobody can open the key.

        Returns
        -------
        pandas.DataFrame
            `replacement count sources`.

        Raises
        ------
        InvalidInput
            Nothing is confirmed, the passphrase does not open the key, or the key is of another study.
        """
        return pseudonymising.pseudonymise(self._session, rules, Path(key), passphrase)

    def reveal(self, source: str, *, key: str | Path, passphrase: str) -> str:
        """Read a source with its original words; the study stays as it is.

        Raises
        ------
        NotFound
            There is no such key.
        InvalidInput
            The passphrase does not open it, or it is of another study.
        """
        return pseudonymising.reveal(self._session, source, Path(key), passphrase)

    def identifying(self) -> pd.DataFrame:
        """Find what identifying text is left in the sources: `source start end kind text context`."""
        return pseudonymising.identifying(self._session)

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
        earlier = [row["key"] for row in session.store.rows("revision", "source_key", [key])]
        with session.change("remove", "source") as change:
            change.erase({"coding": codings, "membership": members, "revision": earlier, "source": [key]})

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
