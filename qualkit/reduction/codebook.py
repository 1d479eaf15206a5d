"""The codebook: the codes of a study, as a file that people read, compare and discuss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from os import PathLike
from pathlib import Path

import pandas as pd

from qualkit.errors import InvalidInput, NotFound, not_found
from qualkit.model import Code
from qualkit.reduction.hierarchy import depth_first, problems

_COLUMNS = (
    "code",
    "label",
    "kind",
    "parent",
    "family",
    "depth",
    "brief",
    "definition",
    "when",
    "when_not",
    "colour",
    "patterns",
    "unit",
)


@dataclass(frozen=True, slots=True, repr=False)
class Codebook:
    """The codes of a study in depth-first order, each parent before its children.

    Codes given in another order are put into it.

    Raises
    ------
    InvalidInput
        If two codes have one name (in any case), a name is empty or runs over lines, a parent does not
        exist, or a code is its own ancestor.

    Examples
    --------
    >>> book = Codebook((Code(name="stages"), Code(name="monitoring", parent="stages")))
    >>> book.family("monitoring"), book.children("stages")
    ('stages', ('monitoring',))
    """

    codes: tuple[Code, ...] = ()
    title: str = ""
    language: str | None = None
    _places: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        wrong = [message for *_, message in problems(self.codes)]
        if wrong:
            raise InvalidInput("\n".join(f"The codebook: {message}" for message in wrong))
        object.__setattr__(self, "codes", depth_first(self.codes))
        object.__setattr__(self, "_places", {code.name: place for place, code in enumerate(self.codes)})

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Codebook:
        """Read a codebook from a YAML file.

        Raises
        ------
        NotFound
            If there is no such file.
        InvalidInput
            If the file is not UTF-8, not YAML, or not a codebook: all problems, with their lines.
        """
        path = Path(path)
        if not path.is_file():
            raise NotFound(f"There is no codebook at {path}. Give the path of a YAML file.")
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InvalidInput(
                f"{path}: byte {error.start} is not UTF-8. Save the file with the encoding UTF-8."
            ) from None
        return cls.parse(text, where=str(path))

    @classmethod
    def parse(cls, yaml_text: str, where: str = "codebook") -> Codebook:
        """Read a codebook from YAML; ``where`` is what errors call it.

        Raises
        ------
        InvalidInput
            If the text is not YAML or not a codebook: all problems, a line each, with their lines.

        Examples
        --------
        >>> book = Codebook.parse("codes: [commitment, {name: letter, parent: commitment}]")
        >>> book.below("commitment")
        ('commitment', 'letter')
        """
        from qualkit.reduction.codebook_file import parse

        codes, title, language = parse(yaml_text, where)
        return cls(codes, title, language)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the codebook to a YAML file, which `Codebook.read` makes the same codebook of."""
        from qualkit.reduction.codebook_file import emit

        Path(path).write_text(emit(self.codes, self.title, self.language), encoding="utf-8", newline="\n")

    def __repr__(self) -> str:
        return f"<Codebook {self.title!r}: {len(self.codes)} codes>"

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> Code:
        """The code of a name, or `NotFound` with the nearest names."""
        if name not in self._places:
            raise not_found("code", name, self._places)
        return self.codes[self._places[name]]

    def children(self, name: str) -> tuple[str, ...]:
        """The names of the codes directly below a code."""
        self[name]
        return tuple(code.name for code in self.codes if code.parent == name)

    def family(self, name: str) -> str:
        """The name of a code's top-level ancestor; that of a top-level code is its own."""
        return self._line(self[name])[0]

    def below(self, name: str) -> tuple[str, ...]:
        """The name of a code and those of all its descendants, in the codebook's order."""
        self[name]
        return tuple(code.name for code in self.codes if name in self._line(code))

    @property
    def frame(self) -> pd.DataFrame:
        """The codes, one a row.

        ``code label kind parent family depth brief definition when when_not colour patterns unit``; the
        label is in the codebook's language, a top-level code has depth 0, patterns are a tuple.
        """
        return pd.DataFrame([self._row(code) for code in self.codes], columns=pd.Index(_COLUMNS))

    def _line(self, code: Code) -> list[str]:
        """The names from the top-level ancestor down to the code."""
        line = [code.name]
        while code.parent is not None:
            code = self[code.parent]
            line.append(code.name)
        return line[::-1]

    def _row(self, code: Code) -> tuple[object, ...]:
        line = self._line(code)
        return (
            code.name,
            code.label(self.language),
            code.kind,
            code.parent,
            line[0],
            len(line) - 1,
            code.brief,
            code.definition,
            code.when,
            code.when_not,
            code.colour,
            code.patterns,
            code.unit,
        )

    def _repr_html_(self) -> str:
        """The codes as an indented tree with labels and brief definitions."""
        title = f"<h4 dir='auto'>{escape(self.title)}</h4>" if self.title else ""
        return f"<div class='qualkit-codebook'>{title}{''.join(self._items())}</div>"

    def _items(self) -> Iterator[str]:
        for code in self.codes:
            label = code.label(self.language)
            name = f" <code>{escape(code.name)}</code>" if label != code.name else ""
            brief = f": {escape(code.brief)}" if code.brief else ""
            yield (
                f"<div dir='auto' style='margin-inline-start:{1.5 * (len(self._line(code)) - 1):g}em'>"
                f"{_swatch(code.colour)}<b>{escape(label)}</b>{name}{brief}</div>"
            )


def _swatch(colour: str | None) -> str:
    return f"<span style='color:{escape(colour)}'>■</span> " if colour else ""
