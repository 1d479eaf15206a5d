"""A manuscript in which displays and numbers of a study stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.display.counting import counted
from qualkit.display.manuscript import Manuscript, bookmark_of, parse_number, read, write
from qualkit.display.material import Material
from qualkit.display.saving import CHANGES
from qualkit.errors import not_found


@dataclass(frozen=True, slots=True)
class Paper:
    """A manuscript, where it lies, and the style in which displays are put into it."""

    path: Path
    manuscript: Manuscript
    style: str | None = None

    @classmethod
    def read(cls, path: Path, *, style: str | None = None) -> Paper:
        """Read a manuscript; raises `Conflict` where it is open or protected."""
        return cls(path, read(path), style)

    def names(self, saved: Collection[str]) -> list[str]:
        """The saved displays that stand in it, or are asked for by a placeholder."""
        placed = set(self.manuscript.placed())
        found = [name for name in saved if bookmark_of(name) in placed]
        for name in self._asked():
            if name not in saved:
                raise not_found("saved display", name, saved)
            found.append(name)
        return list(dict.fromkeys(found))

    def numbers(self, material: Material) -> dict[str, str]:
        """The number for each inline expression in it."""
        return {
            each.expression: counted(material, parse_number(each.expression, place=each.place))
            for each in self.manuscript.numbers()
        }

    def write(self, made: Mapping[str, Any], numbers: Mapping[str, str]) -> None:
        """Write displays and numbers to their places: the whole file or nothing, with a backup beside it."""
        from qualkit.display.writing import docx_bytes

        rendered = {self._place(name): docx_bytes(each, style=self.style) for name, each in made.items()}
        done = self.manuscript.refreshed(rendered).numbered(numbers)
        if done.data != self.manuscript.data:
            write(self.path, done.data)

    def changed_numbers(self, numbers: Mapping[str, str]) -> pd.DataFrame:
        """The inline numbers that are others now: `name row column change before after`."""
        rows = [
            (each.expression, None, None, "changed", each.text, numbers[each.expression])
            for each in self.manuscript.numbers()
            if each.text != numbers[each.expression]
        ]
        return pd.DataFrame(rows, columns=pd.Index(["name", *CHANGES]))

    def _asked(self) -> list[str]:
        return [name for name, _ in self._placeholders()]

    def _place(self, name: str) -> str:
        """Where a display goes: its placeholder, else where it was put before."""
        return next((at for asked, at in self._placeholders() if asked == name), name)

    def _placeholders(self) -> list[tuple[str, str]]:
        places = self.manuscript.places()
        asked = places.loc[places["kind"] == "placeholder", "at"]
        return [(str(at).strip("{} ").partition(":")[2].strip(), str(at)) for at in asked]
