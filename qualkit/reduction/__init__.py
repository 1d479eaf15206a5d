"""Reduction: the codebook, the coding of texts by it, and what coders and the machine make of them."""

from qualkit.reduction.agreement import (
    Agreement,
    benchmark,
    boundary_agreement,
    boundary_alpha,
    coefficient,
    double_coding_plan,
    gamma,
    ratings_of_counts,
    ratings_of_table,
    sample_size,
    set_agreement,
    united,
    unitizing_alpha,
)
from qualkit.reduction.automatic import autocode, trial
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.codebooks.comparing import difference
from qualkit.reduction.codebooks.duplicates import near_duplicates
from qualkit.reduction.codebooks.statistics import codebook_statistics
from qualkit.reduction.cutting import cut
from qualkit.reduction.drafts import drafts
from qualkit.reduction.overlaps import cooccurrence
from qualkit.reduction.querying import narrowed, query
from qualkit.reduction.searching import search
from qualkit.reduction.segments import segments
from qualkit.reduction.suggesting import Answers, Endpoint, Suggestions, ask, preview, suggest
from qualkit.reduction.themes import Saturation, Themes, code_themes, saturation, themes
from qualkit.reduction.vocabulary import frequencies, keyness, word_tree

__all__ = [
    "Agreement",
    "Answers",
    "Codebook",
    "Endpoint",
    "Saturation",
    "Suggestions",
    "Themes",
    "ask",
    "autocode",
    "benchmark",
    "boundary_agreement",
    "boundary_alpha",
    "code_themes",
    "codebook_statistics",
    "coefficient",
    "cooccurrence",
    "cut",
    "difference",
    "double_coding_plan",
    "drafts",
    "frequencies",
    "gamma",
    "keyness",
    "narrowed",
    "near_duplicates",
    "preview",
    "query",
    "ratings_of_counts",
    "ratings_of_table",
    "sample_size",
    "saturation",
    "search",
    "segments",
    "set_agreement",
    "suggest",
    "themes",
    "trial",
    "united",
    "unitizing_alpha",
    "word_tree",
]
