"""Codebooks: as files, compared with each other, and in numbers."""

from qualkit.reduction.codebooks.comparing import difference
from qualkit.reduction.codebooks.duplicates import near_duplicates
from qualkit.reduction.codebooks.quoting import Quotation, quotations
from qualkit.reduction.codebooks.statistics import codebook_statistics
from qualkit.reduction.codebooks.versions import Edition

__all__ = ["Edition", "Quotation", "codebook_statistics", "difference", "near_duplicates", "quotations"]
