"""Figures in HTML: the drawing within the page, what it shows in words, and its data as a table."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import pandas as pd

from qualkit.display.html.anchors import Anchors
from qualkit.display.html.rendering import rendered
from qualkit.display.values import as_text, attribute_name, missing, numbers
from qualkit.display.wording import remarks, version
from qualkit.figures import image
from qualkit.language import number, say

_MOST_ROWS = 1_000
_LISTED = 5  # parts of a list that are shown
_NEEDLESS = re.compile(r"<metadata>.*?</metadata>|<!--.*?-->| xmlns(:xlink)?=\"[^\"]*\"", re.DOTALL)
_NAMES = re.compile(r"( id=\"|href=\"#|url\(#)")


class Drawn(Protocol):
    """A display that is drawn."""

    @property
    def title(self) -> str:
        """The caption."""

    @property
    def language(self) -> str:
        """Of the printed words."""

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences under the caption."""

    @property
    def version(self) -> int:
        """Of the data."""

    @property
    def alternative(self) -> str:
        """What there is to see, in words."""

    @property
    def frame(self) -> pd.DataFrame:
        """The data that are drawn."""

    def draw(self, *, titled: bool) -> Any:
        """The drawing (``matplotlib.figure.Figure``)."""


@dataclass(frozen=True, slots=True)
class Datum:
    """A value of the data in print, and as it is sorted."""

    words: str
    value: str
    number: bool


@dataclass(frozen=True, slots=True)
class Data:
    """The data of a figure, of which very many rows are not all shown."""

    columns: list[str]
    rows: list[list[Datum]]
    left_out: str | None


def figure(drawn: Drawn, anchors: Anchors, *, label: str, tag: str) -> str:
    """The figure as a piece of HTML, its caption in an element ``tag`` and beginning with a label."""
    return rendered(
        "figure.html",
        figure=drawn,
        remarks=remarks(drawn),
        picture=_inline(image(drawn.draw(titled=False), kind="svg").decode(), drawn.alternative, anchors),
        data=_data(drawn.frame, drawn.language),
        version=version(drawn),
        label=label,
        tag=tag,
    )


def picture(drawn: Any, png: bytes, below: Sequence[str]) -> str:
    """The picture of a figure, as a piece of HTML with its own style, and sentences below it."""
    return rendered("picture.html", figure=drawn, data=b64encode(png).decode(), below=below)


def _inline(svg: str, alternative: str, anchors: Anchors) -> Any:
    """An SVG file as an element of a page, its ids told apart from all others there."""
    from markupsafe import Markup, escape

    prefix = f"{anchors.new('drawing')}:"  # no other id has a colon
    element = _NEEDLESS.sub("", svg[svg.index("<svg") :])
    element = _NAMES.sub(rf"\g<1>{prefix}", element)
    return Markup(element.replace("<svg", f'<svg role="img" aria-label="{escape(alternative)}"', 1))


def _data(frame: pd.DataFrame, language: str) -> Data:
    if frame.index.name is not None or not pd.api.types.is_integer_dtype(frame.index):
        frame = frame.rename_axis(columns=None).reset_index(allow_duplicates=True)
    shown, most = frame.head(_MOST_ROWS), {"shown": _MOST_ROWS, "all": len(frame)}
    return Data(
        columns=[_heading(name, language) for name in frame.columns],
        rows=[[_datum(value, language) for value in row] for row in shown.itertuples(index=False)],
        left_out=say("The first {shown} of {all} rows.", language, **most)
        if len(frame) > _MOST_ROWS
        else None,
    )


def _heading(name: Any, language: str) -> str:
    return attribute_name(as_text(name) or "", language)


def _datum(value: Any, language: str) -> Datum:
    if isinstance(value, list | tuple | set | frozenset):
        return _listed(value, language)
    if not missing(value) and numbers([value]) is not None:
        return Datum(number(float(value), language), repr(float(value)), number=True)
    text = as_text(value) or ""
    return Datum(text, text, number=False)


def _listed(values: Any, language: str) -> Datum:
    parts = [_datum(each, language).words for each in list(values)[:_LISTED]]
    more = [say("{n} in all", language, n=len(values))] if len(values) > _LISTED else []
    text = "; ".join([*parts, *(f"… ({each})" for each in more)])
    return Datum(text, text, number=False)
