"""Displays in LaTeX: fragments for an author's own paper, the same for pdfLaTeX, XeLaTeX and LuaLaTeX."""

from __future__ import annotations

from qualkit.display.latex.document import document
from qualkit.display.latex.figure import figure
from qualkit.display.latex.preamble import preamble
from qualkit.display.latex.table import table

__all__ = ["document", "figure", "preamble", "table"]
