"""The verbs of display for forms that come back filled in."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pandas as pd

from qualkit.display.catalogue import CATALOGUE
from qualkit.display.catalogue.entry import Entry
from qualkit.display.forms import Form, read, remembering
from qualkit.display.material import Material
from qualkit.display.verbs.making import Making
from qualkit.errors import not_found
from qualkit.reduction.verbs import naming

_ARROW = " → "


class Filled(Making):
    """What was written in forms is kept as memos."""

    def read_form(self, path: str | Path) -> pd.DataFrame:
        """Bring what was written in a form back into the study, as a memo on what the form is about.

        The same form, made again, is filled with it; a form that is read again takes its place.

        Parameters
        ----------
        path
            A form that a display wrote by `to_docx`, as saved by Word or LibreOffice.

        Returns
        -------
        pandas.DataFrame
            `heading before after`, a row a field that says something else than before.

        Raises
        ------
        InvalidInput
            The file is no form, or its fields are gone.
        NotFound
            The study does not have what the form is about.
        """
        filled = read(Path(path).read_bytes())
        entry = next(
            (each for each in CATALOGUE if each.kind == "form" and kind_of(each) == filled.kind), None
        )
        if entry is None:
            raise not_found("form", filled.kind, [kind_of(each) for each in CATALOGUE if each.kind == "form"])
        form = self._form(entry, filled.about)
        before = self._answers(form)
        text = remembering.told(form, filled)
        self._remember(form, text)
        after = remembering.answers(form, text)
        headings = {section.key: section.heading for section in form.sections}
        rows = [
            (headings.get(key, key), before.get(key), after.get(key))
            for key in dict.fromkeys([*before, *after])
            if before.get(key) != after.get(key)
        ]
        return pd.DataFrame(rows, columns=pd.Index(["heading", "before", "after"]))

    def _form(self, entry: Entry, about: str) -> Form:
        """A form on what it is about, as it would be made without anything written in it."""
        material = self._material()
        form: Form = entry.make(material, **_subject(material, entry, about))
        return form

    def _answers(self, form: Form) -> dict[str, str]:
        """What was written in a form before, by the keys of its sections."""
        memos = self._session.memos
        known = memos[memos["name"] == remembering.memo_name(form.kind, form.about)]
        return {} if known.empty else remembering.answers(form, str(known["text"].iloc[-1]))

    def _remember(self, form: Form, text: str) -> None:
        session = self._session
        name = remembering.memo_name(form.kind, form.about)
        named = (each for kind in ("source", "case", "conclusion") for each in session.table(kind)["name"])
        about_kind, about = naming.anything(session, form.about if form.about in set(named) else None)
        coder = session.coder_key()
        with session.change("read form", "memo") as change:
            known = change.find("memo", name=name)
            if known and known[0]["text"] != text:
                change.update("memo", known[0]["key"], text=text)
            elif text and not known:
                row = {"about_kind": about_kind, "about": about, "kind": "analytic", "name": name}
                change.insert("memo", [row | {"text": text, "coder_key": coder, "created": change.at}])


def kind_of(entry: Entry) -> str:
    """The kind of form that an entry makes, as the form says it."""
    return entry.name.replace("_", " ").replace("pre structured", "pre-structured")


def _subject(material: Material, entry: Entry, about: str) -> dict[str, Any]:
    """The choice by which a form is about a case, a source, a prediction, or a sequence of displays."""
    names = [each for each in inspect.signature(entry.make).parameters if each != "material"]
    known = {"source": list(material.sources["source"]), "case": list(material.cases["case"])}
    subjects = [each for each in names if each in known]
    if not subjects:
        return {names[0]: about.split(_ARROW) if names[0] == "displays" else about}
    for name in subjects:
        if about in known[name]:
            return {name: about}
    raise not_found(" or ".join(subjects), about, [each for name in subjects for each in known[name]])
