"""WebVTT (.vtt): captions of Teams, Zoom, YouTube and others."""

from __future__ import annotations

import re

from qualkit.collection.captions import read_captions
from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks, opening
from qualkit.collection.readers import Reading
from qualkit.errors import InvalidInput

SUFFIXES = (".vtt",)
_SIGNATURE = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")


def sniff(data: bytes) -> bool:
    """Tell WebVTT by its first word."""
    return bool(_SIGNATURE.match(opening(data)))


def read(data: bytes) -> Reading:
    """Read captions as a transcript: one line a turn, times in seconds.

    Raises
    ------
    InvalidInput
        The file does not begin with ``WEBVTT``, has no cues, or a cue is malformed.
    """
    text, encoding = decode_naming_encoding(data)
    if not _SIGNATURE.match(text):
        first = text.partition("\n")[0]
        raise InvalidInput(f"line 1: a WebVTT file begins with WEBVTT, this one with {first[:60]!r}.")
    lines = text.split("\n")
    header = next((index for index, line in enumerate(lines) if not line or "-->" in line), len(lines))
    captions = read_captions("\n".join(lines[header:]), first_line=header + 1)
    remarks = (*encoding_remarks(encoding), *captions.remarks)
    return Reading(text=captions.text, turns=captions.turns, kind="interview", remarks=remarks)
