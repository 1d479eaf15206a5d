"""What was written in a form, as a memo keeps it: each prompt's heading, and below it the text."""

from __future__ import annotations

import re

from qualkit.display.forms.form import Form
from qualkit.display.forms.reading import Filled

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


def memo_name(kind: str, about: str) -> str:
    """What the memo of a form is called.

    >>> memo_name("vignette", "Bapenda")
    'vignette: Bapenda'
    """
    return f"{kind}: {about}"


def told(form: Form, filled: Filled) -> str:
    """What was written, under the headings of the form; empty if nothing was."""
    headings = {section.key: section.heading for section in form.sections if section.key}
    written = [(headings.get(key, key), text.strip()) for key, text in filled.texts.items() if text.strip()]
    return "\n\n".join(f"## {heading}\n{text}" for heading, text in written)


def answers(form: Form, memo: str) -> dict[str, str]:
    """What a memo says, by the keys of the form; under its heading where the form has no such section."""
    keys = {section.heading: section.key for section in form.sections if section.key}
    parts = _HEADING.split(memo)
    pairs = zip(parts[1::2], parts[2::2], strict=True)
    return {keys.get(heading, heading): text.strip() for heading, text in pairs}
