"""What was written in the fields of a form, in Word or LibreOffice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qualkit.content_controls import fields
from qualkit.errors import InvalidInput
from qualkit.language import everywhere

ABOUT, ANSWER = "form.", "answer."
"""How the tags of the fields begin: of what the form is about, and of each answer."""

BLANK = "Write here."


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The kind of a form, what it is about, and the text in each of its fields, by key; empty if none."""

    kind: str
    about: str
    texts: Mapping[str, str]


def read(data: bytes) -> Filled:
    """Read what was written in the fields of a form.

    Parameters
    ----------
    data
        The .docx file, as Word or LibreOffice saved it.

    Raises
    ------
    InvalidInput
        It is no Word file, or has no fields of a form.
    """
    written = fields(data, blanks=everywhere(BLANK))
    about = next((tag for tag in written if tag.startswith(ABOUT)), None)
    if about is None:
        raise InvalidInput(
            "There are no fields of a form in this file. Fill in a form that was made by qualkit, and save "
            "it as .docx in Word or LibreOffice: some other programs, and other formats, drop its fields."
        )
    return Filled(
        kind=about.removeprefix(ABOUT).replace("_", " "),
        about=written[about],
        texts={tag.removeprefix(ANSWER): text for tag, text in written.items() if tag.startswith(ANSWER)},
    )
