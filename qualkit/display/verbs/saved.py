"""The verbs of display for displays that are kept by name."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.display import saving
from qualkit.display.verbs.making import Making
from qualkit.errors import Conflict, InvalidInput, QualkitError, not_found

_SAVED = ["name", "method", "choices", "version", "coder", "created"]


class Saved(Making):
    """Displays are kept with how they were made and what they showed."""

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
        name = said("name", name).strip()
        self._kept()
        made = self.make(method, **choices)
        try:
            kept = as_json(choices)
        except (TypeError, ValueError):
            raise InvalidInput(
                "Only texts, numbers, lists and mappings can be saved as choices of a display."
            ) from None
        self._keep(name, method, kept, made)
        return made

    def load(self, name: str) -> Any:
        """A saved display, made from the data as they are now."""
        return self._made_again(self._saved_row(name))

    def refresh(self, name: str) -> pd.DataFrame:
        """Make a saved display anew, and say what changed since it was last saved or refreshed.

        Returns
        -------
        pandas.DataFrame
            `row column change before after`, a row a cell that was ``added``, is ``gone`` or ``changed``.
        """
        row = self._saved_row(name)
        made = self._made_again(row)
        found = saving.changes(json.loads(row["shown"]), saving.snapshot(made))
        if len(found) or int(row["version"]) < self._data_version:
            self._keep(str(row["name"]), str(row["method"]), str(row["choices"]), made)
        return found

    def saved(self) -> pd.DataFrame:
        """The saved displays: `name method choices version coder created`, and whether data changed since."""
        table = self._kept()
        coders = self._session.table("coder").set_index("key")["name"]
        frame = table.assign(
            coder=table["coder_key"].map(coders), choices=[json.loads(each) for each in table["choices"]]
        )[_SAVED]
        return frame.assign(stale=frame["version"].astype("int64") < self._data_version)

    def forget(self, name: str) -> None:
        """Take a saved display out; what it was made of stays."""
        row = self._saved_row(name)
        with self._session.change("forget display", "display") as change:
            change.delete("display", [int(row["key"])])

    def _made_again(self, row: pd.Series[Any]) -> Any:
        """A saved display as of now; what hinders it is said with its name."""
        try:
            return self.make(str(row["method"]), **json.loads(row["choices"]))
        except QualkitError as error:
            raise type(error)(f"The saved display {row['name']!r} cannot be made any more. {error}") from None

    def _keep(
        self, name: str, method: str, choices: str, made: Any, *, paper: saving.Snapshot | None = None
    ) -> None:
        """Keep how a display was made, what it shows, and in a manuscript (as before where None)."""
        session = self._session
        coder = session.coder_key()
        row: dict[str, Any] = {"method": method, "choices": choices}
        with session.change("save display", "display") as change:
            known = change.find("display", name=name)
            placed = paper or (json.loads(known[0]["shown"]).get("paper") if known else None)
            shown = saving.snapshot(made) | ({"paper": placed} if placed else {})
            row |= {"shown": as_json(shown), "version": int(made.version)}
            row |= {"coder_key": coder, "created": change.at}
            if known:
                change.update("display", known[0]["key"], **row)
            else:
                change.insert("display", [{"name": name, **row}])

    def _kept(self) -> pd.DataFrame:
        """The table of saved displays; raises `Conflict` in a blind session."""
        if self._session.blind:
            raise Conflict(
                "You code blind, and saved displays hold what others coded. Open without blind=True."
            )
        return self._session.table("display")

    @property
    def _data_version(self) -> int:
        """The number of the last change to anything but saved displays and who is there."""
        versions = self._session.store.versions()
        return max((at for table, at in versions.items() if table not in ("display", "coder")), default=0)

    def _saved_row(self, name: str) -> pd.Series[Any]:
        table = self._kept()
        found = table[table["name"] == str(name).strip()]
        if found.empty:
            raise not_found("saved display", str(name), table["name"].tolist())
        return found.iloc[0]
