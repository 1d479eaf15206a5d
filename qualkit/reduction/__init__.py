"""Reduction: the codebook, and the coding of texts by it."""

from qualkit.reduction.automatic import autocode
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.searching import search
from qualkit.reduction.segments import segments

__all__ = ["Codebook", "autocode", "search", "segments"]
