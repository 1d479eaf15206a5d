"""The pictures, recordings and PDFs of a QualCoder project, and what is coded on them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from typing import Any

from qualkit.archive import stays_inside
from qualkit.interchange.project import Row
from qualkit.interchange.qualcoder.reading import Reading
from qualkit.interchange.values import time_of, words_of

_FOLDERS = {"images": "picture", "audio": "audio", "video": "video"}
_CODED = {"code_av": "pos0 pos1", "code_image": "x1 y1 width height pdf_page"}
_TRANSCRIPTS = ("", ".txt", ".transcribed")


def medium(path: Any) -> str | None:
    """Tell what kind of medium a source is by its path in the project: None where it is a text.

    Examples
    --------
    >>> medium("/images/wall.jpg"), medium("video:C:/talks/a.mp4"), medium("/docs/a.pdf"), medium(None)
    ('picture', 'video', None, None)
    """
    text = words_of(path).lower().lstrip("/")
    return next(
        (kind for folder, kind in _FOLDERS.items() if text.startswith((f"{folder}/", f"{folder}:"))), None
    )


def read_media(reading: Reading) -> None:
    """Read the media, after the texts, which may be their transcripts.

    A file outside the project's folder is not read; its row and its codings stay.
    """
    codings = _codings(reading)
    cases = _cases(reading)
    for row in reading.rows("source", "id name mediapath memo owner date av_text_id"):
        kind = medium(row["mediapath"])
        if kind is None and words_of(row["mediapath"]).lower().endswith(".pdf"):
            kind = "pdf"
        if kind is not None:
            details = {
                "codings": codings[row["id"]],
                "cases": cases[row["id"]],
                "attributes": reading.attributes.get(("file", row["id"])),
            }
            _read_medium(reading, row, kind, {name: each for name, each in details.items() if each})


def _codings(reading: Reading) -> dict[Any, list[Row]]:
    """The codings on each medium: by code and coder, with milliseconds, or a rectangle in pixels."""
    found: dict[Any, list[Row]] = defaultdict(list)
    for table, place in _CODED.items():
        for row in reading.rows(table, f"id cid memo date owner important {place}"):
            number, code = row.pop("id"), reading.code_names.get(row.pop("cid"))
            owner, date, memo = (
                words_of(row.pop("owner")),
                time_of(row.pop("date")),
                words_of(row.pop("memo")),
            )
            said = {"code": code, "coder": owner, "created": date, "memo": memo or None, **row}
            found[number].append({name: each for name, each in said.items() if each is not None})
    return found


def _cases(reading: Reading) -> dict[Any, list[str]]:
    names = {row["caseid"]: words_of(row["name"]) for row in reading.rows("cases", "caseid name")}
    found: dict[Any, list[str]] = defaultdict(list)
    for row in reading.rows("case_text", "caseid fid"):
        if row["caseid"] in names:
            found[row["fid"]].append(names[row["caseid"]])
    return found


def _read_medium(reading: Reading, row: Row, kind: str, details: Row) -> None:
    name = words_of(row["name"])
    path = _inside(reading.folder, words_of(row["mediapath"]))
    digest = None
    if path is None:
        message = "Its file is not in the folder of the project; only what is known about it came in."
        reading.draft.remark("media", name, "noted", message)
    else:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    identity = reading.draft.add(
        "media",
        name,
        name=name,
        kind=kind,
        digest=digest,
        details=details,
        transcripts=_transcripts(reading, row),
        created=time_of(row["date"]),
    )
    if path is not None:
        reading.draft.file(identity, path.read_bytes)
    reading.draft.memo("media", identity, words_of(row["memo"]), **reading.draft.signed(row))


def _inside(folder: Path, path: str) -> Path | None:
    """The file of a medium, if it is one in the folder of the project and no link that leads out of it."""
    name = path.lstrip("/").replace("docs/", "documents/", 1)
    if not path.startswith("/") or not stays_inside(name):
        return None
    found = (folder / name).resolve()
    return found if found.is_relative_to(folder.resolve()) and found.is_file() else None


def _transcripts(reading: Reading, row: Row) -> list[str]:
    """The text of a PDF or recording: the one that it names, or in older projects the one named like it."""
    if row["av_text_id"] in reading.texts:
        return [reading.texts[row["av_text_id"]].id]
    names = {f"{row['name']}{suffix}" for suffix in _TRANSCRIPTS}
    sources = reading.rows("source", "id name")
    return [
        reading.texts[each["id"]].id
        for each in sources
        if each["name"] in names and each["id"] in reading.texts
    ]
