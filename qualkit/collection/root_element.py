"""The first element of an XML file, found without parsing it."""

from __future__ import annotations

import re

from qualkit.collection.decoding import opening

_BEFORE = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>]*>", re.DOTALL)
_ROOT = re.compile(r"\s*<(?:[\w.-]+:)?(?P<name>[\w.-]+)[\s/>]")


def root_element(data: bytes) -> str:
    """Give the name of the first element without its prefix; empty where there is none near the start.

    Examples
    --------
    >>> root_element(b'<?xml version="1.0"?><!-- a corpus --><tei:TEI xmlns:tei="x"/>')
    'TEI'
    """
    found = _ROOT.match(_BEFORE.sub("", opening(data)))
    return found["name"] if found else ""
