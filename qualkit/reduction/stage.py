"""The verbs of reduction, `study.reduction`."""

from __future__ import annotations

from qualkit.reduction.verbs.autocoding import Autocoding
from qualkit.reduction.verbs.codes import Codes
from qualkit.reduction.verbs.coding import Coding
from qualkit.reduction.verbs.comparing import Comparing
from qualkit.reduction.verbs.exploring import Exploring
from qualkit.reduction.verbs.querying import Querying
from qualkit.reduction.verbs.relating import Relating
from qualkit.reduction.verbs.reviewing import Reviewing
from qualkit.reduction.verbs.suggesting import Suggesting
from qualkit.reduction.verbs.theming import Theming
from qualkit.reduction.verbs.writing import Writing


class Reduction(
    Codes,
    Coding,
    Reviewing,
    Autocoding,
    Exploring,
    Querying,
    Comparing,
    Theming,
    Suggesting,
    Writing,
    Relating,
):
    """Reduction: the texts are condensed by codes, memos and summaries, never losing the way back."""
