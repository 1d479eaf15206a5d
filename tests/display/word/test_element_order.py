"""Word refuses a file whose elements stand in another order than ECMA-376 has them in."""

from __future__ import annotations

from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from qualkit.display.grid import Matrix
from qualkit.display.word import Style, report, style
from qualkit.markup import local_name

from .conftest import parts, with_words

# The children of each element in the order of the standard (part 1, 17), as far as displays may use them.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr "
    "shd tabs suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
    "jc textDirection textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText "
    "vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
    "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders "
    "lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed "
    "qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}


def misplaced(part: bytes) -> list[str]:
    """The elements whose children stand in another order, or that may not have one of them."""
    wrong = []
    for each in etree.fromstring(part).iter():
        order = _ORDER.get(local_name(each), "").split()
        names = [local_name(child) for child in each]
        if order and (set(names) - set(order) or names != sorted(names, key=order.index)):
            wrong.append(f"{local_name(each)}: {' '.join(names)}")
    return wrong


def test_every_element_stands_where_word_expects_it(figures: Matrix, wide: Matrix) -> None:
    full = Style(
        decision_rules="footnote",
        quotation="block",
        rules=("top", "header", "bottom", "rows", "columns", "sides"),
        table_caption="below",
        shaded_bands=True,
    )
    banded = tuple(replace(each, band="Band") for each in figures.rows)
    spanned = tuple(replace(each, band="Spanner", label="x" * 80) for each in figures.columns)
    turned = replace(figures, rows=banded, columns=spanned)
    for named in (full, style("plain"), Style(quotation="italic")):
        packed = parts(report([turned, with_words(wide, "العمل\nصعب"), figures], title="All", style=named))
        for name in ("word/document.xml", "word/styles.xml", "word/footnotes.xml"):
            assert misplaced(packed.get(name, b"<none/>")) == []


def test_every_style_that_is_used_is_there(shown: Matrix, wide: Matrix) -> None:
    for named in (Style(quotation="italic", decision_rules="footnote"), Style(quotation="block")):
        packed = parts(report([shown, wide], title="All", style=named))
        styles = etree.fromstring(packed["word/styles.xml"])
        known = {each.get(qn("w:styleId")) for each in styles.iter(qn("w:style"))}
        for name in ("word/document.xml", "word/footnotes.xml"):
            body = etree.fromstring(packed.get(name, b"<none/>"))
            uses = body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
            assert {each.get(qn("w:val")) for each in uses} <= known
