"""What was changed from one codebook to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pandas as pd

from qualkit.model import Code

if TYPE_CHECKING:
    from qualkit.reduction.codebook import Codebook

_COLUMNS = ("code", "change", "field", "before", "after")
_CONTENT = tuple(each.name for each in fields(Code) if each.name not in ("name", "parent", "retired"))
_Row = tuple[str, str, str | None, Any, Any]


def difference(old: Codebook, new: Codebook, *, renamed: Mapping[str, str] | None = None) -> pd.DataFrame:
    """List what was changed from one codebook to another, field by field.

    Parameters
    ----------
    old, new
        The codebooks.
    renamed
        The new names of codes by their old ones. Without it a code under a new name is one that was added,
        and another one that was removed.

    Returns
    -------
    pandas.DataFrame
        `code change field before after`, in the order of the new codebook and the removed codes last. The
        change is ``added``, ``removed``, ``renamed``, ``moved`` (below another code), ``retired``,
        ``revived`` or ``changed``; the field is None where the whole code came or went.

    Raises
    ------
    NotFound
        If `renamed` speaks of codes that there are not.

    Examples
    --------
    >>> from qualkit import Codebook
    >>> old = Codebook.parse("codes: [{name: signed, brief: A letter.}, talk]")
    >>> new = Codebook.parse("codes: [{name: signed, brief: A signed letter.}]")
    >>> difference(old, new)[["code", "change", "field", "after"]].values.tolist()
    [['signed', 'changed', 'brief', 'A signed letter.'], ['talk', 'removed', None, None]]
    """
    names = {new[after].name: old[before].name for before, after in (renamed or {}).items()}
    left = {code.name for code in old.codes} - {*names.values()}
    names |= {code.name: code.name for code in new.codes if code.name in left and code.name not in names}
    rows: list[_Row] = []
    for code in new.codes:
        if code.name in names:
            rows += _changes(old[names[code.name]], code, names)
        else:
            rows.append((code.name, "added", None, None, None))
    gone = [code.name for code in old.codes if code.name not in names.values()]
    rows += [(name, "removed", None, None, None) for name in gone]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)


def _changes(old: Code, new: Code, names: Mapping[str, str]) -> Iterator[_Row]:
    if new.name != old.name:
        yield new.name, "renamed", "name", old.name, new.name
    if (new.parent and names.get(new.parent, "")) != old.parent:
        yield new.name, "moved", "parent", old.parent, new.parent
    if new.retired != old.retired:
        yield new.name, "retired" if new.retired else "revived", "retired", old.retired, new.retired
    for field in _CONTENT:
        before, after = getattr(old, field), getattr(new, field)
        if before != after:
            yield new.name, "changed", field, before, after
