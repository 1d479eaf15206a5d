"""The verbs of reduction for the codebook: codes are taken in, defined, moved, merged, split and retired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from os import PathLike
from typing import Any, Literal, get_args

import pandas as pd

from qualkit.attributes import as_json, said
from qualkit.collection.verbs import Verbs
from qualkit.errors import Conflict, InvalidInput
from qualkit.frames import records
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook
from qualkit.reduction.codebooks.defining import defined
from qualkit.reduction.codebooks.duplicates import near_duplicates
from qualkit.reduction.codebooks.statistics import codebook_statistics
from qualkit.reduction.stored import definition, same_row, stored_codebook
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.coded import recoded
from qualkit.reduction.verbs.making import new_code
from qualkit.reduction.verbs.succession import succeed
from qualkit.reduction.verbs.taking import take
from qualkit.store import Change

Example = Literal["typical", "atypical", "close but no"]
EXAMPLES: tuple[Example, ...] = get_args(Example)


class Codes(Verbs):
    """The codes of the study, which change as the research goes on; nothing that was coded is lost."""

    def use_codebook(self, codebook: str | PathLike[str] | Codebook) -> pd.DataFrame:
        """Take codes and their definitions from a codebook (a file, or a `Codebook`).

        A code that the study has already (in whatever case) gets the new definition and keeps its
        codings; a code that the codebook lacks stays. What a code was before stays among the versions of
        `study.codebook`.

        Parameters
        ----------
        codebook
            A file that `Codebook.read` reads (``.yaml``, ``.csv``, ``.xlsx``, ``.docx``, ``.qdc``), or a
            codebook.

        Returns
        -------
        pandas.DataFrame
            `code status message`: ``added``, ``changed``, ``moved`` (only to another place among the codes),
            ``unchanged``, or ``kept`` (not in the codebook). The message tells which fields were changed, and
            where a code that is new here may be another one under a new name, or has a name that another one
            once had.
        """
        book = codebook if isinstance(codebook, Codebook) else Codebook.read(codebook)
        told = take(self._session, book)
        return pd.DataFrame(told, columns=["code", "status", "message"], dtype=object)

    def define(self, code: str, **fields: Any) -> str:
        """Add a code to the codebook, or change what one says.

        Parameters
        ----------
        code
            Its name; a new name makes a new code.
        **fields
            As in a codebook file: ``parent`` (None for the top), ``kind``, ``labels`` (by language),
            ``brief``, ``definition``, ``when``, ``when_not``, ``examples`` (lists by ``typical``,
            ``atypical``, ``close but no``), ``colour``, ``scale``, ``unit``, ``patterns``. What is not said
            stays as it is.

        Returns
        -------
        str
            The code's id.

        Raises
        ------
        InvalidInput
            A field does not exist or cannot hold what was given; the tree would have a circle.
        """
        name = said("name of a code", code).strip()
        book = stored_codebook(self._session)
        known = next((each for each in book.codes if each.name.casefold() == name.casefold()), None)
        given = dict(fields)
        parent = given.pop("parent", known.parent if known else None)
        made = defined(known or Code(name=name), given)
        fresh = replace(made, parent=None if parent is None else self._code(parent)["name"])
        self._put_codes([fresh], book, verb="define")
        return str(self._session.row("code", fresh.name)["id"])

    def rename_code(self, code: str, name: str) -> None:
        """Call a code otherwise; its codings, memos and history stay.

        Raises
        ------
        Conflict
            Another code has the name: to make one of the two, use `merge_codes`.
        """
        row, name = self._code(code), said("name of a code", name).strip()
        taken = [each for each in self._session.table("code")["name"] if each.casefold() == name.casefold()]
        if taken and taken != [row["name"]]:
            raise Conflict(
                f"There is a code {taken[0]!r} already. To make one of the two, use "
                f"merge_codes([{row['name']!r}], into={taken[0]!r})."
            )
        Codebook((Code(name=name),))
        with self._session.change("rename code", "code") as change:
            editions.rewrite(change, {int(row["key"]): {"name": name}})

    def move_code(self, code: str, parent: str | None) -> None:
        """Put a code, with all below it, below another code, or at the top (None)."""
        row = self._code(code)
        book = stored_codebook(self._session)
        above = None if parent is None else str(self._code(parent)["name"])
        self._put_codes([replace(book[row["name"]], parent=above)], book, verb="move code")

    def retire_code(self, code: str, *, revive: bool = False) -> None:
        """Let nothing more be coded by a code; its codings stay, and so does its place in the codebook.

        Parameters
        ----------
        code
            The code.
        revive
            Take it into use again instead.
        """
        row = self._code(code)
        book = stored_codebook(self._session)
        verb = "revive code" if revive else "retire code"
        self._put_codes([replace(book[row["name"]], retired=not revive)], book, verb=verb)

    def merge_codes(self, codes: str | Sequence[str], into: str) -> int:
        """Make one code of several: codings, memos, summaries, patterns and children go to it.

        Parameters
        ----------
        codes
            The codes that end.
        into
            The code that goes on.

        Returns
        -------
        int
            How many codings changed their code. Where a coder has both codes on one span, one coding
            stays, with both memos.
        """
        names = [codes] if isinstance(codes, str) else codes
        keys = list(dict.fromkeys(int(self._code(each)["key"]) for each in names))
        target = editions.open_code(self._session, into)
        if target["key"] in keys:
            raise InvalidInput(f"{target['name']!r} cannot be merged into itself.")
        with self._session.change("merge codes", "code") as change:
            moved = sum(succeed(change, key, int(target["key"])) for key in keys)
            for key in keys:
                editions.take_out(
                    change, key, successor=int(target["key"]), verb="merge codes", actor=self._session.coder
                )
        return moved

    def split_code(self, code: str, into: Mapping[str, str | Sequence[str] | pd.DataFrame]) -> pd.DataFrame:
        """Divide a code: some of its codings get codes of their own, made beside it where they are new.

        Parameters
        ----------
        code
            The code that is divided; what is not named stays with it.
        into
            Codings (an id, ids, or a frame) by the code that they get.

        Returns
        -------
        pandas.DataFrame
            `code codings`: how many codings each has now.
        """
        session = self._session
        row = self._code(code)
        chosen = {name: session.coding_rows(codings) for name, codings in into.items()}
        self._check_split(str(row["name"]), chosen)
        with session.change("split code", "code") as change:
            keys = self._beside(change, row, chosen)
            for name, rows in chosen.items():
                recoded(change, rows, keys[name])
        sizes = session.counted("code_key").reindex([row["key"], *keys.values()]).fillna(0).astype("int64")
        return pd.DataFrame({"code": [row["name"], *into], "codings": sizes.to_numpy()})

    def exemplify(self, coding: str, kind: Example = "typical") -> str:
        """Make a coding an example of its code, which the codebook then shows with its words.

        Parameters
        ----------
        coding
            The coding, by its id.
        kind
            ``typical``, ``atypical``, or ``close but no``.

        Returns
        -------
        str
            The id of the link between code and coding.
        """
        if kind not in EXAMPLES:
            raise InvalidInput(f"{kind!r} is no kind of example. Kinds are {', '.join(EXAMPLES)}.")
        (row,) = self._session.coding_rows(coding)
        codes = self._session.table("code").set_index("key")["id"]
        ends = {"origin_kind": "code", "origin": str(codes[row["code_key"]])}
        ends |= {"target_kind": "coding", "target": row["id"], "name": kind, "direction": "oneWay"}
        coder = self._session.coder_key()
        with self._session.change("exemplify", "link") as change:
            known = change.find("link", **ends)
            if known:
                return str(known[0]["id"])
            change.insert("link", [ends | {"coder_key": coder, "created": change.at}])
            return str(change.entity_id)

    def outdated(self) -> pd.DataFrame:
        """The codings made by an older definition of their code, to be looked at again.

        A coding is old where what a coder goes by (the definitions, when to use the code and when not, the
        scale) was changed after it was made. `confirm` takes it off the list; `recode` and `uncode` do too.

        Returns
        -------
        pandas.DataFrame
            The columns of `study.codings`, then `changed_at changed_by field before after`: one row a coding
            and changed field.
        """
        return editions.outdated(self._session)

    def codebook_statistics(self) -> pd.DataFrame:
        """How each code is used: where, by whom, and what is striking about it.

        Returns
        -------
        pandas.DataFrame
            One row a code, see `qualkit.reduction.codebook_statistics`.
        """
        session = self._session
        return codebook_statistics(stored_codebook(session), session.codings, cases=session.coding_cases)

    def near_duplicates(self, *, least: float = 0.5) -> pd.DataFrame:
        """Pairs of codes that may be one: they stand on the same text, or say the same.

        Parameters
        ----------
        least
            The least score of a pair, between 0 and 1.

        Returns
        -------
        pandas.DataFrame
            See `qualkit.reduction.near_duplicates`, the most alike first.
        """
        return near_duplicates(stored_codebook(self._session), self._session.codings, least=least)

    def _code(self, name: str) -> pd.Series[Any]:
        return editions.code_row(self._session, name)

    def _put_codes(self, codes: Iterable[Code], book: Codebook, *, verb: str) -> None:
        """Write codes, new ones or changed ones, if the codebook is still one with them."""
        session = self._session
        fresh = {code.name: code for code in codes}
        kept = [fresh.get(code.name, code) for code in book.codes]
        Codebook((*kept, *(code for name, code in fresh.items() if name not in book)))
        known = {row["name"]: row for row in records(session.table("code"))}
        with session.change(verb, "code") as change:
            for name, code in fresh.items():
                parent = None if code.parent is None else int(known[code.parent]["key"])
                if name not in known:
                    new_code(change, code, parent=parent)
                    continue
                row = {"name": name, "parent_key": parent, "definition": as_json(definition(code))}
                if not same_row(known[name], row | {"position": known[name]["position"]}):
                    editions.rewrite(change, {int(known[name]["key"]): row})

    def _check_split(self, name: str, chosen: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Refuse a division that gives a coding to no code, to two, or back."""
        folded = [each.casefold() for each in chosen]
        if name.casefold() in folded or len(set(folded)) < len(folded):
            raise InvalidInput(f"Each part of {name!r} needs a name of its own, and the rest stays with it.")
        known = {each["name"].casefold(): each["name"] for each in records(self._session.table("code"))}
        for each in folded:
            if each in known:
                editions.open_code(self._session, known[each])
        key = self._session.key("code", name)
        others = sum(each["code_key"] != key for rows in chosen.values() for each in rows)
        if others:
            raise InvalidInput(
                f"{others} of these codings are not of {name!r}. Give codings of the code that "
                "is divided, which are in study.codings."
            )
        counts = Counter(each["id"] for rows in chosen.values() for each in rows)
        twice = sum(times > 1 for times in counts.values())
        if twice:
            raise InvalidInput(f"{twice} codings are named for two codes. Give each of them one code.")

    def _beside(self, change: Change, row: pd.Series[Any], names: Iterable[str]) -> dict[str, int]:
        """The keys of codes by name; those that are new are made beside a code."""
        known = {each["name"].casefold(): each for each in change.all("code")}
        keys = {}
        for name in names:
            if name.casefold() not in known:
                above = None if pd.isna(row["parent_key"]) else int(row["parent_key"])
                new_code(change, Code(name=name), parent=above, position=int(row["position"]))
                known[name.casefold()] = change.find("code", name=name)[0]
            keys[name] = int(known[name.casefold()]["key"])
        return keys
