"""The same file, read by a library that others wrote."""

from pathlib import Path
from typing import Any

import pytest
from pyrefiqda import RefiProject

from qualkit.interchange.project import Project
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.refi.reading import read_project
from qualkit.interchange.refi.writing import write_project
from qualkit.interchange.texts import as_transcript
from qualkit.model import Code
from qualkit.reduction.stored import definition

TEXTS = {
    "bapenda": "MK: Sudah siap 😀?\nTL: Siap, pak.\nMK: Baik.\n",
    "catatan": "Rapat dimulai.\n\nשלום עליכם e\u0301\n",
}


@pytest.fixture
def study() -> Project:
    coder, case = derived("ana"), derived("case")
    codes = [
        {
            "id": derived(name),
            "name": name,
            "parent": None,
            "position": at,
            "definition": definition(Code(name=name)),
        }
        for at, name in enumerate(("janji", "ragu"))
    ]
    codes[1]["parent"] = codes[0]["id"]
    sources, transcripts, codings = [], {}, []
    for name, text in TEXTS.items():
        source = derived(name)
        kind, transcripts[source] = as_transcript(text, path=name)
        sources.append({"id": source, "name": name, "kind": kind, "attributes": {"site": name, "round": 2}})
        codings += [
            {
                "id": derived(name, start, code["id"]), "source": source, "start": start, "end": start + 7,
                "code": code["id"], "coder": coder, "status": "accepted", "origin": "import",
                "memo": "lihat lagi",
            }
            for start in (0, 4, 11)
            for code in codes
        ]  # fmt: skip
    tables = {
        "coder": [{"id": coder, "name": "ana"}],
        "source": sources,
        "case": [{"id": case, "name": "Dinas", "attributes": {"size": 3}}],
        "membership": [{"id": derived("m"), "case": case, "source": sources[0]["id"], "speaker": "MK"}],
        "code": codes,
        "coding": codings,
    }
    return Project(title="Pelatihan", tables=tables, transcripts=transcripts)


def test_the_peer_reads_equal_counts_and_slices(study: Project, tmp_path: Path) -> None:
    file, folder = tmp_path / "study.qdpx", tmp_path / "unpacked"
    write_project(study, file)
    theirs = RefiProject.load(file, str(folder))
    found: list[tuple[str, str, str]] = []
    for source in theirs.sources.text_source:
        path = RefiProject.resolve_source_path(source.plain_text_path, folder)
        text = path.read_text(encoding="utf-8")
        for selection in source.plain_text_selection:
            words = text[selection.start_position : selection.end_position]
            found += [
                (each.guid.lower(), words, each.code_ref.target_guid.lower()) for each in selection.coding
            ]
    texts = {each: script.text for each, script in study.transcripts.items()}
    ours = [
        (row["id"], texts[row["source"]][row["start"] : row["end"]], row["code"])
        for row in study.rows("coding")
    ]
    assert sorted(found) == sorted(ours)
    assert [len(each) for each in (theirs.users.user, theirs.cases.case, theirs.notes.note)] == [1, 1, 12]
    assert [each.name for each in theirs.code_book.codes.code[0].code] == ["ragu"]


def test_what_the_peer_writes_again_is_the_same_study(study: Project, tmp_path: Path) -> None:
    ours, folder, theirs = tmp_path / "ours.qdpx", tmp_path / "unpacked", tmp_path / "theirs.qdpx"
    write_project(study, ours)
    RefiProject.save(RefiProject.load(ours, str(folder)), theirs, folder / "sources")

    def told(path: Path) -> Any:
        project = read_project(path)
        rows = {table: sorted(map(str, each)) for table, each in project.tables.items()}
        return rows, project.transcripts, project.remarks

    assert told(theirs) == told(ours)
