"""The verbs of reduction for looking at the texts: units, words in context, and the vocabulary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qualkit.collection.verbs import Verbs
from qualkit.model import Unit
from qualkit.reduction import vocabulary
from qualkit.reduction.choosing import HEARD, chosen_turns, chosen_units
from qualkit.reduction.searching import search
from qualkit.reduction.vocabulary.keyness import Measure
from qualkit.reduction.vocabulary.word_tree import Side


class Exploring(Verbs):
    """What is in the texts; nothing is changed."""

    def segments(
        self,
        unit: Unit = "sentence",
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """The texts cut into sentences, paragraphs or turns.

        Parameters
        ----------
        unit
            ``sentence``, ``paragraph`` or ``turn``.
        sources, roles, kinds, cases
            As in `autocode`; roles of None means all.

        Returns
        -------
        pandas.DataFrame
            `source kind case turn speaker role start end text`, one row a unit; offsets in the source.
        """
        return chosen_units(self._session, unit, sources=sources, roles=roles, kinds=kinds, cases=cases)

    def search(
        self,
        pattern: str,
        *,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = None,
        context: int = 60,
    ) -> pd.DataFrame:
        """Find words in context: `source turn speaker role start end left match right`.

        Parameters
        ----------
        pattern
            As in a codebook: words, a phrase, ``*`` for any ending or beginning, ``lemma:``, operators such
            as ``NEAR/5``, or ``re:`` and a regular expression.
        sources, roles
            Only some sources (names or wildcards), only some roles.
        context
            Characters shown on each side.
        """
        turns = chosen_turns(self._session, sources, roles)
        return search(
            turns[["source", "turn", "speaker", "role", "start", "text"]],
            pattern,
            text="text",
            context=context,
            language=self._session.language,
        )

    def frequencies(
        self,
        *,
        by: str | None = None,
        n: int = 1,
        lemmas: bool = False,
        stop: bool = True,
        least: int = 1,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
        kinds: str | Sequence[str] | None = None,
        cases: str | Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Count words, or strings of `n` words, in what was said.

        Parameters
        ----------
        by
            Count apart by ``source``, ``case``, ``kind``, ``speaker`` or ``role``.
        n
            How many words make a term.
        lemmas, stop, least
            Count forms of a word together; leave out the language's stop words; leave out rarer terms.
        sources, roles, kinds, cases
            As in `autocode`.

        Returns
        -------
        pandas.DataFrame
            `term count share texts sources`, most frequent first; see `qualkit.reduction.frequencies`.
        """
        texts = self.segments("turn", sources=sources, roles=roles, kinds=kinds, cases=cases)
        return vocabulary.frequencies(
            texts, by=by, language=self._session.language, n=n, lemmas=lemmas, stop=stop, least=least
        )

    def keyness(
        self,
        by: str,
        one: Any,
        other: Any = None,
        *,
        measure: Measure = "log-likelihood",
        roles: Sequence[str | None] | None = HEARD,
        least: int = 2,
    ) -> pd.DataFrame:
        """Which words one group says more than another, beyond what chance would give.

        Parameters
        ----------
        by
            ``source``, ``case``, ``kind``, ``speaker``, ``role``, or an attribute of the case.
        one, other
            The two groups; without `other`, all else.
        measure
            ``log-likelihood`` or ``log-odds`` (with a Dirichlet prior).
        roles, least
            Whose words; rarer terms are left out.

        Returns
        -------
        pandas.DataFrame
            See `qualkit.reduction.keyness`; the strongest first.
        """
        texts = self.segments("turn", roles=roles)
        cases = self._session.cases
        if by not in texts and by in cases:
            texts = texts.assign(**{by: texts["case"].map(cases.set_index("case")[by])})
        return vocabulary.keyness(
            texts, by=by, one=one, other=other, measure=measure, least=least, language=self._session.language
        )

    def word_tree(
        self,
        word: str,
        *,
        side: Side = "right",
        depth: int = 4,
        sources: str | Sequence[str] | None = None,
        roles: Sequence[str | None] | None = HEARD,
    ) -> pd.DataFrame:
        """What follows a word (or goes before it), and what follows that: the data of a word tree.

        Returns
        -------
        pandas.DataFrame
            `node parent word count depth`, see `qualkit.reduction.word_tree`.
        """
        texts = self.segments("turn", sources=sources, roles=roles)
        return vocabulary.word_tree(texts, word, side=side, depth=depth)
