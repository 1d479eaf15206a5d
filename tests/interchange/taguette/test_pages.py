"""Bytes counted over the text nodes of a document lead to the same words in its canonical text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from bs4.element import NavigableString
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import InvalidInput
from qualkit.interchange.taguette.pages import page

WORDS = st.text(st.sampled_from("ab é😀\u0301سل \n"), min_size=1, max_size=6)
INLINE = st.recursive(
    st.one_of(WORDS, st.just("&amp;&lt;")),
    lambda inner: st.builds("<{0}>{1}</{0}>".format, st.sampled_from(["b", "em", "u", "a"]), inner),
    max_leaves=3,
)
BLOCK = st.builds(
    "<{0}>{1}</{0}>{2}".format,
    st.sampled_from(["p", "h1", "li", "ul", "div", "pre", "td"]),
    st.lists(st.one_of(INLINE, st.just("<br>"), st.just('<img src="x">'))).map("".join),
    st.sampled_from(["", "\n", " ", "\n\n"]),
)
HTML = st.lists(st.one_of(BLOCK, INLINE)).map("".join).map(str.strip)


def counted(html: str) -> str:
    """The text over whose bytes Taguette counts, by the library with which it does."""
    nodes = BeautifulSoup(html, "html5lib").find_all(string=True)
    return "".join(str(node) for node in nodes if type(node) is NavigableString)


@given(HTML, st.data())
def test_a_span_of_bytes_has_the_words_that_taguette_finds_there(html: str, data: st.DataObject) -> None:
    text = counted(html)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    found = page(html)
    first, past = found.span(len(text[:start].encode()), len(text[:end].encode()))
    assert "".join(found.text[first:past].split()) == "".join(text[start:end].split())
    assert past - first - (end - start) == sum(start < each < end for each in found.breaks) or start == end


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("<p>one</p>\n<p>two</p>\n", "one\ntwo\n"),
        ("<p>one</p>\n\n<ul><li>two</li> <li>three</li></ul>", "one\n\ntwo \nthree"),
        ("<p>a line\nthat wraps<br>and breaks</p>", "a line that wraps\nand breaks"),
        ("<pre>keeps\n  its lines</pre>", "keeps\n  its lines"),
        ("<h1>Title</h1>text <b>bold</b>\n<i>both</i>", "Title\ntext bold both"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_blocks_are_lines(html: str, text: str) -> None:
    assert page(html).text == text


def test_a_span_neither_begins_nor_ends_with_a_break_that_no_text_node_has() -> None:
    found = page("<p>one</p><p>two</p>")
    assert found.text[slice(*found.span(0, 3))] == "one"
    assert found.text[slice(*found.span(3, 6))] == "two"
    assert found.text[slice(*found.span(2, 4))] == "e\nt"


@pytest.mark.parametrize("html", ["<div>", "<div><table></div></table>", "<table><td>"])
def test_a_document_that_nests_without_end_is_refused(html: str) -> None:
    with pytest.raises(InvalidInput, match="200 deep"):
        page(html * 50_000)
