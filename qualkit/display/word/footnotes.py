"""Footnotes of Word, each a text in a part of its own to which a mark in the body refers."""

from __future__ import annotations

from typing import Any

from qualkit.display.content import Run
from qualkit.display.word.elements import NAMESPACE, element, tag
from qualkit.display.word.paragraphs import paragraph
from qualkit.display.word.word_styles import identity
from qualkit.markup import parse_xml

_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATOR = '<w:footnote w:type="{0}" w:id="{1}"><w:p><w:r><w:{0}/></w:r></w:p></w:footnote>'
_NONE = (
    f'<w:footnotes xmlns:w="{NAMESPACE}">{_SEPARATOR.format("separator", -1)}'
    f"{_SEPARATOR.format('continuationSeparator', 0)}</w:footnotes>"
)


def footnote(document: Any, text: str) -> str:
    """Add a footnote to a document, and give the run that refers to it as XML."""
    part = _part(document)
    held = parse_xml(part.blob, what="Word document's footnotes")
    number = 1 + max(int(each.get(tag("id"))) for each in held)
    look = identity(document, "footnote reference")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{look}"/></w:rPr>{{}}</w:r>'
    said = paragraph(
        (Run(f" {text}"),),
        style=identity(document, "footnote text"),
        before=mark.format("<w:footnoteRef/>"),
    )
    held.append(element(f'<w:footnote w:id="{number}">{said}</w:footnote>'))
    part._blob = _serialised(held)
    return mark.format(f'<w:footnoteReference w:id="{number}"/>')


def _part(document: Any) -> Any:
    """The part of the footnotes, a new one if there is none."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    main = document.part
    for relation in main.rels.values():
        if relation.reltype == _KIND:
            return relation.target_part
    part = Part(PackURI("/word/footnotes.xml"), _TYPE, _NONE.encode(), main.package)
    main.relate_to(part, _KIND)
    return part


def _serialised(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
