"""Displays and numbers put into an author's own Word manuscript."""

from qualkit.display.manuscript.expression import parse_number
from qualkit.display.manuscript.files import read, write
from qualkit.display.manuscript.manuscript import Manuscript
from qualkit.display.manuscript.numbers import InlineNumber
from qualkit.display.manuscript.story import bookmark_of

__all__ = ["InlineNumber", "Manuscript", "bookmark_of", "parse_number", "read", "write"]
