"""A whole LaTeX document of displays, which compiles as it is."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.display.latex.preamble import preamble
from qualkit.language import say


def document(fragments: Sequence[str], *, language: str) -> str:
    """Bind fragments into a document that pdfLaTeX, XeLaTeX and LuaLaTeX all compile.

    ``language`` is that of the words "Table" and "Figure". Compile it twice, so that references
    and the widths of the notes settle.
    """
    return "\n".join(
        (
            r"\documentclass[11pt,a4paper]{article}",
            r"\usepackage[margin=2.5cm]{geometry}",
            preamble(),
            r"\usepackage[labelfont=bf,labelsep=period,justification=raggedright,singlelinecheck=off]{caption}",
            rf"\renewcommand{{\tablename}}{{{say('Table', language)}}}",
            rf"\renewcommand{{\figurename}}{{{say('Figure', language)}}}",
            r"\begin{document}",
            "\n\n".join(fragments),
            r"\end{document}",
            "",
        )
    )
