"""One person's work on an open study: what all stages share."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import Any, Literal

import pandas as pd

from qualkit import frames
from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.frames import Frames, Made
from qualkit.store import Change, Store

Named = Literal["source", "case", "code", "conclusion"]

_CODING_TABLES = ("coding", "source", "turn", "case", "membership", "code", "coder")


class Session:
    """An open store, the person who works on it, and the frames read so far."""

    def __init__(self, store: Store, coder: str, *, blind: bool = False) -> None:
        self.store = store
        self.coder = coder
        self.blind = blind
        self._frames = Frames(store)
        self._texts: dict[int, str] = {}
        self._texts_of = 0

    @property
    def language(self) -> str:
        """The study's language, as an ISO code."""
        return str(self.table("study")["language"].iloc[0])

    @property
    def title(self) -> str:
        """The study's title."""
        return str(self.table("study")["title"].iloc[0])

    @property
    def version(self) -> int:
        """The number of the last change to the study."""
        return max(self.store.versions().values(), default=0)

    @property
    def sources(self) -> pd.DataFrame:
        """The frame of sources."""
        return self.made("sources", ("source", "membership", "case"), frames.sources)

    @property
    def turns(self) -> pd.DataFrame:
        """The frame of turns."""
        return self.made("turns", ("turn", "source"), lambda raw: frames.turns(raw, self.texts()))

    @property
    def cases(self) -> pd.DataFrame:
        """The frame of cases."""
        return self.made("cases", ("case", "membership"), frames.cases)

    @property
    def codings(self) -> pd.DataFrame:
        """The frame of codings; only one's own in a blind session."""
        return self._own(self.all_codings)

    @property
    def all_codings(self) -> pd.DataFrame:
        """The frame of all codings, which evidence is drawn from also in a blind session."""
        return self.made("codings", _CODING_TABLES, self._make_codings)

    @property
    def memos(self) -> pd.DataFrame:
        """The frame of memos; only one's own in a blind session."""
        tables = ("memo", "source", "case", "code", "conclusion", "coder")
        return self._own(self.made("memos", tables, frames.memos))

    @property
    def summaries(self) -> pd.DataFrame:
        """The frame of summaries; only one's own in a blind session."""
        return self._own(self.made("summaries", ("summary", "case", "code", "coder"), frames.summaries))

    @property
    def relations(self) -> pd.DataFrame:
        """The frame of links, with their signs and evidence; only one's own in a blind session."""
        tables = ("link", "source", "case", "code", "conclusion", "coding", "coder")
        return self._own(self.made("relations", tables, frames.relations))

    @property
    def conclusions(self) -> pd.DataFrame:
        """What is concluded: `conclusion_id conclusion question statement verdict rivals`."""
        return self.made("claims", ("conclusion",), frames.conclusions)

    @property
    def citations(self) -> pd.DataFrame:
        """Every coding cited for or against a conclusion."""
        return self.made("citations", ("evidence", "conclusion"), frames.citations)

    @property
    def coding_cases(self) -> pd.DataFrame:
        """Every case of every coding."""
        return self.made("coding cases", _CODING_TABLES, frames.coding_cases)

    @property
    def turn_cases(self) -> pd.DataFrame:
        """Every case of every turn, by the turn's place in `turns`."""
        return self.made("turn cases", ("turn", "source", "case", "membership"), frames.turn_cases)

    @property
    def source_cases(self) -> pd.DataFrame:
        """Every case of every source."""
        return self.made("source cases", ("membership", "source", "case"), frames.source_cases)

    def counted(self, column: str) -> pd.Series[int]:
        """How many codings there are by a key, such as `code_key`; only one's own in a blind session."""
        raw = self.table("coding")
        if self.blind:
            coders = self.table("coder")
            raw = raw[raw["coder_key"].isin(coders.loc[coders["name"] == self.coder, "key"])]
        return raw[column].value_counts()

    def made(self, name: str, tables: Sequence[str], make: Callable[[frames.Tables], Made]) -> Made:
        """A value made from tables, kept until one of them changes."""
        return self._frames.get(name, tables, make)

    def table(self, name: str) -> pd.DataFrame:
        """A raw table."""
        return self._frames.table(name)

    def texts(self, keys: Sequence[int] | None = None) -> dict[int, str]:
        """The texts of some sources (or of all), by key; each is read once."""
        version = self.store.versions().get("source", 0)
        if version != self._texts_of:
            self._texts, self._texts_of = {}, version
        wanted = self.table("source")["key"].tolist() if keys is None else keys
        missing = [key for key in wanted if key not in self._texts]
        if missing:
            self._texts |= self.store.texts(missing)
        return self._texts

    @contextlib.contextmanager
    def change(self, verb: str, entity: str) -> Iterator[Change]:
        """One change by this person, in one transaction with its event."""
        with self.store.change(actor=self.coder, verb=verb, entity=entity) as change:
            yield change

    def coder_key(self) -> int:
        """The key of the person at work, who joins the study with their first contribution."""
        coders, places = self._places("coder")
        if self.coder in places:
            return int(coders["key"].iloc[places[self.coder]])
        with self.change("join", "coder") as change:
            known = change.find("coder", name=self.coder)
            return known[0]["key"] if known else change.insert("coder", [{"name": self.coder}])[0]

    def row(self, kind: Named, name: str) -> pd.Series[Any]:
        """The row of a source, case, code or conclusion by its name or id.

        Raises
        ------
        NotFound
            With the nearest names.
        """
        table, place = self._found(kind, str(name))
        return table.iloc[place]

    def key(self, kind: Named, name: str) -> int:
        """The key of a source, case, code or conclusion by its name or id."""
        table, place = self._found(kind, str(name))
        return int(table["key"].iloc[place])

    def keys(self, kind: Named, names: str | Sequence[str]) -> list[int]:
        """The keys of several, by names, ids or wildcards (``bapenda-*``), in the study's order."""
        table = self.table(kind)
        found: set[int] = set()
        for name in [names] if isinstance(names, str) else names:
            if any(mark in name for mark in "*?["):
                match = table[[fnmatchcase(each, name) for each in table["name"]]]
                if not match.empty:
                    found |= set(match["key"].tolist())
                    continue
            found.add(self.key(kind, name))
        return sorted(found)

    def coding_rows(self, codings: Any) -> list[dict[str, Any]]:
        """The rows of codings named by an id, ids, or a frame with a column `coding_id`."""
        ids = identities(codings, "coding_id")
        rows = self.store.rows("coding", "id", ids)
        if self.blind:
            mine = self.table("coder").set_index("key")["name"]
            rows = [row for row in rows if mine[row["coder_key"]] == self.coder]
        found = {row["id"]: row for row in rows}
        missing = [each for each in ids if each not in found]
        if missing:
            raise NotFound(
                f"{len(missing)} of {len(ids)} codings do not exist, such as {missing[0]!r}. "
                "They may have been removed since the frame was read: read study.codings again."
            )
        return [found[each] for each in ids]

    def _own(self, made: pd.DataFrame) -> pd.DataFrame:
        """The rows of the person at work, in a blind session."""
        return made[made["coder"] == self.coder].reset_index(drop=True) if self.blind else made

    def _found(self, kind: Named, name: str) -> tuple[pd.DataFrame, int]:
        table, places = self._places(kind)
        if name in places:
            return table, places[name]
        known = table["name"].tolist()
        alike = [place for place, each in enumerate(known) if each.casefold() == name.casefold()]
        if len(alike) != 1:
            raise not_found(kind, name, known)
        return table, alike[0]

    def _places(self, kind: str) -> tuple[pd.DataFrame, dict[str, int]]:
        """A table, and the place of each of its rows by name and by id; a name goes before an id."""
        return self.made(f"places of {kind}", (kind,), lambda raw: (raw[kind], _by_name(raw[kind])))

    def _make_codings(self, raw: frames.Tables) -> pd.DataFrame:
        keys = raw["coding"]["source_key"].unique().tolist()
        return frames.codings(raw, self.texts(keys))


def _by_name(table: pd.DataFrame) -> dict[str, int]:
    return {each: place for column in ("id", "name") for place, each in enumerate(table[column])}


def identities(given: Any, column: str) -> list[str]:
    """The ids in a string, a sequence of strings, or a frame's column; each once, in order."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, pd.DataFrame):
        if column not in given:
            raise InvalidInput(
                f"The frame has no column {column!r}; it has {', '.join(map(str, given.columns))}."
            )
        given = given[column].tolist()
    try:
        ids = list(dict.fromkeys(given))
    except TypeError:
        raise InvalidInput(f"Pass ids, or a frame with a column {column!r}, not {given!r}.") from None
    strange = [each for each in ids if not isinstance(each, str)]
    if strange:
        raise InvalidInput(
            f"An id is text, not {strange[0]!r}. Pass ids, or a frame with a column {column!r}."
        )
    return ids
