"""The verbs of collection for texts that change: revising a source, and its earlier texts."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd

from qualkit.collection import revising
from qualkit.collection.documents import restore
from qualkit.collection.verbs import Verbs
from qualkit.model import Edit


class Revisions(Verbs):
    """The texts that a source has and had."""

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
        """The earlier texts of a source, oldest first; a text of which only the turns changed is there once.

        Returns
        -------
        pandas.DataFrame
            `number text lost replaced`: what could not move to the next text is a list of mappings.
        """
        key = self._session.key("source", source)
        rows = self._session.store.rows("revision", "source_key", [key])
        kept = pd.DataFrame(rows, columns=["number", "text", "lost", "created"]).sort_values("number")
        kept["lost"] = [json.loads(each) for each in kept["lost"]]
        later = [*kept["text"], self._session.texts([key])[key]][1:]
        kept = kept[[text != after for text, after in zip(kept["text"], later, strict=True)]]
        return kept.rename(columns={"created": "replaced"}).reset_index(drop=True)

    def original(self, source: str) -> str:
        """The text of a source as it was imported, before lines were joined to paragraphs."""
        session = self._session
        row = session.store.rows("text", "source_key", [session.key("source", source)])[0]
        return restore(row["text"], tuple(Edit(*each) for each in json.loads(row["edits"])))
