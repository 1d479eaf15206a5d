"""The study: opens a store, hands out frames, and holds the four stages."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pandas as pd

from qualkit import exchange
from qualkit.collection.stage import Collection
from qualkit.display.stage import Displays
from qualkit.errors import InvalidInput, NotFound
from qualkit.interchange.joining import Side
from qualkit.overview import Overview, overview
from qualkit.reduction.agreement.marking import CONSENSUS
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.stage import Reduction
from qualkit.reduction.stored import codes_frame
from qualkit.reduction.verbs.examples import whole_codebook
from qualkit.session import Session
from qualkit.store import Store
from qualkit.store.connecting import Where
from qualkit.verification import ledger
from qualkit.verification.stage import Verification


class Study:
    r"""A study, from raw sources to defended conclusions.

    What is read from it are frames (snapshots); what changes it are verbs of its four stages,
    ``study.collection``, ``.reduction``, ``.display`` and ``.verification``.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> note = folder / "interview-1.txt"
    >>> _ = note.write_text("I: How did it go?\nR: We signed it.\nI: All of you?\nR: Most of us.")
    >>> with Study.create(folder / "small.qualkit", title="Small", language="en", coder="ana") as study:
    ...     study.collection.add(note)["status"].tolist()
    ...     study.turns[["role", "text"]].iloc[1].tolist()
    ['added']
    ['participant', 'We signed it.']
    """

    def __init__(self, store: Store, *, coder: str | None = None, blind: bool = False) -> None:
        self._store = store
        self._session = Session(store, _coder(coder), blind=blind)
        self.collection = Collection(self._session)
        self.reduction = Reduction(self._session)
        self.display = Displays(self._session)
        self.verification = Verification(self._session)

    @classmethod
    def create(cls, where: Where, *, title: str, language: str = "en", coder: str | None = None) -> Study:
        """Make a new study and open it.

        Parameters
        ----------
        where
            A new file, such as ``"coaching.qualkit"``, or the URL of a PostgreSQL database.
        title
            What the study is called in displays and reports.
        language
            The ISO code of the language of the sources, and of the words printed around them.
        coder
            Who is at work, for the audit trail; the name of the computer's user otherwise.

        Raises
        ------
        Conflict
            When something is there already: nothing is ever overwritten.
        """
        if not title.strip():
            raise InvalidInput("A study needs a title.")
        name = _coder(coder)
        return cls(Store.create(where, actor=name, title=title, language=language), coder=name)

    @classmethod
    def open(cls, where: Where, *, coder: str | None = None, blind: bool = False) -> Study:
        """Open a study; one written by an older qualkit is brought up to date first.

        Parameters
        ----------
        where
            The file, or the URL of the PostgreSQL database.
        coder
            Who is at work, for the audit trail; the name of the computer's user otherwise.
        blind
            Show only one's own codings, memos, summaries and links, so that nobody is led by what others saw.
            The codebook is everybody's: codes that others made in vivo show their words.

        Raises
        ------
        NotFound
            When there is nothing.
        InvalidInput
            When it is not a study, or was written by a newer qualkit.
        """
        name = _coder(coder)
        return cls(Store(where), coder=name, blind=blind)

    @classmethod
    def from_file(
        cls, path: str | PathLike[str], into: Where, *, coder: str | None = None, language: str | None = None
    ) -> Study:
        """Make a new study of one that another program, or qualkit, has written.

        Parameters
        ----------
        path
            ``.qdpx``, ``.qde`` or ``.qdc`` (REFI-QDA), ``.qda`` (QualCoder), ``.rqda`` (RQDA), a Taguette
            database or its exported tables, a folder, ``.zip`` or ``.xlsx`` written by `export`. The content
            decides, not the name.
        into
            Where the new study is made, as in `create`.
        coder
            Who is at work.
        language
            The ISO code of the study's language, where the file does not say it; ``en`` by default.

        Returns
        -------
        Study
            Open. What was adjusted or left out is in its `history`, under the verb ``import``.

        Raises
        ------
        InvalidInput
            The file is of no format that is read, or damaged: nothing is made.
        """
        project = exchange.read(path)
        study = cls.create(
            into,
            title=project.title or Path(path).stem,
            language=project.language or language or "en",
            coder=coder,
        )
        try:
            exchange.take_in(study._session, project, Path(path).name)
        except BaseException:
            study._store.discard()
            raise
        return study

    def close(self) -> None:
        """Close the study; a study file is then complete by itself and can be copied."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def title(self) -> str:
        """The study's title."""
        return self._session.title

    @property
    def language(self) -> str:
        """The ISO code of the study's language."""
        return self._session.language

    @property
    def coder(self) -> str:
        """Who is at work."""
        return self._session.coder

    @property
    def sources(self) -> pd.DataFrame:
        """One row a source: `source_id source kind case language date site path words turns created`.

        Each further attribute is a column.
        """
        return self._session.sources.copy()

    @property
    def turns(self) -> pd.DataFrame:
        """One row a turn: `source turn speaker role start end begins ends text`; times in seconds."""
        return self._session.turns.copy()

    @property
    def cases(self) -> pd.DataFrame:
        """One row a case: `case_id case sources`, and a column for each attribute."""
        return self._session.cases.copy()

    @property
    def codebook(self) -> Codebook:
        """The study's codebook: readable, comparable over its versions, and writable to a file."""
        return whole_codebook(self._session)

    @property
    def codes(self) -> pd.DataFrame:
        """One row a code, in the codebook's order, with its definition and the number of its codings."""
        counts = self._session.counted("code_key")
        frame, keys = codes_frame(self._session), self._session.table("code").set_index("name")["key"]
        counted = keys.reindex(frame["code"]).map(counts).fillna(0).astype("int64")
        return frame.assign(codings=counted.to_numpy())

    @property
    def codings(self) -> pd.DataFrame:
        """One row a coding, by source and place.

        `coding_id source kind case speaker role turn code coder start end text weight origin status
        memo created when directness chosen`: `when` is the time of what is told (a year, month or day),
        `directness` whether it is direct, indirect or inferred, `chosen` whether it was picked for
        quotation, all as `reduction.mark` was told. A coding that belongs to several cases shows the most
        specific one; `codings_in` gives all of a case.
        """
        return self._session.codings.copy()

    def codings_in(self, case: str) -> pd.DataFrame:
        """The codings of a case: on its sources, its speakers and its spans; columns as `codings`.

        A coding of a person in an agency belongs to both; `codings` shows only the more specific one.
        """
        name = self._session.row("case", case)["name"]
        links, codings = self._session.coding_cases, self._session.codings
        ids = links.loc[links["case"] == name, "coding_id"]
        return codings[codings["coding_id"].isin(ids)].reset_index(drop=True)

    @property
    def memos(self) -> pd.DataFrame:
        """One row a memo: `memo_id about_kind about kind text coder created name start end`.

        A memo on a span of a source has its start and end.
        """
        return self._session.memos.copy()

    @property
    def summaries(self) -> pd.DataFrame:
        """One row a summary: `summary_id case code text codings coder created status directness`.

        The status is ``written``, or ``draft`` for one that a machine drafted and nobody has written yet.
        """
        return self._session.summaries.copy()

    @property
    def conclusions(self) -> pd.DataFrame:
        """One row a conclusion, with its verdict, counts of evidence and checks, and whether it is stale."""
        return ledger.conclusions(self._session).copy()

    @property
    def evidence(self) -> pd.DataFrame:
        """One row a piece of evidence: its stance, where it stands, and what became of it since."""
        return ledger.evidence(self._session).copy()

    @property
    def checks(self) -> pd.DataFrame:
        """One row a check: `check_id conclusion tactic looked_at found verdict details by at`."""
        return ledger.checks(self._session).copy()

    @property
    def audit(self) -> pd.DataFrame:
        """The audit trail, oldest first: `seq at actor verb entity entity_id before after undoes hash`.

        ``before`` and ``after`` are mappings by table; words stand as their hashes. Of what others did, a
        blind session shows only that they did something.
        """
        events = self._store.events()
        if self._session.blind:
            others = events["actor"] != self.coder
            events.loc[others, ["before", "after"]] = "{}"
        for column in ("before", "after"):
            events[column] = [json.loads(each) for each in events[column]]
        columns = ["seq", "at", "actor", "verb", "entity", "entity_id", "before", "after", "undoes", "hash"]
        return events[columns].astype({"undoes": "Int64"})

    def text(self, source: str) -> str:
        """The canonical text of a source, which all its spans count in."""
        key = self._session.key("source", source)
        return self._session.texts([key])[key]

    def locate(self, address: str) -> pd.Series[Any]:
        """The turn behind a printed address such as ``P07:214`` (source and turn).

        Returns
        -------
        pandas.Series
            The row of `turns`.
        """
        source, _, number = address.rpartition(":")
        if not source or not number.isdecimal():
            raise InvalidInput(
                f"{address!r} is no address. An address is a source and a turn, such as P07:214."
            )
        name = self._session.row("source", source)["name"]
        turns = self._session.turns
        found = turns[(turns["source"] == name) & (turns["turn"] == int(number))]
        if found.empty:
            count = int((turns["source"] == name).sum())
            raise NotFound(f"{name!r} has no turn {number}; its turns are 1 to {count}.")
        row: pd.Series[Any] = found.iloc[0]
        return row

    @property
    def links(self) -> pd.DataFrame:
        """One row a link: `link_id name direction origin_kind origin target_kind target coder created`.

        And `sign case note`, for relations that have them.
        """
        return exchange.links(self._session)

    @property
    def sets(self) -> pd.DataFrame:
        """One row a set: `set_id name description members coder created`; members are (kind, name)."""
        return exchange.sets(self._session)

    @property
    def media(self) -> pd.DataFrame:
        """One row a picture, recording or PDF that came in: `media_id name kind transcripts created`."""
        return exchange.media(self._session)

    @property
    def history(self) -> pd.DataFrame:
        """What happened before this study came here: `origin number at actor verb entity entity_id details`.

        The audit trail of the study or program that it came from; what an import adjusted or left out
        (its verb is ``import``); both versions of what a merge found changed on both sides (``conflict``).
        """
        return exchange.history(self._session)

    def export(self, path: str | PathLike[str], *, say: Callable[[str], None] | None = None) -> Path:
        """Write the study to a file or folder that other programs read, by its suffix.

        Parameters
        ----------
        path
            ``.qdpx`` (REFI-QDA: ATLAS.ti, MAXQDA, NVivo, QualCoder, …) and ``.qdc`` (its codebook); no suffix
            for a folder of text, YAML and CSV files that a version control system can compare, ``.zip`` for
            the same packed; ``.xlsx`` for spreadsheets; ``.yaml`` for the codebook.
        say
            Called with a sentence for each thing that the format cannot hold (``print`` will do); folders,
            ``.zip`` and ``.xlsx`` hold all but, in ``.xlsx``, the files of media.

        Returns
        -------
        pathlib.Path
            The file or folder written; whole, or not at all.

        Raises
        ------
        InvalidInput
            For another suffix.
        Conflict
            When `path` is a folder that holds something else.
        """
        path = Path(path)
        if path.suffix.lower() in (".yaml", ".yml"):
            self.codebook.write(path)
        else:
            for sentence in exchange.write(self._session, path):
                if say:
                    say(sentence)
        return path

    def merge(self, other: str | PathLike[str], *, keep: Side = "ours") -> pd.DataFrame:
        """Bring in what somebody else did in a copy of this study, or in another study of the team.

        Things are the same by their identity, else by what they are: a source by its text, a code, case or
        coder by its name, a coding by its place, code and coder. Of a thing that one side has changed since
        the copies parted, the changed version counts. Nothing is taken out. Merging again changes nothing.
        It can be undone; a text that only the other side had revised came in by a change of its own before.

        Parameters
        ----------
        other
            Another study (a file or URL), or a file in any format that `from_file` reads.
        keep
            Whose version counts where both sides have changed a thing: ``ours`` or ``theirs``. The other one
            is kept in `history`. To decide otherwise later, undo the merge and merge again.

        Returns
        -------
        pandas.DataFrame
            What needs a look: `kind id name status message ours theirs`. The status is ``conflict``,
            ``renamed``, ``lost``, ``removed here`` or ``removed there``.
        """
        return exchange.merge(self._session, other, keep)

    def undo(self) -> dict[str, Any]:
        """Take back one's own last change that still stands, as a new event.

        Returns
        -------
        dict
            What was undone: `seq at verb entity entity_id`.

        Raises
        ------
        Conflict
            When there is nothing to undo, or somebody changed it since.
        """
        return self._store.undo(self.coder)

    def verify_audit(self) -> pd.DataFrame:
        """The events at which trail and study part, earliest first; empty when both are whole.

        Returns
        -------
        pandas.DataFrame
            `seq at actor verb entity problem`.
        """
        return self._store.broken_events()

    def overview(self) -> Overview:
        """Where the study stands at each stage, what is stale, and what to do next."""
        return overview(
            title=self.title,
            where=self._store.where,
            sources=self._session.sources,
            cases=self._session.cases,
            codes=codes_frame(self._session),
            codings=self._session.codings,
            memos=self._session.memos,
            summaries=self._session.summaries,
            conclusions=ledger.conclusions(self._session),
            stale=self.verification.stale(),
            questions=self.verification.open_questions(),
        )

    def __repr__(self) -> str:
        return str(self.overview())

    def _repr_html_(self) -> str:
        return self.overview()._repr_html_()


def _coder(name: str | None) -> str:
    if name is None:
        return getpass.getuser()
    if not name.strip():
        raise InvalidInput("The coder's name is empty: the audit trail must say who did what.")
    if not name.isprintable():
        raise InvalidInput(f"The coder's name {name!r} holds characters that cannot be printed.")
    if name.strip().casefold() == CONSENSUS:
        raise InvalidInput(
            f"{name!r} is the coder to whom belongs what several settle on. Take another name."
        )
    return name.strip()
