"""What of a study has no place in REFI-QDA."""

from __future__ import annotations

from qualkit.interchange.project import Project
from qualkit.interchange.refi.outgoing import representable_codings

_TABLES = {
    "summary": "summaries of cases",
    "conclusion": "conclusions",
    "evidence": "pieces of evidence",
    "check": "checks of conclusions",
    "revision": "earlier texts of sources",
    "edition": "earlier definitions of codes",
    "query": "saved queries",
    "display": "saved displays",
    "history": "entries of the history and the audit trail",
}


def left_out(project: Project) -> list[str]:
    """Say what of a study a project of REFI-QDA does not hold, one sentence each; none if all goes in.

    Examples
    --------
    >>> left_out(Project(tables={"summary": [{"id": "1"}]}))
    ['1 summaries of cases: the standard has no place for them.']
    """
    lost = {words: len(project.rows(table)) for table, words in _TABLES.items()}
    said = [f"{count} {words}: the standard has no place for them." for words, count in lost.items() if count]
    return [*said, *_about_memos(project), *_about_codings(project), *_about_speech(project)]


def _about_memos(project: Project) -> list[str]:
    moved = sum(row["about_kind"] in _TABLES for row in project.rows("memo"))
    return [f"What {moved} memos are about: in the file they are about the study."] if moved else []


def _about_codings(project: Project) -> list[str]:
    kept = {row["id"] for row in representable_codings(project)}
    undecided = len(project.rows("coding")) - len(kept)
    weighted = sum(row["id"] in kept and row.get("weight") is not None for row in project.rows("coding"))
    said = []
    if undecided:
        said.append(
            f"{undecided} codings that are only suggested or were rejected: they would look accepted."
        )
    if weighted:
        said.append(f"The weights of {weighted} codings: the standard has no place for them.")
    return said


def _about_speech(project: Project) -> list[str]:
    recorded = {each for row in project.rows("media") for each in row["transcripts"]}
    spoken = [each for each, script in project.transcripts.items() if script.turns and each not in recorded]
    speakers = sum(row.get("speaker") is not None for row in project.rows("membership"))
    said = []
    if spoken:
        said.append(
            f"The turns of {len(spoken)} texts with their times: a reader finds turns anew in the words, and "
            "the standard keeps times only with a recording."
        )
    if speakers:
        said.append(
            f"That {speakers} speakers are cases: the spans of what they say are in the file instead."
        )
    return said
