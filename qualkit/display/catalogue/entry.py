"""An entry of the catalogue: what a display is, what it is made of, and what it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qualkit.display.catalogue.needs import Need
from qualkit.display.material import Material
from qualkit.errors import InvalidInput

Chapter = Literal["exploring", "describing", "ordering", "explaining", "predicting", "charts"]
Kind = Literal["matrix", "graph", "chart", "form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A display by name.

    ``make`` is the pure function that makes it of `Material` and choices; ``rows``, ``columns`` and ``cells``
    say what it shows; ``use`` says when to take it; ``chapter`` is that of Miles, Huberman and Saldaña
    (2014) in which it stands, or ``charts``.
    """

    make: Callable[..., Any]
    title: str
    chapter: Chapter
    kind: Kind
    rows: str
    columns: str
    cells: str
    use: str
    needs: tuple[Need, ...] = ()

    @property
    def name(self) -> str:
        """The name of the method of `study.display`."""
        return self.make.__name__

    def missing(self, material: Material, given: Mapping[str, Any] | None = None) -> list[str]:
        """What to add before it can be made, a sentence each; ``given`` choices make some needs void."""
        chosen = {name for name, value in (given or {}).items() if value is not None}
        open_needs = (need for need in self.needs if not chosen.intersection(need.unless))
        return [said for need in open_needs if (said := need.missing(material)) is not None]

    def made(self, material: Material, choices: Mapping[str, Any]) -> Any:
        """The display; raises `InvalidInput` with what is missing."""
        missing = self.missing(material, choices)
        if missing:
            raise InvalidInput(f"A display {self.title!r} cannot be made yet. {' '.join(missing)}")
        return self.make(material, **choices)
