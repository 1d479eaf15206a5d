"""Suggesting codes: by a model trained on the codings, or by a language model that reads the codebook."""

from qualkit.reduction.suggesting.answers import Answers
from qualkit.reduction.suggesting.asking import ask, preview
from qualkit.reduction.suggesting.endpoint import Endpoint
from qualkit.reduction.suggesting.suggesting import suggest
from qualkit.reduction.suggesting.suggestions import Suggestions

__all__ = ["Answers", "Endpoint", "Suggestions", "ask", "preview", "suggest"]
