"""The codebook: the codes of a study, as a file that people read, compare and discuss."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from qualkit.errors import InvalidInput, not_found
from qualkit.model import Code
from qualkit.reduction.hierarchy import depth_first, problems

if TYPE_CHECKING:
    from qualkit.reduction.codebooks.contents import Contents
    from qualkit.reduction.codebooks.quoting import Quotation
    from qualkit.reduction.codebooks.versions import Edition

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
    "retired",
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
    _yaml: str = field(default="", compare=False, kw_only=True)
    _quoted: Callable[[], Mapping[str, Quotation]] = field(default=dict, compare=False, kw_only=True)
    _history: Callable[[], tuple[Edition, ...]] = field(default=tuple, compare=False, kw_only=True)
    _places: dict[str, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        wrong = [message for *_, message in problems(self.codes)]
        if wrong:
            raise InvalidInput("\n".join(f"The codebook: {message}" for message in wrong))
        object.__setattr__(self, "codes", depth_first(self.codes))
        object.__setattr__(self, "_places", {code.name: place for place, code in enumerate(self.codes)})

    @classmethod
    def read(cls, path: str | PathLike[str]) -> Codebook:
        """Read a codebook from a file: YAML, CSV, a workbook (.xlsx), Word (.docx) or REFI-QDA (.qdc).

        CSV and .qdc have no place for the title and the language. Taguette's CSV is read too, and any
        table whose headings name the fields of a code, in English or Indonesian.

        Raises
        ------
        NotFound
            If there is no such file.
        InvalidInput
            If the file is in none of these formats, or is not a codebook: all problems, with their lines
            or rows.
        """
        from qualkit.reduction.codebooks.files import read

        found, yaml = read(Path(path))
        return cls(*found, _yaml=yaml)

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
        from qualkit.reduction.codebooks.yaml_reading import parse

        return cls(*parse(yaml_text, where), _yaml=yaml_text)

    def write(self, path: str | PathLike[str]) -> None:
        """Write the codebook to a file, in the format of its suffix, which `Codebook.read` reads.

        A YAML file keeps the comments, the order and the quotes of the file that is there, or else of the
        one that the codebook was read from. A Word file is a table to be edited and read back.

        Raises
        ------
        InvalidInput
            If the suffix is that of no format, or the format cannot hold the codebook.
        """
        from qualkit.reduction.codebooks.files import write

        write(Path(path), self._contents, yaml=self._yaml)

    def to_docx(
        self,
        path: str | PathLike[str],
        *,
        codings: pd.DataFrame | None = None,
        turns: pd.DataFrame | None = None,
        language: str | None = None,
    ) -> None:
        """Write the codebook as the appendix of a paper: a Word table with a quotation for each code.

        Parameters
        ----------
        path
            The Word file to be written.
        codings
            The codings to quote from and to count, as `study.codings`; those of the study that the
            codebook is of by default, none where it is of no study.
        turns
            The turns that these codings stand in, as `study.turns`, to show the words that a pattern
            matched in their sentence.
        language
            The language of labels and headings; the codebook's by default.
        """
        from qualkit.reduction.codebooks.appendix import appendix
        from qualkit.reduction.codebooks.quoting import quotations

        quoted = self._quoted() if codings is None else quotations(self, codings, turns=turns)
        Path(path).write_bytes(appendix(self._contents, quoted, language=language or self.language))

    def versions(self) -> pd.DataFrame:
        """The versions of a study's codebook, the first one first.

        Returns
        -------
        pandas.DataFrame
            `version at coder verb codes added changed removed`: who changed the codebook when and how, and
            how many codes it then had, of which so many were new or changed, and so many had gone.

        Raises
        ------
        NotFound
            If the codebook is of no study.
        """
        from qualkit.reduction.codebooks.versions import versions

        return versions(self._history())

    def diff(self, a: int | Codebook, b: int | Codebook | None = None) -> pd.DataFrame:
        """What was changed from one version of the codebook to another.

        Parameters
        ----------
        a, b
            Numbers of `versions`, or codebooks; without ``b`` the codebook as it is.

        Returns
        -------
        pandas.DataFrame
            `code change field before after`, see `qualkit.reduction.difference`.

        Raises
        ------
        NotFound
            If there is no such version.
        """
        from qualkit.reduction.codebooks.versions import between

        past = self._history()
        now = past[-1].version if past else self
        return between(past, a, now if b is None else b)

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

        ``code label kind parent family depth brief definition when when_not colour patterns unit retired``;
        the label is in the codebook's language, a top-level code has depth 0, patterns are a tuple.
        """
        return pd.DataFrame([self._row(code) for code in self.codes], columns=pd.Index(_COLUMNS))

    @property
    def _contents(self) -> Contents:
        from qualkit.reduction.codebooks.contents import Contents

        return Contents(self.codes, self.title, self.language)

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
            code.retired,
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
            retired = " <i>(retired)</i>" if code.retired else ""
            yield (
                f"<div dir='auto' style='margin-inline-start:{1.5 * (len(self._line(code)) - 1):g}em'>"
                f"{_swatch(code.colour)}<b>{escape(label)}</b>{name}{retired}{brief}</div>"
            )


def _swatch(colour: str | None) -> str:
    return f"<span style='color:{escape(colour)}'>■</span> " if colour else ""
