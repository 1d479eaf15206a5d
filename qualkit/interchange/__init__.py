"""Interchange: a study in files that other programs read."""
