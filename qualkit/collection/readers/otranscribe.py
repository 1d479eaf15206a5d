"""oTranscribe (.otr): paragraphs of HTML with timestamps, in JSON."""

from __future__ import annotations

from qualkit.collection.hypertext import html_lines
from qualkit.collection.json_file import parse_json
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import glance, words_in
from qualkit.errors import InvalidInput

SUFFIXES = (".otr",)


def sniff(data: bytes) -> bool:
    """Tell oTranscribe by its text beside the name of a medium."""
    content = glance(data)
    return isinstance(content, dict) and {"text", "media"} <= content.keys()


def read(data: bytes) -> Reading:
    """Read the text, a line a paragraph; speakers and times are found in it as in any transcript.

    Raises
    ------
    InvalidInput
        The file is no JSON, or has no text.
    """
    content = parse_json(data)
    text = "".join(f"{line}\n" for line in html_lines(words_in(content, "text")))
    if not text.strip():
        raise InvalidInput("The oTranscribe file has no text. Export it again.")
    recording = words_in(content, "media")
    known = {"recording": recording} if recording else {}
    return Reading(text=text, kind="interview", layout="paragraphs", attributes=known)
