"""Markdown (.md), kept as it is written."""

from __future__ import annotations

from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks
from qualkit.collection.readers import Reading

SUFFIXES = (".md", ".markdown")


def sniff(data: bytes) -> bool:  # noqa: ARG001
    """Never be certain: any text is Markdown."""
    return False


def read(data: bytes) -> Reading:
    """Read Markdown; its marks stay in the canonical text."""
    text, encoding = decode_naming_encoding(data)
    return Reading(text=text, layout="markdown", remarks=encoding_remarks(encoding))
