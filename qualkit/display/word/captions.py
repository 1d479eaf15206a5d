"""Captions whose numbers Word keeps up to date and can refer to."""

from __future__ import annotations

from typing import Literal

from qualkit.display.content import Run
from qualkit.display.word.elements import append, tag
from qualkit.display.word.footnotes import footnote
from qualkit.display.word.paper import Paper
from qualkit.display.word.paragraphs import paragraph, run
from qualkit.display.word.word_styles import identity
from qualkit.language import say

_SPACE = "\u00a0"

Series = Literal["Table", "Figure"]


def add_caption(paper: Paper, series: Series, title: str, *, note: str = "") -> None:
    """Append a caption, numbered in its series; ``note`` becomes a footnote to it.

    The number is a field in a bookmark, so that a cross-reference to it stays right.
    """
    style = paper.style
    given, place = (
        (style.table_label, style.table_caption)
        if series == "Table"
        else (style.figure_label, style.figure_caption)
    )
    number = _numbered(paper, series, label=given or say(series, paper.language))
    named = identity(paper.document, "caption")
    keep = place == "above"
    mark = footnote(paper.document, note) if note else ""
    if style.caption == "line":
        text = (Run(f". {title}"),)
        append(paper.document, paragraph(text, style=named, keep=keep, before=number, after=mark))
        return
    append(
        paper.document,
        paragraph((), style=named, keep=True, before=number),
        paragraph(title, style="TableTitle", keep=keep, after=mark),
    )


def _numbered(paper: Paper, series: Series, *, label: str) -> str:
    body = paper.document.element.body
    number = 1 + sum(1 for each in body.iter(tag("instrText")) if f" SEQ {series} " in f"{each.text or ''} ")
    mark = 1 + max((int(each.get(tag("id"))) for each in body.iter(tag("bookmarkStart"))), default=0)
    return (
        f'<w:bookmarkStart w:id="{mark}" w:name="_Ref{series}{number:06d}"/>'
        f"{run(Run(label + _SPACE, 'strong'))}{_field(series, shown=number)}"
        f'<w:bookmarkEnd w:id="{mark}"/>'
    )


def _field(series: Series, *, shown: int) -> str:
    bold = "<w:rPr><w:b/><w:bCs/></w:rPr>"
    mark = f'<w:r>{bold}<w:fldChar w:fldCharType="{{}}"/></w:r>'
    return (
        f'{mark.format("begin")}<w:r>{bold}<w:instrText xml:space="preserve"> SEQ {series} '
        f"\\* ARABIC </w:instrText></w:r>{mark.format('separate')}<w:r>{bold}<w:t>{shown}</w:t></w:r>"
        f"{mark.format('end')}"
    )
