"""Displays in Word: tables and figures in the style of a journal, on an author's own template."""

from qualkit.display.word.report import render, report
from qualkit.display.word.style import Style, style
from qualkit.display.word.style_file import read_style

__all__ = ["Style", "read_style", "render", "report", "style"]
