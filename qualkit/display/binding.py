"""Several displays bound into one document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from qualkit.display import writing
from qualkit.display.forms import Form
from qualkit.display.rendered import Document
from qualkit.errors import InvalidInput


def bound(
    displays: Mapping[str, Sequence[Any]], path: Path, *, title: str, language: str, **look: Any
) -> Path:
    """Write displays, under their headings, into one .docx, .html, .tex or .md file; returns the path."""
    if not any(displays.values()):
        raise InvalidInput("There is no display to report; give one or more.")
    for each in chain.from_iterable(displays.values()):
        if not isinstance(each, Document):
            raise InvalidInput(f"A report binds displays and the names of saved ones, not {each!r}.")
    suffix = path.suffix.lower()
    if suffix == ".docx":
        _docx(displays, path, title=title, **look)
    elif suffix == ".html":
        path.write_text(writing.pages(displays, title=title, language=language), encoding="utf-8")
    elif suffix in (".tex", ".md"):
        path.write_text(_text(displays, path, title=title, language=language), encoding="utf-8")
    else:
        raise InvalidInput(
            f"A report is written as .docx, .html, .tex or .md, not as {path.suffix or path.name!r}."
        )
    return path


def _docx(displays: Mapping[str, Sequence[Any]], path: Path, *, title: str, **look: Any) -> None:
    from qualkit.display.word import report

    forms = [each.title for held in displays.values() for each in held if isinstance(each, Form)]
    if forms:
        raise InvalidInput(
            f"A form is filled in as a Word file of its own: write {forms[0]!r} by its to_docx(path), "
            "and leave it out of this report."
        )
    parts: Any = {heading: list(held) for heading, held in displays.items()}
    report(parts if set(parts) != {""} else parts[""], title=title, **look).save(str(path))


def _text(displays: Mapping[str, Sequence[Any]], path: Path, *, title: str, language: str) -> str:
    from qualkit.display import latex
    from qualkit.display.latex.escape import escape

    markdown = path.suffix.lower() == ".md"
    parts: list[str] = []
    number = 0
    for heading, held in displays.items():
        if heading:
            parts.append(f"## {heading}\n" if markdown else f"\\section{{{escape(heading)}}}\n")
        for display in held:
            number += 1
            beside = path.with_name(f"{path.stem}-{number}{path.suffix}")
            parts.append(
                writing.markdown(display, beside, quarto=False)
                if markdown
                else writing.latex(display, beside, label=None, standalone=False)
            )
    if markdown:
        return "\n".join([f"# {title}\n", *parts])
    return latex.document([f"\\section*{{{escape(title)}}}\n", *parts], language=language)
