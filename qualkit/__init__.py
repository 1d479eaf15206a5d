"""qualkit: qualitative research from raw transcripts to a conclusion that can be defended.

What is here is loaded when it is first used, so that ``import qualkit`` and the command line's help
are instant.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qualkit._version import __version__
from qualkit.errors import Conflict, InvalidInput, NotFound, QualkitError, Stale

if TYPE_CHECKING:
    from qualkit import collection, display, reduction, verification
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
    "collection",
    "display",
    "reduction",
    "verification",
]

_CLASSES = {"Codebook": "qualkit.reduction.codebook", "Study": "qualkit.study"}


def __getattr__(name: str) -> Any:
    if name in _CLASSES:
        return getattr(import_module(_CLASSES[name]), name)
    if name in __all__:
        return import_module(f"qualkit.{name}")
    raise AttributeError(f"module 'qualkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
