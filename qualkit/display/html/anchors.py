"""The ids of a page: each once, whatever the names that they are made from."""

from __future__ import annotations

import re
from urllib.parse import quote

_UNSAFE = re.compile(r"[^\w.-]+")


class Anchors:
    """Gives out the ids of one page; ``prefix`` tells those of several fragments in one page apart."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix
        self._given: dict[str, int] = {}

    def new(self, name: str) -> str:
        """An id that nothing else on the page has, as like the name as an id can be.

        >>> anchors = Anchors()
        >>> anchors.new("P 07-12"), anchors.new("P:07-12"), anchors.new("<>")
        ('P-07-12', 'P-07-12.2', '-')
        """
        wanted = made = self._prefix + _UNSAFE.sub("-", name)
        while made in self._given:
            self._given[wanted] += 1
            made = f"{wanted}.{self._given[wanted]}"
        self._given[made] = 1
        return made


def link(anchor: str) -> str:
    """The address of an id within its page.

    >>> link("P07-12"), link("é")
    ('#P07-12', '#%C3%A9')
    """
    return f"#{quote(anchor)}"
