from __future__ import annotations

from lxml import html

from qualkit.display.grid import Matrix
from qualkit.display.html import Rendered, fragment, page, pages

from .conftest import Bars


def test_several_displays_are_numbered_and_listed_and_quote_their_sources_once(
    quoted: Matrix, counted: Matrix, figure: Bars
) -> None:
    form = Rendered("Ringkasan kontak", "<p>Sudah diisi.</p>")
    shown = html.fromstring(pages([quoted, figure, form, counted, quoted], title="Bab 4", language="id"))
    assert shown.get("lang") == "id"
    assert shown.find(".//h1").text == "Bab 4"
    listed = [each.text_content() for each in shown.findall(".//nav//a")]
    assert [each.partition(".")[0] for each in listed] == [
        "Tabel\u00a01",
        "Gambar\u00a01",
        "Ringkasan kontak",
        "Tabel\u00a02",
        "Tabel\u00a03",
        "Sumber yang dikutip",
    ]
    assert all(
        shown.get_element_by_id(each[1:]) is not None for each in _plain(shown.xpath("//nav//a/@href"))
    )
    assert shown.xpath("//section/div/p/text()")[0] == "Sudah diisi."
    assert [each.text_content() for each in shown.get_element_by_id("P02-2").iter("a")] == [
        "Dikbud × Pengawasan",
        "Dikbud × Pengawasan",
    ]


def _plain(links: list[str]) -> list[str]:
    from urllib.parse import unquote

    return [unquote(each) for each in links]


def test_a_page_keeps_the_language_of_each_display(quoted: Matrix, figure: Bars) -> None:
    shown = html.fromstring(pages([quoted, figure], title="Bab 4", language="id"))
    assert shown.xpath("//*[@lang]/@lang") == ["id", "en", "id", "id"]


def test_a_page_has_an_appendix_only_where_turns_are_quoted(quoted: Matrix, counted: Matrix) -> None:
    assert "Sources quoted" in page(quoted)
    assert "Sources quoted" not in page(counted)
    assert "Sources quoted" not in fragment(quoted)


def test_a_matrix_shows_itself_in_a_notebook_and_as_a_page(quoted: Matrix) -> None:
    assert quoted._repr_html_() == fragment(quoted)
    assert quoted.to_html() == page(quoted)
