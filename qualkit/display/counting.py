"""The numbers that stand in the sentences of a paper: how many codings, sources or cases."""

from __future__ import annotations

from collections.abc import Mapping

from qualkit.display.material import Material
from qualkit.display.records import Records, evidence
from qualkit.display.scope import scope
from qualkit.language import number


def counted(material: Material, wanted: Mapping[str, str]) -> str:
    """The number that an inline expression stands for, as the language writes it.

    Parameters
    ----------
    material
        The frames of the study.
    wanted
        ``what`` is ``n`` (accepted codings), ``sources``, ``cases`` or ``percent`` (of the codings that the
        other filters leave in); ``code`` is a code with all below it, everything else a filter.

    Raises
    ------
    NotFound
        For a code, attribute or value that does not exist.
    """
    what, code = wanted["what"], wanted.get("code")
    where = {name: value for name, value in wanted.items() if name not in ("what", "code")}
    found = _found(material, code, where)
    if what == "n":
        return number(_codings(found), material.language)
    if what == "percent":
        whole = _codings(_found(material, None, where))
        return f"{number(round(100 * _codings(found) / whole, 1) if whole else 0, material.language)}\u00a0%"
    if what == "sources":
        return number(found.frame["source"].take(found.rows).nunique(), material.language)
    cases = found.links["case"]
    return number(len(set(cases[cases >= 0].tolist())), material.language)


def _found(material: Material, code: str | None, where: Mapping[str, str]) -> Records:
    return evidence(material, scope(material, codes=code, where=where), involved={"case"})


def _codings(found: Records) -> int:
    return len(set(found.rows.tolist()))
