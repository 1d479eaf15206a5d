"""The verbs of collection for people: who speaks, which case and role they are, and pseudonyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from qualkit.collection import pseudonymising, speaking
from qualkit.collection.verbs import Verbs
from qualkit.model import Role


class People(Verbs):
    """Who took part."""

    def speakers(self, sources: str | Sequence[str] | None = None) -> pd.DataFrame:
        """Who speaks in which sources, and how much.

        Parameters
        ----------
        sources
            By name or wildcard; all by default.

        Returns
        -------
        pandas.DataFrame
            One row a speaker and source: `speaker source role case turns words`.
        """
        return speaking.speakers(self._session, sources)

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
