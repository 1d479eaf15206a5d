"""Paragraphs as XML: their runs in their looks, and running from the right where their first letter does."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from qualkit.display.content import Content, Line, Run, clean

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
_PIECES = re.compile(r"(\t|\r\n|[\n\r\u2028\u2029])")
_LOOKS = {
    "address": '<w:rStyle w:val="TableAddress"/>',
    "state": '<w:rStyle w:val="TableState"/>',
    "number": '<w:rStyle w:val="TableNumber"/>',
    "quoted": '<w:rStyle w:val="TableQuoted"/>',
    "emphasis": "<w:i/><w:iCs/>",
    "strong": "<w:b/><w:bCs/>",
}
_THIN_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="000000"/></w:pBdr>'


def paragraph(
    line: str | Line,
    *,
    style: str,
    centred: bool = False,
    keep: bool = False,
    ruled: bool = False,
    before: str = "",
    after: str = "",
) -> str:
    """A paragraph; ``before`` and ``after`` are XML of what else stands in it."""
    runs = (Run(line),) if isinstance(line, str) else line
    text = "".join(each.text for each in runs)
    first = _LETTER.search(text) if not text.isascii() else None
    bidi = "<w:bidi/>" if first is not None and _RIGHT_TO_LEFT.match(first.group()) else ""
    kept = "<w:keepNext/>" if keep else ""
    middle = '<w:jc w:val="center"/>' if centred else ""
    named = f'<w:pStyle w:val="{style}"/>'
    properties = f"{named}{kept}{_THIN_RULE if ruled else ''}{bidi}{middle}"
    return f"<w:p><w:pPr>{properties}</w:pPr>{before}{''.join(map(run, runs))}{after}</w:p>"


def paragraphs(content: Content, *, style: str, centred: bool = False, keep: bool = False) -> str:
    """The paragraphs of a cell, which has one at least."""
    lines = [(Run(content),)] if isinstance(content, str) else content
    return "".join(
        paragraph(
            line,
            style="TableQuotation" if line and line[0].look == "block" else style,
            centred=centred,
            keep=keep,
        )
        for line in lines or [()]
    )


def run(part: Run) -> str:
    """A run, in which line breaks and tabs stay what they are."""
    turned = "<w:rtl/>" if not part.text.isascii() and _RIGHT_TO_LEFT.search(part.text) else ""
    look = _LOOKS.get(part.look, "")
    properties = f"<w:rPr>{look}{turned}</w:rPr>" if look or turned else ""
    return f"<w:r>{properties}{_text(part.text)}</w:r>"


def _text(text: str) -> str:
    if _PIECES.search(text) is None:
        return f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'
    return "".join(map(_piece, _PIECES.split(text)))


def _piece(text: str) -> str:
    if _PIECES.match(text):
        return "<w:tab/>" if text == "\t" else "<w:br/>"
    return _text(text) if text else ""
