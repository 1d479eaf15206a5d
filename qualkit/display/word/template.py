"""An author's own Word document as a template: its pages, styles, headers and footers, without its text."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from qualkit.archive import Archive
from qualkit.display.word.elements import tag
from qualkit.errors import InvalidInput, NotFound

_REFERENCES = ("headerReference", "footerReference")
# What a document stands on whatever its text is; pictures, comments and links go with the text.
_KEPT = frozenset(
    {"styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering"}
    | {"header", "footer"}
)


def emptied(path: Path) -> Any:
    """The document (``docx.Document``) without its text, on the pages of its last section.

    Raises
    ------
    NotFound
        When there is no such file.
    InvalidInput
        When it is no Word document.

    """
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    if not path.is_file():
        raise NotFound(f"There is no template {str(path)!r}; give the path of a Word document.")
    with Archive(path, what="Word document"):
        pass
    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError):
        raise InvalidInput(
            f"{path.name} is no Word document that can serve as a template. Save it as .docx in Word."
        ) from None
    _empty(document)
    return document


def _empty(document: Any) -> None:
    body = document.element.body
    section = _last_section(document)
    for each in list(body):
        body.remove(each)
    body.append(section)
    relations = document.part.rels
    for identity in [key for key, each in relations.items() if _kind(each) not in _KEPT]:
        del relations[identity]
    settings = document.settings.element
    for each in list(settings.iterchildren(tag("footnotePr"), tag("endnotePr"))):
        settings.remove(each)


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _last_section(document: Any) -> Any:
    """The properties of the last section, with the headers and footers that it has from those before."""
    sections = [copy.deepcopy(each._sectPr) for each in document.sections]
    last = sections[-1]
    for earlier in reversed(sections[:-1]):
        held = {_reference(each) for each in last.iterchildren(*map(tag, _REFERENCES))}
        for each in list(earlier.iterchildren(*map(tag, _REFERENCES))):
            if _reference(each) not in held:
                last.insert(0, each)
    return last


def _reference(element: Any) -> tuple[str, str]:
    return element.tag, element.get(tag("type"))
