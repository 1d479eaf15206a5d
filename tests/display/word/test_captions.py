from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from qualkit.display.word import Style, style
from qualkit.display.word.captions import add_caption
from qualkit.display.word.paper import new_paper

from .conftest import body_of, styled


def test_captions_are_numbered_by_fields_inside_bookmarks() -> None:
    paper = new_paper(style="plain", language="id")
    for series in ("Table", "Table", "Figure"):
        add_caption(paper, series, "x")
    body = body_of(paper.document)
    fields = [field.text for field in body.iter(qn("w:instrText"))]
    assert fields == [" SEQ Table \\* ARABIC ", " SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "]
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert marks == ["_RefTable000001", "_RefTable000002", "_RefFigure000001"]
    assert len({each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))}) == 3
    for caption in body.iter(qn("w:p")):
        kinds = [each.get(qn("w:fldCharType")) for each in caption.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (style("plain"), [("Caption", "Table\u00a01. Who & what")]),
        (style("apa7"), [("Caption", "Table\u00a01"), ("Table Title", "Who & what")]),
        (Style(caption="line", table_label="Matrix"), [("Caption", "Matrix\u00a01. Who & what")]),
    ],
)
def test_number_and_title_stand_as_the_style_says(named: Style, said: list[tuple[str, str]]) -> None:
    paper = new_paper(style=named)
    add_caption(paper, "Table", "Who & what")
    assert styled(paper.document) == said
    number = said[0][1].partition(". ")[0]
    assert "".join(run.text for run in paper.document.paragraphs[0].runs if run.bold) == number


def test_a_caption_above_stays_with_what_follows() -> None:
    for place in ("above", "below"):
        paper = new_paper(style=Style(table_caption=place))
        add_caption(paper, "Table", "x")
        number, title = paper.document.paragraphs
        assert number.paragraph_format.keep_with_next is True
        assert title.paragraph_format.keep_with_next is (True if place == "above" else None)
