"""Themes as a value: what they are, their members, how sure they are, and how they lie to each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.figures import Picture

Adopter = Callable[..., Any]
"""Makes a theme a code: given the themes, the theme's number, and ``as_code``, the name of the code."""

_SHOWN = ["theme", "label", "words", "size", "share", "stability", "verdict", "representative"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Themes:
    """Themes proposed by the machine, for the researcher to adopt or not.

    Attributes
    ----------
    frame
        A row for each theme, largest first: ``theme`` (its number), ``label``, ``words`` (those that tell it
        from the others), ``size`` and ``share`` of members, ``stability`` (how similar the most similar theme
        is in refits, 0 to 1) and ``verdict`` (``stable`` from .75, ``doubtful`` from .6, else ``unstable``;
        empty if it was not looked at; a theme of one member is called a single one, since nothing in it can
        come apart), ``representative`` (the most typical member).
    members
        The segments or codes as they were given, with ``theme`` (missing where there is none) and
        ``typicality`` (similarity to the middle of the theme, at most 1).
    choice
        The numbers of themes tried: ``k silhouette stability chosen``.
    leaves
        What `dendrogram` and `map` show, themes or codes: ``label theme size x y``.
    links
        The tree that joins the leaves: ``first second distance size``. Leaves are numbered from 0 in their
        order, and the merges go on from there.
    provenance
        What made the themes: method, numbers, seed, representation, versions of libraries.
    notes
        What a reader must know of the result, in sentences.
    """

    frame: pd.DataFrame
    members: pd.DataFrame
    choice: pd.DataFrame
    leaves: pd.DataFrame
    links: pd.DataFrame
    provenance: Mapping[str, Any]
    notes: tuple[str, ...] = ()
    adopter: Adopter | None = None

    def representative(self, theme: int | str, n: int = 5) -> pd.DataFrame:
        """The members most typical of a theme, given by number or label; raises `NotFound`."""
        mine = self.members[self.members["theme"] == self.number(theme)]
        return mine.sort_values("typicality", ascending=False, kind="stable").head(n)

    def named(self, labels: Mapping[int | str, str]) -> Themes:
        """The themes with labels of the researcher's own, by number or label; a later fit keeps them."""
        given = {self.number(theme): label for theme, label in labels.items()}
        frame = self.frame.assign(label=self.frame["theme"].map(given).fillna(self.frame["label"]))
        leaves = self.leaves
        if self.provenance["of"] == "segments":
            leaves = leaves.assign(label=leaves["theme"].map(given).fillna(leaves["label"]))
        return replace(self, frame=frame, leaves=leaves)

    def adopt(self, theme: int | str, *, as_code: str, **options: Any) -> Any:
        """Make a theme a pattern code of the study, its members coded with it.

        Parameters
        ----------
        theme, as_code, options
            As in `study.reduction.adopt`: ``parent`` and ``status`` besides.

        Raises
        ------
        NotFound
            If there is no such theme.
        InvalidInput
            If the themes were not made by a study.
        """
        number = self.number(theme)
        if self.adopter is None:
            raise InvalidInput(
                "These themes were made from a frame, and belong to no study that could have the code. "
                "Make them with study.reduction.themes(…), and adopt from there."
            )
        return self.adopter(self, number, as_code=as_code, **options)

    def number(self, theme: int | str) -> int:
        """The number of a theme, by number or label; raises `NotFound`."""
        column = "label" if isinstance(theme, str) else "theme"
        found = self.frame.loc[self.frame[column] == theme, "theme"]
        if found.empty:
            raise not_found("theme", str(theme), map(str, self.frame[column]))
        return int(found.iloc[0])

    def dendrogram(self) -> Picture:
        """The tree of the leaves, as a picture that a notebook shows and `to_image` writes."""
        from qualkit.reduction.themes.drawing import dendrogram

        return Picture(dendrogram(self))

    def map(self) -> Picture:
        """The leaves as circles, the more alike the nearer, as a picture as `dendrogram`."""
        from qualkit.reduction.themes.drawing import theme_map

        return Picture(theme_map(self))

    def _repr_html_(self) -> str:
        typical = self.frame["representative"].map(lambda text: " ".join(str(text).split()))
        shown = self.frame[_SHOWN].assign(words=self.frame["words"].str.join(", "), representative=typical)
        with pd.option_context("display.max_colwidth", None):
            table = shown.to_html(index=False, border=0, float_format="{:.2f}".format, na_rep="")
        said = "".join(f"<p>{escape(each)}</p>" for each in self.notes)
        return f'<div lang="{escape(self.provenance["language"])}" dir="auto">{table}{said}</div>'

    def __repr__(self) -> str:
        return f"<Themes: {len(self.frame)} themes of {len(self.members):,} {self.provenance['of']}>"
