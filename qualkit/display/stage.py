"""The displays of a study, `study.display`."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.display import listing
from qualkit.display.catalogue import CATALOGUE
from qualkit.display.catalogue.entry import Entry
from qualkit.display.choices import check
from qualkit.display.forms import Form
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.verbs.bound import Bound
from qualkit.display.verbs.filled import Filled
from qualkit.errors import InvalidInput, not_found
from qualkit.reduction.stored import codes_frame
from qualkit.reduction.verbs.comparing import Comparing


class Displays(Bound, Filled):
    """Display: the reduced data laid out so that conclusions can be drawn, and seen to be justified.

    Every display of `catalogue` is a method by its name; `matrix` is the engine of most of them.
    """

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Callable[..., Any]: ...

    def catalogue(self, *, language: str | None = None) -> pd.DataFrame:
        """Every display, with what it shows, when to take it, and whether this study has the data for it.

        Returns
        -------
        pandas.DataFrame
            `name title chapter kind rows columns cells use needs ready missing`, a row a display; `missing`
            says what to add.
        """
        return listing.catalogued(self._material(language))

    def make(self, method: str, **choices: Any) -> Any:
        """A display by the name of its method: ``matrix``, or one of `catalogue`."""
        if method != "matrix" and method not in _BY_NAME:
            raise not_found("display", method, ["matrix", *_BY_NAME])
        return getattr(self, method)(**choices)

    def _material(self, language: str | None = None) -> Material:
        session = self._session
        spoken = language or session.language
        return Material(
            sources=session.sources,
            turns=session.turns,
            cases=session.cases,
            codes=codes_frame(session, spoken),
            codings=session.codings,
            summaries=session.summaries,
            links=session.coding_cases,
            source_links=session.source_cases,
            relations=session.relations,
            conclusions=session.conclusions,
            citations=session.citations,
            language=spoken,
            version=self._data_version,
            agree=lambda: Comparing(session).agreement().frame,
        )


def _method(make: Callable[..., Any], entry: Entry | None) -> Callable[..., Any]:
    """A pure function of `Material` as a method of a study's displays."""
    wanted = inspect.signature(make)
    own = [each for each in wanted.parameters.values() if each.name not in ("material", "language")]
    said = inspect.Parameter(
        "language", inspect.Parameter.KEYWORD_ONLY, default=None, annotation="str | None"
    )
    open_ended = [each for each in own if each.kind is inspect.Parameter.VAR_KEYWORD]
    named = [each for each in own if each.kind is not inspect.Parameter.VAR_KEYWORD]
    self_ = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)

    @functools.wraps(make)
    def method(self: Displays, *given: Any, language: str | None = None, **choices: Any) -> Any:
        choices = {**_placed(make.__name__, given, named), **choices}
        check(language=language)
        _check_names(make.__name__, choices, named, passed_on=_OF_MATRIX if open_ended else ())
        material = self._material(language)
        if entry is None:
            return make(material, **choices)
        display = entry.made(material, choices)
        if isinstance(display, Form) and "answers" not in choices and (known := self._answers(display)):
            display = entry.make(material, **choices, answers=known)
        return listing.titled(display, entry, choices, material.language)

    parameters = [self_, *named, said, *open_ended]
    method.__signature__ = wanted.replace(parameters=parameters)  # type: ignore[attr-defined]
    method.__doc__ = _without_material(make.__doc__ or "")
    method.__qualname__ = f"Displays.{make.__name__}"
    method.__module__ = __name__
    return method


def _placed(method: str, given: Sequence[Any], known: Sequence[inspect.Parameter]) -> dict[str, Any]:
    """Choices that were given by their place."""
    names = [each.name for each in known if each.kind is each.POSITIONAL_OR_KEYWORD]
    if len(given) > len(names):
        raise InvalidInput(f"{method} takes its choices by name, such as language='en'; see help on it.")
    return dict(zip(names, given, strict=False))


def _check_names(
    method: str, choices: Mapping[str, Any], known: Sequence[inspect.Parameter], *, passed_on: Sequence[str]
) -> None:
    names = list(dict.fromkeys([*(each.name for each in known), *passed_on]))
    for name in choices:
        if name not in names:
            raise not_found(f"choice of {method}", name, [*names, "language"])
    lacking = [each.name for each in known if each.default is each.empty and each.name not in choices]
    if lacking:
        raise InvalidInput(f"{method} needs {', '.join(f'{name}=…' for name in lacking)}; see help on it.")


def _without_material(doc: str) -> str:
    """A docstring without the parameter that only the pure function has."""
    lines = doc.split("\n")
    if "    material" not in lines:
        return doc
    first = lines.index("    material")
    last = first + 1
    while last < len(lines) and lines[last].startswith("        "):
        last += 1
    return "\n".join([*lines[:first], *lines[last:]])


_OF_MATRIX = [name for name in inspect.signature(matrix).parameters if name not in ("material", "language")]
_BY_NAME = {entry.name: entry for entry in CATALOGUE}
for _make, _entry in ((matrix, None), *((entry.make, entry) for entry in CATALOGUE)):
    setattr(Displays, _make.__name__, _method(_make, _entry))
