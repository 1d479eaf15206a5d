"""The poetic display: what participants said as a poem, of their words only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from qualkit.display.axes import code_labels
from qualkit.display.forms.assembly import assemble
from qualkit.display.forms.excerpts import entries, in_time, weightiest
from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.subjects import one_of
from qualkit.display.grid import Entry
from qualkit.display.material import Material
from qualkit.errors import InvalidInput, not_found
from qualkit.language import say

_VERSE = re.compile(r"\S.*?(?:[.,;:!?…]+[”’\"')\]]*(?=\s|$)|(?=\s[–—]\s)|$)")


def poetic_display(
    material: Material,
    *,
    case: str | None = None,
    source: str | None = None,
    speaker: str | None = None,
    codes: str | Sequence[str] | None = None,
    stanza: Literal["code", "turn"] = "code",
    passages: int = 3,
    title: str | None = None,
) -> Form:
    """The coded words of participants as a poem, each line with its address.

    Nothing is added, left out or moved within a passage: it is cut into lines where a sentence or a clause
    ends. Of a passage that runs over several turns only the participants' turns are taken.

    Parameters
    ----------
    material
        The frames of a study.
    case, source, speaker
        Whose words they are: one of the three.
    codes
        The codes whose passages are taken; all by default.
    stanza
        A stanza for each ``code``, in codebook order, or for each ``turn``, in order of time.
    passages
        The most passages in a stanza: those chosen by hand, then the most typical, in order of time.
    title
        Printed above the poem.

    Raises
    ------
    NotFound
        For a case, source, speaker or code that does not exist.
    InvalidInput
        None or more than one of case, source and speaker are given, or no participant says anything there.
    """
    subject, name = one_of({"case": case, "source": source, "speaker": speaker})
    speakers = material.turns["speaker"].dropna().unique()
    if speaker is not None and speaker not in speakers:
        raise not_found("speaker", speaker, speakers)
    found = in_time(material, codes=codes, case=case, source=source)
    said = _voiced(material, found, speaker)
    if said.empty:
        raise InvalidInput(
            f"No participant says anything that is coded there (about {name!r}); code some of what was said."
        )
    return assemble(
        material,
        "poetic display",
        name,
        subject=subject,
        sections=_stanzas(material, said, by=stanza, passages=passages),
        answers=None,
        title=title,
        notes=[
            say(
                "Every word is the participants'; lines end where a sentence or a clause ends.",
                material.language,
            )
        ],
    )


def verses(text: str) -> list[str]:
    """The lines of a passage, which end where a sentence or a clause ends.

    >>> verses("Naik 19,10 persen, lebih. Dulu – mana berani?")
    ['Naik 19,10 persen,', 'lebih.', 'Dulu', '– mana berani?']
    """
    return _VERSE.findall(" ".join(text.split()))


def _voiced(material: Material, codings: pd.DataFrame, speaker: str | None) -> pd.DataFrame:
    """The part of each coding that lies in a participant's turn; one row for each such turn."""
    turns = material.turns
    spoken = turns["speaker"].notna() & (turns["role"].isna() | (turns["role"] == "participant"))
    if speaker is not None:
        spoken &= turns["speaker"] == speaker
    names = ["source", "turn", "speaker", "start", "end"]
    both = codings.drop(columns=["turn", "speaker"]).merge(
        turns.loc[spoken, names], on="source", suffixes=("_coded", "")
    )
    both = both[(both["start"] < both["end_coded"]) & (both["start_coded"] < both["end"])]
    both = both.assign(
        start=both[["start", "start_coded"]].max(axis=1), end=both[["end", "end_coded"]].min(axis=1)
    )
    places = zip(
        both["text"], both["start"] - both["start_coded"], both["end"] - both["start_coded"], strict=True
    )
    return both.assign(text=[text[start:end] for text, start, end in places])


def _stanzas(material: Material, said: pd.DataFrame, *, by: str, passages: int) -> Iterator[Section]:
    labels = code_labels(material)
    codes = {code: place for place, code in enumerate(material.codes["code"])}
    if by == "code":
        groups = said.groupby(said["code"].map(codes), sort=True)
    else:
        groups = said.groupby(["source", "turn"], sort=False)
    for _, group in groups:
        kept = weightiest(group, passages, choice="typical")
        lines = tuple(_lines(_apart(kept)))
        first = kept.iloc[0]
        heading = labels[first["code"]] if by == "code" else str(first["speaker"])
        yield Section(
            heading=heading,
            lines=(Line(entries=lines, codings=tuple(group["coding_id"].unique())),),
            editable=False,
            verse=True,
        )


def _apart(codings: pd.DataFrame) -> pd.DataFrame:
    """The passages without what another one already says, in the same order."""
    ordered = codings.sort_values(["source", "start"], kind="stable")
    reached = ordered.groupby("source")["end"].cummax().groupby(ordered["source"]).shift(fill_value=0)
    start = pd.concat([ordered["start"], reached], axis=1).max(axis=1)
    cut = start - ordered["start"]
    texts = [text[skipped:] for text, skipped in zip(ordered["text"], cut, strict=True)]
    return ordered.assign(text=texts)[start < ordered["end"]].sort_index()


def _lines(codings: pd.DataFrame) -> Iterable[Entry]:
    for passage in entries(codings):
        yield from (replace(passage, text=line) for line in verses(passage.text))
