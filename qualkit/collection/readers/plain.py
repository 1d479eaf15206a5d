"""Plain text (.txt)."""

from __future__ import annotations

from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks
from qualkit.collection.readers import Reading

SUFFIXES = (".txt",)


def sniff(data: bytes) -> bool:  # noqa: ARG001
    """Never be certain: any text is plain text."""
    return False


def read(data: bytes) -> Reading:
    """Read plain text; what its line ends mean is found out later."""
    text, encoding = decode_naming_encoding(data)
    return Reading(text=text, layout="plain", remarks=encoding_remarks(encoding))
