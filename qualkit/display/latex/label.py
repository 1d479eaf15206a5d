"""Labels by which a paper refers to its tables and figures."""

from __future__ import annotations

import re
import unicodedata


def slug(title: str, kind: str) -> str:
    r"""A label of plain letters for ``\ref``, from a title.

    >>> slug("Hambatan & dukungan: 2024", "tab"), slug("表", "fig")
    ('tab:hambatan-dukungan-2024', 'fig:display')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    return f"{kind}:{'-'.join(words)[:60].strip('-') or 'display'}"
