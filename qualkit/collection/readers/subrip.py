"""SubRip (.srt) captions."""

from __future__ import annotations

import re

from qualkit.collection.captions import read_captions
from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks, opening
from qualkit.collection.readers import Reading

SUFFIXES = (".srt",)
_FIRST_CUE = re.compile(
    r"\s*\d+[ \t]*\n\s*\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}\s*-->\s*\d{1,2}:\d{2}:\d{2}[.,]\d{1,3}"
)


def sniff(data: bytes) -> bool:
    """Tell SubRip by a number and a line of times at the very start."""
    return bool(_FIRST_CUE.match(opening(data)))


def read(data: bytes) -> Reading:
    """Read captions as a transcript: one line a turn, times in seconds.

    Raises
    ------
    InvalidInput
        The file has no cues, or a cue is malformed.
    """
    text, encoding = decode_naming_encoding(data)
    captions = read_captions(text, identifiers="numbers")
    remarks = (*encoding_remarks(encoding), *captions.remarks)
    return Reading(text=captions.text, turns=captions.turns, kind="interview", remarks=remarks)
