"""HTML, held against html5lib, which reads pages as browsers do."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.blocks import Paragraph, Table
from qualkit.collection.hypertext import html_blocks, html_lines, html_text
from qualkit.errors import InvalidInput

_TAGS = ("div", "span", "b", "section", "blockquote", "em", "ul", "li", "article")
words = st.sampled_from(["ya", "“siap”", "a &amp; b", "&eacute;", "👩‍🌾", "ישן"]).map(
    lambda word: f" {word} "
)
markup = st.recursive(
    words,
    lambda inner: st.builds(
        lambda tag, inside: f"<{tag}>{''.join(inside)}</{tag}>", st.sampled_from(_TAGS), st.lists(inner)
    ),
)


@given(markup)
def test_every_word_that_html5lib_reads_is_there_in_its_order(page: str) -> None:
    tree = html5lib.parse(page, treebuilder="etree")
    assert " ".join(html_lines(page)).split() == "".join(tree.itertext()).split()


def test_what_a_browser_hides_is_not_there() -> None:
    hidden = (
        "<script>x()</script><style>p{}</style><p hidden>a</p><p style='display: none'>b<b>c</b></p>"
        "<template>d</template><!-- e --><p style='visibility:hidden'>f<br>g</p>"
    )
    assert html_lines(f"<head><title>h</title></head>{hidden}<p>siap</p>") == ["siap"]


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert html_lines("<pre>P: Siap?\nI: Siap,\n   Bu.</pre>ya") == ["P: Siap?", "I: Siap,", "   Bu.", "ya"]


def test_a_table_has_cells_for_what_is_merged_and_nested_ones_are_text_of_their_cell() -> None:
    nested = "<table><tr><td>dua</td><td>tiga</td></tr></table>"
    page = f"<table><tr><th colspan=2>judul</th></tr><tr><td>satu<td>{nested}empat</table><p>akhir"
    assert html_blocks(page) == [
        Table((("judul", ""), ("satu", "dua tiga empat"))),
        Paragraph("akhir"),
    ]


def test_headings_are_told_from_paragraphs() -> None:
    assert html_blocks("<h2>Bagian</h2><p>ya") == [Paragraph("Bagian", heading=True), Paragraph("ya")]


@pytest.mark.parametrize("tag", ["div", "b", "table"])
def test_no_depth_of_nesting_loses_what_comes_after(tag: str) -> None:
    page = f"<p>awal</p>{f'<{tag}>' * 100_000}dalam{f'</{tag}>' * 100_000}<p>akhir</p>"
    assert " ".join(html_lines(page)).split() == ["awal", "dalam", "akhir"]


PAGE = "<html><head>{}</head><body><p>“siap” é</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"),
        ("<meta charset='iso-8859-1'>", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>", "cp1252"),
        ("<meta charset=windows-1250>", "cp1250"),
    ],
)
def test_a_page_is_decoded_by_what_it_is_before_what_it_declares(declared: str, encoding: str) -> None:
    text, remarks = html_text(PAGE.format(declared).encode(encoding))
    assert (html_lines(text), remarks) == (["“siap” é"], ())


def test_a_guessed_encoding_is_remarked() -> None:
    text, remarks = html_text(PAGE.format("").encode("cp1252"))
    assert (html_lines(text), len(remarks)) == (["“siap” é"], 1)


def test_a_binary_page_is_refused() -> None:
    with pytest.raises(InvalidInput, match="binary"):
        html_text(b"<html>\0\1\2")
