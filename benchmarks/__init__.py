"""How long qualkit takes, how that grows, and what others take for the same: ``python -m benchmarks``."""
