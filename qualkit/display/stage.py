"""The displays of a study, `study.display`."""

from __future__ import annotations

import functools
import inspect
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.attributes import as_json
from qualkit.display import listing, saving
from qualkit.display.catalogue import CATALOGUE
from qualkit.display.catalogue.entry import Entry
from qualkit.display.material import Material
from qualkit.display.matrix import matrix
from qualkit.display.papers import Paper
from qualkit.errors import InvalidInput, not_found
from qualkit.frames import records
from qualkit.reduction.stored import codes_frame
from qualkit.reduction.verbs.comparing import Comparing
from qualkit.session import Session

_SAVED = ["name", "method", "choices", "version", "coder", "created"]


class Displays:
    """Display: the reduced data laid out so that conclusions can be drawn, and seen to be justified.

    Every display of `catalogue` is a method by its name; `matrix` is the engine of most of them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

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
        return listing.listed(self._material(language))

    def save(self, name: str, method: str, **choices: Any) -> Any:
        """Make a display and keep under a name how it was made, and what it shows.

        Parameters
        ----------
        name
            By which it is loaded, refreshed, and placed in a manuscript; a name that is known is kept anew.
        method
            ``matrix``, or the name of a display of `catalogue`.
        choices
            Those of the method: texts, numbers, lists and mappings.

        Returns
        -------
        Display
            What the method makes.
        """
        if not name.strip():
            raise InvalidInput("A saved display needs a name.")
        made = self._make(method, choices)
        try:
            kept = as_json(choices)
        except (TypeError, ValueError):
            raise InvalidInput(
                "Only texts, numbers, lists and mappings can be saved as choices of a display."
            ) from None
        self._keep(name.strip(), method, kept, made)
        return made

    def make(self, method: str, **choices: Any) -> Any:
        """A display by the name of its method: ``matrix``, or one of `catalogue`."""
        return self._make(method, choices)

    def load(self, name: str) -> Any:
        """A saved display, made from the data as they are now."""
        row = self._saved_row(name)
        return self._make(str(row["method"]), json.loads(row["choices"]))

    def refresh(self, name: str) -> pd.DataFrame:
        """Make a saved display anew, and say what changed since it was last saved or refreshed.

        Returns
        -------
        pandas.DataFrame
            `row column change before after`, a row a cell that was ``added``, is ``gone`` or ``changed``.
        """
        row = self._saved_row(name)
        made = self._make(str(row["method"]), json.loads(row["choices"]))
        found = saving.changes(json.loads(row["shown"]), saving.snapshot(made))
        if len(found):
            self._keep(str(row["name"]), str(row["method"]), str(row["choices"]), made)
        return found

    def saved(self) -> pd.DataFrame:
        """The saved displays: `name method choices version coder created`, and whether data changed since."""
        table = self._session.table("display")
        coders = self._session.table("coder").set_index("key")["name"]
        frame = table.assign(
            coder=table["coder_key"].map(coders), choices=[json.loads(each) for each in table["choices"]]
        )[_SAVED]
        return frame.assign(stale=frame["version"].astype("int64") < self._session.version)

    def forget(self, name: str) -> None:
        """Take a saved display out; what it was made of stays."""
        row = self._saved_row(name)
        with self._session.change("forget display", "display") as change:
            change.delete("display", [int(row["key"])])

    def report(
        self,
        displays: Sequence[Any] | Mapping[str, Any],
        path: str | Path,
        *,
        title: str | None = None,
        **look: Any,
    ) -> Path:
        """Bind several displays into one document.

        Parameters
        ----------
        displays
            Displays, or names of saved ones; a mapping has one, or a list of them, under each heading.
        path
            A .docx, .html, .tex or .md file.
        title
            Of the document; the study's by default.
        look
            ``style`` and ``template`` of a Word document.

        Returns
        -------
        pathlib.Path
            The path.
        """
        from qualkit.display.binding import bound

        parts = displays if isinstance(displays, Mapping) else {"": list(displays)}
        made = {
            heading: [
                self.load(each) if isinstance(each, str) else each
                for each in (held if isinstance(held, list | tuple) else [held])
            ]
            for heading, held in parts.items()
        }
        return bound(
            made, Path(path), title=title or self._session.title, language=self._session.language, **look
        )

    def refresh_manuscript(self, path: str | Path, *, style: str | None = None) -> pd.DataFrame:
        """Bring every display and number that stands in a Word manuscript up to date, in place.

        A place is ``{{table:NAME}}`` or ``{{figure:NAME}}`` with the name of a saved display, or where one
        was put before; ``{{n: code=barriers}}`` a number (also ``sources``, ``cases``, ``percent``). All else
        stays as it is; the file as it was is kept beside it.

        Returns
        -------
        pandas.DataFrame
            `name row column change before after`: what changed, cell by cell; numbers under the name of their
            expression.

        Raises
        ------
        NotFound
            For a display that was not saved, or a code that does not exist.
        Conflict
            When the manuscript is open in Word, or protected.
        """
        paper = Paper.read(Path(path), style=style)
        saved = {str(row["name"]): row for row in records(self._session.table("display"))}
        made = {name: self.load(name) for name in paper.names(saved)}
        numbers = paper.numbers(self._material())
        paper.write(made, numbers)
        told = []
        for name, display in made.items():
            before, after = json.loads(saved[name]["shown"]), saving.snapshot(display)
            told.append(saving.changes(before, after).assign(name=name))
            if before != after:
                self._keep(name, saved[name]["method"], saved[name]["choices"], display)
        told.append(paper.changed_numbers(numbers))
        return pd.concat(told, ignore_index=True)[["name", *saving.CHANGES]]

    def _make(self, method: str, choices: Mapping[str, Any]) -> Any:
        if method != "matrix" and method not in _BY_NAME:
            raise not_found("display", method, ["matrix", *_BY_NAME])
        return getattr(self, method)(**choices)

    def _keep(self, name: str, method: str, choices: str, made: Any) -> None:
        session = self._session
        coder = session.coder_key()
        row: dict[str, Any] = {"method": method, "choices": choices}
        row["shown"] = as_json(saving.snapshot(made))
        with session.change("save display", "display") as change:
            row |= {"version": int(made.version), "coder_key": coder, "created": change.at}
            known = change.find("display", name=name)
            if known:
                change.update("display", known[0]["key"], **row)
            else:
                change.insert("display", [{"name": name, **row}])

    def _saved_row(self, name: str) -> pd.Series[Any]:
        table = self._session.table("display")
        found = table[table["name"] == name]
        if found.empty:
            raise not_found("saved display", name, table["name"].tolist())
        return found.iloc[0]

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
            version=session.version,
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
    def method(self: Displays, *, language: str | None = None, **choices: Any) -> Any:
        _check_names(make.__name__, choices, named, everything=bool(open_ended))
        material = self._material(language)
        if entry is None:
            return make(material, **choices)
        return listing.titled(entry.made(material, choices), entry, choices, material.language)

    parameters = [self_, *named, said, *open_ended]
    method.__signature__ = wanted.replace(parameters=parameters)  # type: ignore[attr-defined]
    method.__doc__ = _without_material(make.__doc__ or "")
    method.__qualname__ = f"Displays.{make.__name__}"
    method.__module__ = __name__
    return method


def _check_names(
    method: str, choices: Mapping[str, Any], known: Sequence[inspect.Parameter], *, everything: bool
) -> None:
    names = [each.name for each in known]
    for name in choices:
        if name not in names and not everything:
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


_BY_NAME = {entry.name: entry for entry in CATALOGUE}
for _make, _entry in ((matrix, None), *((entry.make, entry) for entry in CATALOGUE)):
    setattr(Displays, _make.__name__, _method(_make, _entry))
