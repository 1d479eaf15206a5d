"""REFI-QDA codebooks (.qdc): codes with their hierarchy, descriptions and sets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.project import Project, Row
from qualkit.interchange.refi.case_reading import read_sets
from qualkit.interchange.refi.code_reading import read_codes
from qualkit.interchange.refi.code_writing import write_codes
from qualkit.interchange.refi.elements import child
from qualkit.interchange.refi.findings import Findings
from qualkit.interchange.refi.tree import CODEBOOK, OWN, add, describe, document, serialised
from qualkit.markup import local_name, parse_xml

SUFFIXES = (".qdc",)
_WHAT = "REFI-QDA codebook"


def sniff(path: Path) -> bool:
    """Tell whether a file begins as the XML of a codebook."""
    try:
        with path.open("rb") as file:
            return b"<CodeBook" in file.read(4096)
    except OSError:
        return False


def read(path: Path) -> Project:
    """Read a codebook: a project with codes and sets, and nothing else.

    Raises
    ------
    InvalidInput
        It is no REFI-QDA codebook, or a damaged one.
    """
    root = parse_xml(path.read_bytes(), what=_WHAT)
    if local_name(root) != "CodeBook":
        raise InvalidInput(f"This is no {_WHAT}: its XML begins with <{local_name(root)}>. Export it again.")
    found = Findings(origin=root.get("origin") or "")
    read_codes(found, child(root, "Codes"))
    read_sets(found, child(root, "Sets"))
    return found.project(None)


def write(project: Project, path: Path) -> None:
    """Write the codes of a study and the sets of them.

    Raises
    ------
    InvalidInput
        The study has no codes: the standard does not allow an empty codebook.
    """
    if not project.rows("code"):
        raise InvalidInput("The study has no codes, and a REFI-QDA codebook needs one. Add codes first.")
    root = document("CodeBook", CODEBOOK, origin=OWN)
    write_codes(add(root, "Codes"), project.rows("code"), annotate=lambda *_: None)
    chosen = [row for row in project.rows("set") if _codes(row)]
    if chosen:
        _write_sets(add(root, "Sets"), chosen)
    path.write_bytes(serialised(root))


def _write_sets(parent: Any, sets: list[Row]) -> None:
    for row in sorted(sets, key=lambda row: str(row["id"])):
        element = add(parent, "Set", guid=row["id"], name=row["name"])
        describe(element, row.get("description"))
        for code in _codes(row):
            add(element, "MemberCode", guid=code)


def _codes(row: Row) -> list[str]:
    return [member for table, member in row["members"] if table == "code"]
