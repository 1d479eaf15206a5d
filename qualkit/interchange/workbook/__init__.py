"""The parts of a workbook: its sheets, and texts that are too long for a cell."""
