"""Queries over codings: code expressions, and filters by what is known of a coding."""

from qualkit.reduction.querying.narrowing import narrowed
from qualkit.reduction.querying.queries import query

__all__ = ["narrowed", "query"]
