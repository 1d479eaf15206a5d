"""The text of a document: its paragraphs, and running text made of hard-wrapped lines."""

from __future__ import annotations

from qualkit.collection.paragraphs import Separator, paragraphs
from qualkit.collection.reflow import reflow, restore
from qualkit.collection.wrapping import is_hard_wrapped

__all__ = ["Separator", "is_hard_wrapped", "paragraphs", "reflow", "restore"]
