from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.html import fragment, page
from qualkit.display.passages import Passages
from qualkit.display.wording import below, reference, state_words
from qualkit.language import number


def _headings_of(cell: Any, table: Any) -> list[str]:
    return [table.xpath("//*[@id=$id]", id=each)[0].text_content() for each in cell.get("headers").split()]


def test_every_row_spans_all_columns(counted: Matrix) -> None:
    body = html.fromstring(fragment(counted)).findall(".//tbody/tr")
    assert len(body) == 6  # four cases in two bands
    assert {sum(int(cell.get("colspan", "1")) for cell in row) for row in body} == {5}


def test_a_cell_under_spanning_headings_names_all_its_headings(counted: Matrix) -> None:
    table = html.fromstring(page(counted))
    assert len(table.findall(".//td[@headers]")) == 16
    assert _headings_of(table.find(".//td[@headers]"), table) == ["layanan", "Dikbud", "Dukungan", "Komitmen"]


def test_ids_are_unique_in_a_page_and_differ_between_fragments(counted: Matrix, quoted: Matrix) -> None:
    ids = html.fromstring(page(counted)).xpath("//@id")
    assert len(set(ids)) == len(ids) > 0
    other = html.fromstring(fragment(counted.transposed().transposed().titled("Lain"))).xpath("//@id")
    assert not set(other) & set(html.fromstring(fragment(counted)).xpath("//@id"))
    assert not set(html.fromstring(fragment(quoted)).xpath("//@id")) & set(other)


def test_bands_are_groups_of_rows_with_a_heading(counted: Matrix) -> None:
    groups = html.fromstring(fragment(counted)).findall(".//tbody")
    assert [group.find(".//th[@scope='rowgroup']").text_content() for group in groups] == ["layanan", "pajak"]
    assert [len(group.findall(".//th[@scope='row']")) for group in groups] == [2, 2]


def test_only_what_has_an_order_can_be_sorted(counted: Matrix, quoted: Matrix) -> None:
    assert html.fromstring(fragment(counted)).xpath("//th/@data-column") == ["0", "1", "2", "3", "4"]
    assert html.fromstring(fragment(quoted)).xpath("//th/@data-column") == ["0"]
    single = replace(counted, rows=counted.rows[:1], cells=counted.cells[:1])
    assert not html.fromstring(fragment(single)).xpath("//th/@data-column")


def test_a_cell_says_the_same_as_in_the_other_formats(quoted: Matrix) -> None:
    cells = html.fromstring(fragment(quoted)).findall(".//td")
    for cell, shown in zip((cell for row in quoted.cells for cell in row), cells, strict=True):
        words = [state_words(cell, quoted), *(reference(entry, quoted) for entry in cell.entries)]
        assert all(word in shown.text_content() for word in words if word)
    text = html.fromstring(fragment(quoted)).text_content()
    assert all(said in text for said in below(quoted) for said in said)


def test_a_quotation_expands_to_its_turn_and_those_around_it(quoted: Matrix) -> None:
    details = html.fromstring(fragment(quoted)).find(".//td/details")
    assert details.find("summary").text_content() == "“kutipan 0” P01:2"
    turns = [each.text_content().strip() for each in details.findall("div/p")]
    assert turns == [
        "Peneliti: Bagaimana awalnya?",
        "Ani: Mula-mula kutipan 0 dan lalu selesai.",
        "Peneliti: Lalu?",
        "source: P01 · turn: 2 · speaker: Ani · coder: ana",
    ]
    assert [each.text for each in details.iter("mark")] == ["kutipan 0"]


def test_a_quotation_without_known_turn_keeps_its_tip(quoted: Matrix) -> None:
    first = html.fromstring(fragment(replace(quoted, passages=Passages()))).find(".//td/p")
    assert first.text_content() == "“kutipan 0” P01:2"
    assert first.get("title") == "source: P01 · turn: 2 · speaker: Ani · coder: ana"
    assert first.get("dir") == "auto"


def test_too_many_quotations_do_not_expand_and_the_page_says_so(quoted: Matrix) -> None:
    long = Entry(text="kutipan 0", address="P01:2")
    many = replace(
        quoted,
        rows=tuple(Header(key=str(place), label=str(place)) for place in range(500)),
        columns=tuple(Header(key=str(place), label=str(place)) for place in range(20)),
        cells=((Cell(entries=(long,) * 4, n=4),) * 20,) * 500,
    )
    shown = html.fromstring(page(many))
    assert shown.find(".//td/details") is None
    assert "each address leads to its whole turn" in shown.text_content()
    assert len(shown.findall(".//td//a[@href='#P01-2']")) == 40_000
    assert len(shown.xpath("//*[@id='P01-2']")) == 1


def test_what_participants_said_is_never_markup(quoted: Matrix) -> None:
    odd = Cell(entries=(Entry(text="<script>x</script>\x00", address="P01:4"),), n=1)
    named = replace(quoted.rows[0], label='"><img src=x>')
    rows = (named, *quoted.rows[1:])
    written = page(replace(quoted, cells=((odd,) * 4, *quoted.cells[1:]), title="<b>", rows=rows))
    assert "<script>x" not in written
    assert "<img" not in written
    assert "\x00" not in written
    assert "&lt;b&gt;juga" in written
    assert "<title>&lt;b&gt;</title>" in written


@pytest.mark.parametrize("part", ["rows", "columns"])
def test_a_table_without_rows_or_columns_says_so(counted: Matrix, part: str) -> None:
    cells: tuple[tuple[Cell, ...], ...] = () if part == "rows" else ((),) * len(counted.rows)
    empty: Matrix = replace(counted, **{part: ()}, cells=cells)
    assert html.fromstring(page(empty)).find(".//td").text_content() == "no data"


def test_numbers_are_printed_by_language_and_sorted_by_value(counted: Matrix) -> None:
    value = Cell(value=1234.5, n=1)
    shown = html.fromstring(fragment(replace(counted, language="id", cells=((value,) * 4,) * 4)))
    assert {cell.text for cell in shown.findall(".//td[@data-value]")} == {number(1234.5, "id")}
    assert {cell.get("data-value") for cell in shown.findall(".//td[@data-value]")} == {"1234.5"}
