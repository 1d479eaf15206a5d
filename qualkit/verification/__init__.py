"""Conclusion and verification: claims that stay tied to their evidence."""
