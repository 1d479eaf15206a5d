"""Displays as workbooks: the display on one sheet, behind it what it was made from, and its notes."""

from __future__ import annotations

from qualkit.display.xlsx.workbook import workbook

__all__ = ["workbook"]
