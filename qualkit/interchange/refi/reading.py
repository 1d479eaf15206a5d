"""A REFI-QDA project → a study."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.interchange.project import Project
from qualkit.interchange.refi import variables
from qualkit.interchange.refi.case_reading import read_cases, read_graphs, read_sets
from qualkit.interchange.refi.code_reading import read_codes
from qualkit.interchange.refi.elements import child, child_text, children, identity, targets
from qualkit.interchange.refi.findings import Findings, Place
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.refi.media_reading import KINDS, read_media
from qualkit.interchange.refi.note_reading import move_annotations, read_links, read_notes, settle_notes
from qualkit.interchange.refi.package import Package
from qualkit.interchange.refi.text_reading import read_text
from qualkit.interchange.refi.tree import OWN
from qualkit.markup import local_name, parse_xml

_WHAT = "REFI-QDA project"
_STANDARD = re.compile(
    "Project|Users?|CodeBook|Codes?|Description|Cases?|Variables?|VariableValue|Sets?|Sources?|Graphs?|Notes?|"
    "Links?|(Text|Boolean|Integer|Float|Date|DateTime)Value|(Note|Code|Source|Selection|Variable)Ref|"
    "Member(Code|Source|Note)|(Text|Picture|PDF|Audio|Video)Source|PlainTextContent|TextDescription|"
    "(PlainText|Picture|PDF|Audio|Video|Transcript)Selection|Coding|Representation|Transcript|SyncPoint|"
    "Vertex|Edge"
)
"""The elements of the standard."""


def read_project(path: Path) -> Project:
    """Read a project, as whole as the file is.

    Raises
    ------
    InvalidInput
        It is no REFI-QDA project, or a damaged one.
    """
    with Package(path) as package:
        root = parse_xml(package.project(), what=_WHAT)
        if local_name(root) != "Project":
            raise InvalidInput(
                f"This is no {_WHAT}: its XML begins with <{local_name(root)}>. Export it again."
            )
        found = Findings(origin=root.get("origin") or "")
        if found.origin not in ("", OWN):
            found.say("study", root.get("name"), "noted", f"It was written by {found.origin}.")
        _read(found, package, root)
    return found.project(root.get("name") or None)


def read_users(found: Findings, users: Any) -> None:
    """Read who worked on a project."""
    for element in children(users, "User"):
        name = element.get("name") or element.get("id") or ""
        found.add("coder", id=identity(element, name), name=name)


def _read(found: Findings, package: Package, root: Any) -> None:
    """Read the parts, each after those that it refers to."""
    part = {local_name(each): each for each in reversed(root)}.get
    read_users(found, part("Users"))
    found.variables = variables.names(part("Variables"))
    read_codes(found, child(part("CodeBook"), "Codes"))
    read_notes(found, package, part("Notes"))
    _read_sources(found, package, part("Sources"))
    move_annotations(found, part("Notes"))
    read_cases(found, part("Cases"))
    read_sets(found, part("Sets"))
    _read_own_notes(found, root)
    read_links(found, part("Links"))
    settle_notes(found)
    read_graphs(found, part("Graphs"))
    _add_missing_users(found)
    _say_unknown(found, root)


def _read_sources(found: Findings, package: Package, sources: Any) -> None:
    """Read the sources, first the texts, since a recording may have one of them as its transcript."""
    texts = {}
    for element in children(sources, "TextSource"):
        source = read_text(found, package, element)
        if element.get("plainTextPath"):
            texts[element.get("plainTextPath")] = source
    for element in children(sources, *KINDS):
        read_media(found, package, element, texts)


def _read_own_notes(found: Findings, root: Any) -> None:
    """Read what is written on the project as a whole."""
    found.note(Place("study", ""), targets(root, "NoteRef"))
    written = child_text(root, "Description")
    if written:
        memo = derived("description", root.get("name"), written)
        found.add("memo", id=memo, about_kind="study", about="", kind="analytic", text=written, coder=None)


def _add_missing_users(found: Findings) -> None:
    """Give those a name who made something but are not among the users."""
    rows = (row for table in ("coding", "memo") for row in found.tables.get(table, ()))
    for coder in dict.fromkeys(row["coder"] for row in rows if row["coder"]):
        if found.row("coder", coder) is None:
            found.add("coder", id=coder, name=f"user {coder[:8]}")
            found.say("coder", coder, "adjusted", "The file does not name this user.")


def _say_unknown(found: Findings, root: Any) -> None:
    names = Counter(map(local_name, root.iter()))
    for name, count in sorted(each for each in names.items() if not _STANDARD.fullmatch(each[0])):
        found.say("study", name, "left out", f"{count} elements of this name are not part of the standard.")
