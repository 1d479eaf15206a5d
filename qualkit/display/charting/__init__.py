"""Charts: pictures of codes, cases, sources and time, each painted on axes of any size."""

from qualkit.display.charting.agreement_by_code import agreement_by_code
from qualkit.display.charting.chord import chord
from qualkit.display.charting.code_dendrogram import code_dendrogram
from qualkit.display.charting.code_line import code_line
from qualkit.display.charting.code_scaling import code_scaling
from qualkit.display.charting.cooccurrence_matrix import cooccurrence_matrix
from qualkit.display.charting.critical_incidents import critical_incidents
from qualkit.display.charting.crosstab import crosstab
from qualkit.display.charting.document_portrait import document_portrait
from qualkit.display.charting.growth_gradient import growth_gradient
from qualkit.display.charting.plot import Plot
from qualkit.display.charting.sankey import sankey
from qualkit.display.charting.saturation_curve import saturation_curve
from qualkit.display.charting.scatter import scatter
from qualkit.display.charting.word_frequencies import word_frequencies

__all__ = [
    "Plot",
    "agreement_by_code",
    "chord",
    "code_dendrogram",
    "code_line",
    "code_scaling",
    "cooccurrence_matrix",
    "critical_incidents",
    "crosstab",
    "document_portrait",
    "growth_gradient",
    "sankey",
    "saturation_curve",
    "scatter",
    "word_frequencies",
]
