"""Displays in HTML: self-contained, and readable in a notebook, a browser, by ear and in print."""

from __future__ import annotations

from qualkit.display.html.figures import picture
from qualkit.display.html.pages import Display, Part, Rendered, fragment, page, pages

__all__ = ["Display", "Part", "Rendered", "fragment", "page", "pages", "picture"]
