from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from docx.oxml.ns import qn

from qualkit.display.grid import Matrix
from qualkit.display.word import Style, render, report
from qualkit.errors import InvalidInput

from .conftest import Pages, body_of, parts, styled


@dataclass(frozen=True, slots=True)
class Drawing:
    """A display that is drawn, in inches."""

    width: float
    height: float
    title: str = "Codes in time"
    language: str = "en"
    notes: tuple[str, ...] = ("Of two months.",)
    version: int = 3
    alternative: str = "A line that rises & falls."
    drawn: list[bool] = field(default_factory=list)

    def draw(self, *, titled: bool) -> Any:
        from qualkit.figures import new_figure

        self.drawn.append(titled)
        figure = new_figure(self.width, self.height)
        figure.subplots().plot([1, 3, 2])
        return figure


def headings(document: Any) -> list[tuple[str, str]]:
    return [each for each in styled(document) if each[0].startswith(("Heading", "Title"))]


def test_a_list_has_the_titles_and_a_mapping_its_own_headings(shown: Matrix, figures: Matrix) -> None:
    document = report([shown, figures], title="Findings")
    assert headings(document) == [
        ("Title", "Findings"),
        ("Heading 1", "Commitment"),
        ("Heading 1", "Counts"),
    ]
    document = report({"Words": shown, "Numbers": {"By hand": figures, "Again": [figures]}})
    assert headings(document) == [
        ("Heading 1", "Words"),
        ("Heading 1", "Numbers"),
        ("Heading 2", "By hand"),
        ("Heading 2", "Again"),
        ("Heading 3", "Counts"),
    ]
    assert len(document.tables) == 3


def test_tables_and_figures_are_each_numbered_through(shown: Matrix) -> None:
    document = report([shown, Drawing(4, 3), shown, Drawing(4, 3)])
    said = [text for name, text in styled(document) if name == "Caption"]
    assert said == ["Table\u00a01", "Figure\u00a01", "Table\u00a02", "Figure\u00a02"]


def test_only_what_needs_it_is_on_its_side(shown: Matrix, wide: Matrix, pages: Pages) -> None:
    document = report([shown, wide, wide, shown], title="Findings")
    assert [each.page_width > each.page_height for each in document.sections] == [False, True, False]
    assert [each.orientation for each in document.sections] == [0, 1, 0]
    printed = pages(document)
    assert "Findings" in printed[0]
    assert all(page.strip() for page in printed)


def test_a_wide_display_that_comes_first_shares_its_page_with_the_title(wide: Matrix) -> None:
    document = report([wide], title="Findings")
    assert [each.page_width > each.page_height for each in document.sections] == [True]


def test_margins_and_paper_are_those_of_the_style(shown: Matrix, wide: Matrix) -> None:
    style = Style(paper="Letter", margin=3, landscape_margin=1.5)
    upright, aside = report([shown, wide], style=style).sections
    assert round(upright.page_width.cm, 1) == round(aside.page_height.cm, 1) == 21.6
    assert (round(upright.left_margin.cm, 1), round(aside.left_margin.cm, 1)) == (3, 1.5)


def test_a_figure_has_a_picture_words_for_the_blind_a_caption_and_notes() -> None:
    drawing = Drawing(4, 3)
    document = render(drawing)
    assert drawing.drawn == [False]
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "A line that rises & falls."
    assert 8 < picture.width.cm < 11
    assert [name for name, _ in styled(document)] == ["Caption", "Table Title", "Table Text", "Table Note"]
    assert document.paragraphs[-1].text == "Note. Of two months. Data version 3."
    assert any(name.startswith("word/media/") for name in parts(document))


def test_a_figure_stays_with_a_caption_below() -> None:
    document = render(Drawing(4, 3), style="plain")
    picture, caption, *notes = document.paragraphs
    assert picture.paragraph_format.keep_with_next
    assert caption.text == "Figure\u00a01. Codes in time"
    assert [each.text for each in notes] == ["Of two months.", "Data version 3."]


@pytest.mark.parametrize(("width", "height", "landscape"), [(12, 5, True), (6, 20, False), (6, 4, False)])
def test_a_large_figure_fits_its_page(width: float, height: float, *, pages: Pages, landscape: bool) -> None:
    document = render(Drawing(width, height))
    (section,) = document.sections
    assert (section.page_width > section.page_height) is landscape
    (picture,) = document.inline_shapes
    assert picture.width <= section.page_width - section.left_margin - section.right_margin
    assert picture.width / picture.height == pytest.approx(width / height, rel=0.2)
    assert len(pages(document)) == 1


def test_the_document_has_the_title_of_its_display_and_no_author(shown: Matrix) -> None:
    properties = render(shown).core_properties
    assert (properties.title, properties.author) == ("Commitment", "")


def test_a_report_of_nothing_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no display to report"):
        report([])


def test_no_bookmark_and_no_picture_has_the_number_of_another(shown: Matrix) -> None:
    body = body_of(report([shown, Drawing(4, 3), shown, Drawing(4, 3)]))
    marks = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == 4
    drawn = [each.get("id") for each in body.iter(qn("wp:docPr"))]
    assert len(drawn) == len(set(drawn)) == 2
