"""What readers do with a page, in a real browser: by mouse, by keyboard, on paper, in the dark."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from qualkit.display.forms.form import Form, Line, Section
from qualkit.display.forms.html import html
from qualkit.display.grid import Cell, Entry, Header, Matrix
from qualkit.display.html import Rendered, fragment, page, pages

from .conftest import Bars

Opened = Callable[..., Any]

NOTEBOOK = """<!doctype html><html lang="en"><title>n</title><style>
body{background:#111;color:#eee}
.out table{color:#eee;border:none}
.out tbody tr:nth-child(odd){background:#222}
.out tbody tr:hover{background:#123}
.out td,.out th,.out tr{color:#eee}
:not(.md).out :is(td,th,tr){text-align:right;vertical-align:middle;padding:.5em;max-width:none;border:none}
.out :is(h2,h3){font-weight:500}
.out a:link{color:#7af}.out p,.out caption,.out b,.out small,.out summary,.out mark{color:#eee}
</style><body><main><div class="out">%s</div></main></body></html>"""

CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [red, green, blue] = channels(colour).slice(0, 3).map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    const colour = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return channels(colour)[3] === 0 ? behind(element.parentElement) : colour;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("script, style, svg")) continue;
    const lights = [light(getComputedStyle(element).color), light(behind(element))];
    const contrast = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    found.push([contrast, texts.currentNode.data]);
  }
  return found;
}"""

FORM = Form(
    kind="vignette",
    title="Vinyet: Bapenda",
    about="Bapenda",
    subject="case",
    facts=(Line(label="Lokasi", text="kota"),),
    sections=(Section(heading="Konteks", prompt="Kapan?", key="context"),),
    language="id",
)

UNHEADED = """() => [...document.querySelectorAll("td")].filter((cell) => {
  const table = cell.closest("table");
  if (!table.tHead || table.tHead.contains(cell)) return false;
  const named = (cell.getAttribute("headers") || "").split(" ").filter(Boolean);
  if (named.length) return !named.every((id) => table.querySelector(`th[id="${CSS.escape(id)}"]`));
  const head = [...table.tHead.rows].at(-1).cells[cell.cellIndex];
  const row = cell.parentElement.cells[0];
  return !(head && head.scope === "col" && row.tagName === "TH" && row.scope === "row");
}).length"""


def _labels(tab: Any) -> list[str]:
    return [each.strip() for each in tab.locator("tbody th[scope=row] span").all_text_contents()]


@pytest.fixture
def valued() -> Matrix:
    """Two bands of rows with numbers, one of them missing."""
    bands = {"a": (10.0, 9.0, -1.5), "b": (None, 2.0, 100.0)}
    rows = tuple(
        Header(key=f"{band}{place}", label=f"{band}{12 - place * 5}", band=band)
        for band, values in bands.items()
        for place in range(len(values))
    )
    cells = tuple(
        (Cell(state="not asked") if value is None else Cell(value=value, n=1),)
        for values in bands.values()
        for value in values
    )
    return Matrix(
        title="Capaian", rows=rows, columns=(Header(key="c", label="Capaian"),), cells=cells, corner="Kasus"
    )


def test_a_click_sorts_within_bands_a_second_reverses_a_third_restores(
    opened: Opened, valued: Matrix
) -> None:
    tab = opened(page(valued))
    given = ["a12", "a7", "a2", "b12", "b7", "b2"]
    assert _labels(tab) == given
    heading = tab.locator("th[data-column='1']")
    heading.locator("button").click()
    assert _labels(tab) == ["a2", "a7", "a12", "b7", "b2", "b12"]
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.locator("button").click()
    assert _labels(tab) == ["a12", "a7", "a2", "b2", "b7", "b12"]
    assert heading.get_attribute("aria-sort") == "descending"
    assert [each.strip() for each in tab.locator("tbody > tr:first-child").all_text_contents()] == ["a", "b"]
    heading.locator("button").click()
    assert _labels(tab) == given
    assert heading.get_attribute("aria-sort") is None


def test_names_are_sorted_by_the_numbers_in_them_with_the_keyboard(opened: Opened, valued: Matrix) -> None:
    tab = opened(page(valued))
    tab.keyboard.press("Tab")  # the table, so that it can be scrolled
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert _labels(tab) == ["a2", "a7", "a12", "b2", "b7", "b12"]
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert _labels(tab) == ["a2", "a7", "a12", "b7", "b2", "b12"]
    assert tab.locator("[aria-sort]").count() == 1


def test_fragments_in_one_notebook_sort_each_its_own_table(opened: Opened, valued: Matrix) -> None:
    tab = opened(NOTEBOOK % (fragment(valued) + fragment(valued.titled("Lain"))))
    assert tab.locator("button").count() == 4
    tab.locator("button").nth(2).click()
    assert _labels(tab)[:6] == ["a12", "a7", "a2", "b12", "b7", "b2"]
    assert _labels(tab)[6:] == ["a2", "a7", "a12", "b2", "b7", "b12"]


def test_a_quotation_is_opened_with_the_keyboard_and_its_links_lead_there_and_back(
    opened: Opened, quoted: Matrix
) -> None:
    tab = opened(page(quoted))
    details = tab.locator("td details").first
    assert not details.locator("mark").is_visible()
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert details.locator("mark").is_visible()
    details.locator("a").click()
    turn = tab.locator(":target")
    assert turn.get_attribute("id") == "P01-2"
    assert "Mula-mula kutipan 0" in turn.inner_text()
    turn.locator("a").first.click()
    assert tab.locator(":target").get_attribute("id") == details.get_attribute("id")


def test_nothing_is_asked_of_the_network_and_the_script_has_no_errors(
    opened: Opened, quoted: Matrix, figure: Bars
) -> None:
    tab = opened(pages([quoted, figure], title="Bab", language="id"))
    assert tab.asked == [tab.url]
    assert tab.said == []


def test_a_part_that_was_written_elsewhere_is_kept_from_the_network_too(opened: Opened) -> None:
    form = Rendered("Formulir", '<img src="https://example.org/x.png">')
    tab = opened(pages([form], title="Bab", language="id"))
    assert any("violates the following Content Security Policy" in each for each in tab.said)


def test_all_is_there_without_scripts(opened: Opened, quoted: Matrix, counted: Matrix) -> None:
    tab = opened(pages([quoted, counted], title="Bab", language="en"), java_script_enabled=False)
    assert tab.locator("button").count() == 0
    assert tab.locator("th[scope=col]").first.inner_text().startswith("Case")
    tab.locator("td summary").first.click()
    assert tab.locator("td mark").first.is_visible()


def test_on_paper_all_is_printed_and_the_data_of_figures_too(
    opened: Opened, quoted: Matrix, figure: Bars
) -> None:
    tab = opened(pages([quoted, figure], title="Bab", language="id"))
    printed = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True)))
    text = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
    for said in ("“kutipan 0”", "3.000,5", "Mula-mula kutipan 0 dan lalu selesai.", "Quotations by Case"):
        assert said.lower() in text.lower()


@pytest.mark.parametrize("columns", [3, 8, 14, 25, 40])
@pytest.mark.parametrize("content", ["quoted", "counted"])
def test_a_wide_table_is_printed_on_a_sheet_that_is_wide_enough(
    opened: Opened, request: pytest.FixtureRequest, content: str, columns: int
) -> None:
    shown: Matrix = request.getfixturevalue(content)
    wide = replace(
        shown,
        columns=tuple(Header(key=str(place), label=f"Kolom{place}") for place in range(columns)),
        cells=tuple((row * columns)[:columns] for row in shown.cells),
    )
    tab = opened(page(wide))
    sheet = tab.locator("div.qk").first.get_attribute("class")[-1]
    width = dict(zip("012345", (17.0, 25.7, 38.0, 55.4, 80.1, 114.9), strict=True))[sheet] / 2.54 * 96
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": int(width), "height": 900})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_is_in_contrast_with_what_is_behind_it(
    opened: Opened, quoted: Matrix, counted: Matrix, figure: Bars, scheme: str
) -> None:
    tab = opened(pages([quoted, counted, figure], title="Bab", language="id"), color_scheme=scheme)
    _assert_contrast(tab)


def test_a_dark_notebook_does_not_make_a_table_unreadable(
    opened: Opened, quoted: Matrix, counted: Matrix
) -> None:
    tab = opened(NOTEBOOK % "".join((fragment(quoted), fragment(counted), html(FORM))), color_scheme="dark")
    _assert_contrast(tab)


def test_a_notebook_that_aligns_its_tables_right_does_not_align_a_display_so(
    opened: Opened, quoted: Matrix, counted: Matrix
) -> None:
    tab = opened(NOTEBOOK % "".join((fragment(quoted), fragment(counted), html(FORM))))
    aligned = {
        ".qk td:not(.qk-number)": "start",
        ".qk tbody th": "start",
        ".qk .qk-band th": "start",
        ".qk td.qk-number": "center",
        ".qk-form td": "start",
        ".qk-form th": "start",
    }
    found = {
        part: set(
            tab.locator(part).evaluate_all("found => found.map((each) => getComputedStyle(each).textAlign)")
        )
        for part in aligned
    }
    assert found == {part: {where} for part, where in aligned.items()}
    for heading in tab.locator(".qk-form :is(h2,h3)").all():
        assert heading.evaluate("each => getComputedStyle(each).fontWeight") == "700"


def _assert_contrast(tab: Any) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    contrasts = tab.evaluate(CONTRASTS)
    assert len(contrasts) > 50
    assert [said for ratio, said in contrasts if ratio < 4.5] == []


def test_a_page_is_built_for_who_hears_it(
    opened: Opened, quoted: Matrix, counted: Matrix, figure: Bars
) -> None:
    tab = opened(pages([quoted, counted, figure], title="Bab", language="id"))
    assert tab.evaluate(UNHEADED) == 0
    assert tab.locator("td").count() > 30
    assert tab.locator("th:not([scope])").count() == 0
    assert tab.locator("table:not(:has(caption))").count() == 0
    assert tab.locator("main").count() == 1
    assert tab.locator("h1").count() == 1
    levels = [
        int(each[1])
        for each in tab.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName)")
    ]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    names = tab.evaluate(
        "[...document.querySelectorAll('a, button, summary')].map(e => e.textContent.trim())"
    )
    assert all(names)
    ids = tab.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)
    tab.get_by_role("img", name=figure.alternative).wait_for()


@pytest.mark.parametrize("width", [400, 1280])
def test_a_page_scrolls_only_within_its_tables(
    opened: Opened, counted: Matrix, quoted: Matrix, figure: Bars, width: int
) -> None:
    written = pages([quoted, counted, figure], title="Bab", language="id")
    tab = opened(written, viewport={"width": width, "height": 800})
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_text_from_right_to_left_runs_so(opened: Opened, quoted: Matrix) -> None:
    cell = Cell(entries=(Entry(text="مرحبا بكم", address="P01:2"),), n=1)
    row = (cell,) * len(quoted.columns)
    tab = opened(page(replace(quoted, cells=(row, *quoted.cells[1:]))))
    summary = tab.locator("td summary").first
    assert summary.evaluate("each => getComputedStyle(each).direction") == "rtl"
