"""Vocabulary: the words and phrases that are said, by whom, and what they stand next to."""

from qualkit.reduction.vocabulary.frequencies import frequencies
from qualkit.reduction.vocabulary.keyness import keyness
from qualkit.reduction.vocabulary.word_tree import word_tree

__all__ = ["frequencies", "keyness", "word_tree"]
