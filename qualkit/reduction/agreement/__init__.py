"""Agreement between coders: of ratings of units, and of spans of a text."""

from qualkit.reduction.agreement.benchmark import benchmark
from qualkit.reduction.agreement.boundaries import boundary_agreement
from qualkit.reduction.agreement.coefficient import coefficient
from qualkit.reduction.agreement.gamma import gamma
from qualkit.reduction.agreement.planning import double_coding_plan, sample_size
from qualkit.reduction.agreement.ratings import ratings_of_counts, ratings_of_table
from qualkit.reduction.agreement.result import Agreement, Interval
from qualkit.reduction.agreement.sets import set_agreement
from qualkit.reduction.agreement.spanning import unitizing_alpha
from qualkit.reduction.agreement.spans import united
from qualkit.reduction.agreement.squares import boundary_alpha

__all__ = [
    "Agreement",
    "Interval",
    "benchmark",
    "boundary_agreement",
    "boundary_alpha",
    "coefficient",
    "double_coding_plan",
    "gamma",
    "ratings_of_counts",
    "ratings_of_table",
    "sample_size",
    "set_agreement",
    "united",
    "unitizing_alpha",
]
