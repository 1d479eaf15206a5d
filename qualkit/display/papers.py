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
    """A manuscript, where it lies, what stands in it, and the style in which displays are put into it."""

    path: Path
    manuscript: Manuscript
    places: pd.DataFrame
    style: str | None = None

    @classmethod
    def read(cls, path: Path, *, style: str | None = None) -> Paper:
        """Read a manuscript; raises `Conflict` where it is open or protected."""
        manuscript = read(path)
        return cls(path, manuscript, manuscript.places(), style)

    def names(self, saved: Collection[str]) -> list[str]:
        """The saved displays that stand in it, or are asked for by a placeholder."""
        placed = set(self._of("placed")["at"])
        found = [name for name in saved if bookmark_of(name) in placed]
        for name in self._asked():
            if name not in saved:
                raise not_found("saved display", name, saved)
            found.append(name)
        return list(dict.fromkeys(found))

    def numbers(self, material: Material) -> dict[str, str]:
        """The number for each inline expression in it."""
        return {
            expression: counted(material, parse_number(expression, place=where))
            for expression, _, where in self._numbers()
        }

    def write(self, made: Mapping[str, Any], numbers: Mapping[str, str]) -> None:
        """Write displays and numbers to their places: the whole file or nothing, with a backup beside it."""
        from qualkit.display.writing import docx_bytes

        asked = self._asked()
        rendered = {asked.get(name, name): docx_bytes(each, style=self.style) for name, each in made.items()}
        done = self.manuscript.refreshed(rendered) if rendered else self.manuscript
        done = done.numbered(numbers) if numbers else done
        if done.data != self.manuscript.data:
            write(self.path, done.data)

    def changed_numbers(self, numbers: Mapping[str, str]) -> pd.DataFrame:
        """The inline numbers that are others now: `name row column change before after`."""
        rows = [
            (expression, None, None, "changed", text, numbers[expression])
            for expression, text, _ in self._numbers()
            if text != numbers[expression]
        ]
        return pd.DataFrame(rows, columns=pd.Index(["name", *CHANGES]))

    def _asked(self) -> dict[str, str]:
        """The displays that placeholders ask for, each with its placeholder."""
        return {
            str(at).strip("{} ").partition(":")[2].strip(): str(at) for at in self._of("placeholder")["at"]
        }

    def _numbers(self) -> list[tuple[str, str, str]]:
        """Each inline number: its expression, its text, and where it stands."""
        found = self._of("number")
        return list(zip(found["at"], found["text"], found["where"], strict=True))

    def _of(self, kind: str) -> pd.DataFrame:
        return self.places[self.places["kind"] == kind]
