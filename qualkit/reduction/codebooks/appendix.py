"""The codebook as the appendix of a paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qualkit.language import say
from qualkit.model import Code
from qualkit.reduction.codebooks.columns import KIND
from qualkit.reduction.codebooks.contents import Contents
from qualkit.reduction.codebooks.quoting import Quotation
from qualkit.reduction.codebooks.word_page import Cell, Line, add_table, new_document, saved
from qualkit.reduction.hierarchy import depths

_WIDTHS = {
    "Code": 3.6,
    "Definition": 5.0,
    "When to use": 4.4,
    "When not to use": 4.0,
    "Example": 5.4,
    "n": 1.4,
}


def appendix(book: Contents, quoted: Mapping[str, Quotation], *, language: str | None = None) -> bytes:
    """Write a Word document with the codes as a table; a column in which nothing would stand is left out.

    Parameters
    ----------
    book
        The codes.
    quoted
        A quotation for each code that was used; without any, nothing is counted.
    language
        That of labels and headings.
    """
    document = new_document(language)
    document.add_heading(book.title or say("Codebook", language), level=1)
    levels = depths(book.codes)
    rows = [_row(code, quoted, level=levels[code.name], language=language) for code in book.codes]
    shown = [title for title in _WIDTHS if title == "Code" or any(row[title] for row in rows)]
    notes = [*_notes(quoted, nested=any(levels.values()))]
    if notes:
        document.add_paragraph(" ".join(say(each, language) for each in notes))
    add_table(
        document,
        [say(title, language) for title in shown],
        [[row[title] for title in shown] for row in rows],
        widths=[_WIDTHS[title] for title in shown],
        look="journal",
    )
    return saved(document)


def _notes(quoted: Mapping[str, Quotation], *, nested: bool) -> Iterator[str]:
    if nested:
        yield "Codes below another code are indented."
    if quoted:
        yield "n: number of codings (number of sources); what two coders coded alike counts twice."
        yield "P07:12: source P07, turn 12."
    if any(each.sentence for each in quoted.values()):
        yield "[ ]: the words that were coded, in their sentence."


def _row(
    code: Code, quoted: Mapping[str, Quotation], *, level: int, language: str | None
) -> Mapping[str, Cell]:
    quotation = quoted.get(code.name)
    return {
        "Code": [*_name(code, level, language)],
        "Definition": [*_paragraphs(code.brief), *_paragraphs(code.definition)],
        "When to use": [*_paragraphs(code.when)],
        "When not to use": [*_paragraphs(code.when_not)],
        "Example": [*_example(code, quotation)],
        "n": _count(quotation) if quoted else [],
    }


def _name(code: Code, level: int, language: str | None) -> Iterator[Line]:
    label = code.label(language)
    yield Line(label, "b", level)
    if label != code.name:
        yield Line(code.name, "", level)
    state = f", {say('retired', language)}" if code.retired else ""
    yield Line(f"{say(code.kind, language, KIND)}{state}", "ig", level)


def _paragraphs(text: str) -> Iterator[Line]:
    yield from (Line(line) for line in text.split("\n") if line.strip())


def _example(code: Code, quotation: Quotation | None) -> Iterator[Line]:
    """The quotation, unless the codebook names a typical example that is none of the codings."""
    typical: Sequence[str] = code.examples.get("typical", ())
    if quotation and (not typical or quotation.text in typical):
        yield Line(f"“{quotation.sentence or quotation.text}”")
        yield Line(quotation.address, "g")
    elif typical:
        yield Line(f"“{typical[0]}”")


def _count(quotation: Quotation | None) -> Cell:
    return [Line(f"{quotation.codings} ({quotation.sources})" if quotation else "0")]
