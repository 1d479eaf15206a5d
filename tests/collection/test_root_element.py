import pytest

from qualkit.collection.root_element import root_element


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE TEI>\n<TEI>", "TEI"),
        ("<?xml version='1.0' encoding='UTF-16'?><tei:TEI/>".encode("utf-16"), "TEI"),
        (b"<!-- <TEI> --><html>", "html"),
        (b"# How to write <TEI>\n", ""),
        (b"<!---->" * 1000, ""),
        (b"", ""),
    ],
)
def test_the_first_element_is_named_and_none_that_only_occurs(data: bytes, name: str) -> None:
    assert root_element(data) == name
