"""A study → a REFI-QDA project."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualkit.interchange.project import Project, Row
from qualkit.interchange.refi.code_writing import write_codes
from qualkit.interchange.refi.identities import about_id, selection_id
from qualkit.interchange.refi.media_writing import TAGS, write_graph, write_media
from qualkit.interchange.refi.outgoing import Outgoing, attributes_of, description_of, outgoing
from qualkit.interchange.refi.text_writing import text_name, write_text
from qualkit.interchange.refi.tree import OWN, PROJECT, add, describe, document, serialised

_STAMP = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can say: the same study, the same bytes
_DIRECTIONS = {"associative": "Associative", "oneWay": "OneWay", "bidirectional": "Bidirectional"}
_MEMBERS = {("code",): "MemberCode", ("source", "media"): "MemberSource", ("memo",): "MemberNote"}


def write_project(project: Project, path: Path) -> None:
    """Write a study as a project (.qdpx) that validates against the schema of the standard.

    The same study gives the same bytes. What has no place in the standard is not in the file, see
    `qualkit.interchange.refi.omissions.left_out`. The file appears under its name only when it is whole.
    """
    out = outgoing(project)
    xml = serialised(project_tree(out))
    draft = path.with_name(f".{path.name}-draft")
    try:
        with zipfile.ZipFile(draft, "w") as archive:
            _put(archive, "project.qde", xml)
            for source, script in sorted(project.transcripts.items()):
                _put(archive, f"sources/{text_name(source)}", _encoded(script.text))
            for media, name in sorted(out.files.items()):
                _put(archive, f"sources/{name}", project.files[media](), packed=False)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def project_tree(out: Outgoing) -> Any:
    """Make the XML of a project.

    Its parts stand in the order of the schema, but are written so that each finds those that it refers to.
    """
    root = document("Project", PROJECT, name=out.project.title or "", origin=OWN)
    names = ("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs")
    part = {name: add(root, name) for name in names}
    _write_users(out, part["Users"])
    _write_codes(out, part["CodeBook"])
    out.variables.define(part["Variables"])
    _write_sources(out, part["Sources"])
    _write_cases(out, part["Cases"])
    _write_notes(out, part["Notes"])
    _write_sets(out, part["Sets"])
    _write_links(out, part["Links"])
    for row in _by_id(out.project, "media"):
        if row["kind"] == "graph":
            write_graph(part["Graphs"], row)
    _write_own_notes(out, root)
    for element in [each for each in part.values() if not len(each)]:
        root.remove(element)
    return root


def _by_id(project: Project, table: str) -> list[Row]:
    return sorted(project.rows(table), key=lambda row: str(row["id"]))


def _write_users(out: Outgoing, users: Any) -> None:
    for row in _by_id(out.project, "coder"):
        add(users, "User", guid=row["id"], name=row["name"])


def _write_codes(out: Outgoing, codebook: Any) -> None:
    def annotate(element: Any, code: str) -> None:
        out.annotate(element, "code", code)

    if out.project.rows("code"):
        write_codes(add(codebook, "Codes"), out.project.rows("code"), annotate=annotate)


def _write_sources(out: Outgoing, sources: Any) -> None:
    """Write texts and media; a text that belongs to a medium stands in its element, once."""
    waiting = {row["id"]: row for row in _by_id(out.project, "source")}
    media = [row for row in _by_id(out.project, "media") if row["kind"] in TAGS]
    texts = {row["id"]: _texts_of(row, waiting) for row in media}
    for row in waiting.values():
        write_text(out, sources, row)
    for row in media:
        write_media(out, sources, row, texts[row["id"]])


def _texts_of(media: Row, waiting: dict[str, Row]) -> list[Row]:
    found = [each for each in media["transcripts"] if each in waiting]
    held = found if media["kind"] in ("audio", "video") else found[:1]
    return [waiting.pop(each) for each in held]


def _write_cases(out: Outgoing, cases: Any) -> None:
    for row in _by_id(out.project, "case"):
        element = add(cases, "Case", guid=row["id"], name=row["name"])
        describe(element, description_of(row))
        out.variables.write(element, attributes_of(row))
        held = out.cases.get(row["id"], ())
        for source in (each for each, span in held if span is None):
            add(element, "SourceRef", targetGUID=source)
        for source, span in held:
            if span is not None:
                add(element, "SelectionRef", targetGUID=selection_id(source, *span))
        out.written.add(row["id"])


def _write_notes(out: Outgoing, notes: Any) -> None:
    for note, row in sorted(out.notes.items()):
        element = add(notes, "Note", guid=note, name=row.get("name"), **out.made(row))
        describe(element, row["kind"] if row["kind"] != "analytic" else None)
        add(element, "PlainTextContent", row["text"])
        out.written.add(note)


def _write_sets(out: Outgoing, sets: Any) -> None:
    for row in _by_id(out.project, "set"):
        element = add(sets, "Set", guid=row["id"], name=row["name"])
        describe(element, row.get("description"))
        for kinds in _MEMBERS:
            for table, member in row["members"]:
                if table in kinds and member in out.written:
                    add(element, _MEMBERS[kinds], targetGUID=member)
        out.written.add(row["id"])


def _write_links(out: Outgoing, links: Any) -> None:
    """Write links, and one for each memo about something that cannot refer to notes itself."""
    for row in sorted((*out.project.rows("link"), *_about_links(out)), key=lambda row: str(row["id"])):
        if {row["origin"], row["target"]} <= out.written:
            element = add(
                links,
                "Link",
                guid=row["id"],
                name=row.get("name"),
                direction=_DIRECTIONS[row["direction"]],
                originGUID=row["origin"],
                targetGUID=row["target"],
            )
            out.annotate(element, "link", row["id"])


def _about_links(out: Outgoing) -> Iterator[Row]:
    """Links for the memos to which nothing refers yet, where what they are about is written."""
    for row in out.project.rows("memo"):
        memo, about = row["id"], row["about"]
        linked = row["about_kind"] in ("case", "set", "memo") and about in out.written
        if linked and memo not in out.placed:
            out.placed.add(memo)
            yield {"id": about_id(memo), "direction": "associative", "origin": memo, "target": about}


def _write_own_notes(out: Outgoing, root: Any) -> None:
    """Refer to the memos on the study, and to those on what has no place in the file."""
    out.refer(root, out.notes.keys() - out.placed)


def _encoded(text: str) -> bytes:
    """A text as UTF-8; a byte order mark that belongs to it is kept behind another one."""
    return text.encode("utf-8-sig" if text.startswith("\ufeff") else "utf-8", "replace")


def _put(archive: zipfile.ZipFile, name: str, content: bytes, *, packed: bool = True) -> None:
    entry = zipfile.ZipInfo(name, _STAMP)
    entry.external_attr = 0o644 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(entry, content)
