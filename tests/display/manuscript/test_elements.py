from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from qualkit.display.manuscript.elements import Edit, Element, appended, checked, scan, spliced
from qualkit.errors import InvalidInput

NAMES = st.sampled_from(["a", "b", "x:c"])
TEXTS = st.text(st.sampled_from("xé😀/>'\" \n&<"), max_size=4)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> etree._Element:
    made = etree.Element("root", nsmap={"x": "urn:x"}) if depth == 3 else None
    name = draw(NAMES)
    element = made if made is not None else etree.Element(name.replace("x:", "{urn:x}"), {"v": draw(TEXTS)})
    element.text = draw(TEXTS)
    for _ in range(draw(st.integers(0, 3)) if depth else 0):
        child = draw(trees(depth=depth - 1))
        child.tail = draw(TEXTS)
        element.append(child)
    return element


@given(trees())
def test_every_element_stands_where_the_tree_says(tree: etree._Element) -> None:
    data = "\ufeff".encode() + etree.tostring(tree, encoding="utf-8")
    for element, known in zip(scan(data).walk(), tree.iter(), strict=True):
        raw = data[element.start : element.end]
        read = etree.fromstring(b'<r xmlns:x="urn:x">' + raw + b"</r>")[0]
        assert read.tag == known.tag
        assert "".join(read.itertext()) == "".join(known.itertext())
        assert data[element.inner : element.inner_end] in raw


def test_edits_may_come_in_any_order() -> None:
    assert (
        spliced(b"abcdef", [Edit(4, 6, b"X"), Edit(1, 1, b"1"), Edit(1, 2, b""), Edit(1, 1, b"2")])
        == b"a12cdX"
    )


@pytest.mark.parametrize(
    "root", [b"<r/>", b"<r></r>", b"<r a='/'/>", b"<x:r xmlns:x='u'/>", b"<?xml version='1.0'?><r />"]
)
def test_something_is_added_at_the_end_of_a_root(root: bytes) -> None:
    made: Element = scan(appended(root, b"<new/>"))
    assert [each.name for each in made.children] == ["new"]


def test_xml_that_is_unsafe_or_in_another_encoding_is_refused() -> None:
    for data in (
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        "<?xml version='1.0' encoding='utf-16'?><a/>".encode("utf-16"),
    ):
        with pytest.raises(InvalidInput):
            checked(data, what="Word file")
