"""qualkit: qualitative research from raw transcripts to a conclusion that can be defended."""

from qualkit._version import __version__
from qualkit.errors import Conflict, InvalidInput, NotFound, QualkitError, Stale
from qualkit.reduction.codebook import Codebook
from qualkit.study import Study

__all__ = [
    "Codebook",
    "Conflict",
    "InvalidInput",
    "NotFound",
    "QualkitError",
    "Stale",
    "Study",
    "__version__",
]
