"""The codes of a project ↔ a codebook, beside a table that keeps their ids and places."""

from __future__ import annotations

from collections.abc import Sequence

from qualkit.interchange.cells import text_from_cell
from qualkit.interchange.project import Project, Row
from qualkit.interchange.tables import Table, flat
from qualkit.model import Code
from qualkit.reduction.codebooks.yaml_reading import parse
from qualkit.reduction.codebooks.yaml_writing import emit
from qualkit.reduction.stored import definition

_DIGITS = 9  # of a place that is one


def write_codebook(project: Project) -> str:
    """Write the codes of a project as the YAML of a codebook."""
    rows = sorted(project.rows("code"), key=lambda row: row["position"])
    names = {row["id"]: row["name"] for row in rows}
    codes = [Code(name=row["name"], parent=names.get(row["parent"]), **row["definition"]) for row in rows]
    return emit(codes, project.title or "", project.language)


def with_codebook(table: Table, text: str, *, name: str) -> tuple[Table, list[str]]:
    """Give the table of codes with what a codebook says of them, and with those that only it has.

    Codes keep the places of the table unless the codebook has brothers and sisters in another order.

    Parameters
    ----------
    table
        The columns ``name``, ``position`` and ``code_id``.
    text
        The YAML of the codebook.
    name
        Its file, for messages.

    Returns
    -------
    Table
        With all columns of codes.
    list of str
        The codes that only the table has; they stay, since codings may name them.

    Raises
    ------
    InvalidInput
        The text is no codebook: all that is wrong, a line each.
    """
    codes, _, _ = parse(text, name, new=False)
    cells = [dict(zip(table.columns, row, strict=False)) for row in table.rows]
    listed = {text_from_cell(each.get("name", "")) or "": each for each in cells}
    places = [listed.get(code.name, {}).get("position", "") for code in codes]
    if not _in_order(codes, places):
        places = [str(place) for place in range(len(codes))]
    rows: list[Row] = [
        {
            "id": code.name,
            "name": code.name,
            "parent": code.parent,
            "position": int(place),
            "definition": definition(code),
        }
        for code, place in zip(codes, places, strict=True)
    ]
    extra = [each for each in listed if each not in {code.name for code in codes}]
    rows += [{"id": each, "name": each, "definition": {}} for each in extra]
    full = flat(Project(tables={"code": rows}), {}).get("codes", Table(()))
    ids = [listed.get(row["name"], {}).get("code_id", "") for row in rows]
    return Table(full.columns, [(*row[:-1], own) for row, own in zip(full.rows, ids, strict=True)]), extra


def _in_order(codes: Sequence[Code], places: Sequence[str]) -> bool:
    """Whether all codes have places, and brothers and sisters in the order in which they stand."""
    last: dict[str | None, int] = {}
    for code, place in zip(codes, places, strict=True):
        if not place.isdecimal() or len(place) > _DIGITS or int(place) < last.get(code.parent, 0):
            return False
        last[code.parent] = int(place)
    return True
