"""The categories and codes of a QualCoder project → one tree of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qualkit.interchange.project import Row
from qualkit.interchange.qualcoder.reading import SPEAKERS, Reading
from qualkit.interchange.values import words_of


def read_codes(reading: Reading) -> None:
    """Read categories and codes; a category that has the name of a code is called ``NAME (category)``.

    The codes that only say who speaks are left out, since their codings become turns.
    """
    speakers = _speaker_codes(reading)
    codes = list(reading.rows("code_name", "cid name memo catid color supercid"))
    reading.code_names = {row["cid"]: words_of(row["name"]) for row in codes}
    for number in speakers & reading.code_names.keys():
        message = "It only says who speaks; its codings became turns."
        reading.draft.remark("code", reading.code_names[number], "adjusted", message)
    kept = [row for row in codes if row["cid"] not in speakers]
    categories = list(reading.rows("code_cat", "catid name memo owner supercatid"))
    used = {row["catid"] for row in kept} | {row["supercatid"] for row in categories}
    categories = [row for row in categories if row["owner"] != SPEAKERS or row["catid"] in used]
    names = _category_names(categories, reading.code_names.values())
    for row in categories:
        parent = _parent(reading, row, names, row["supercatid"])
        reading.draft.code(names[row["catid"]], parent=parent, memo=words_of(row["memo"]))
    for row in kept:
        nested = row["supercid"] is not None
        above = (reading.code_names, row["supercid"]) if nested else (names, row["catid"])
        parent = _parent(reading, row, *above)
        name, memo, colour = (words_of(row[column]) for column in ("name", "memo", "color"))
        reading.draft.code(name, parent=parent, memo=memo, colour=colour)


def _speaker_codes(reading: Reading) -> set[Any]:
    """The codes that nobody but QualCoder itself has put on anything, to say who speaks."""
    uses = [
        row for table in ("code_text", "code_av", "code_image") for row in reading.rows(table, "cid owner")
    ]
    speaking = {row["cid"] for row in uses if row["owner"] == SPEAKERS}
    return speaking - {row["cid"] for row in uses if row["owner"] != SPEAKERS}


def _category_names(categories: Iterable[Row], taken: Iterable[str]) -> dict[Any, str]:
    codes = frozenset(taken)
    given = {row["catid"]: words_of(row["name"]) for row in categories}
    return {number: f"{name} (category)" if name in codes else name for number, name in given.items()}


def _parent(reading: Reading, row: Row, names: Mapping[Any, str], number: Any) -> str | None:
    if number is not None and number not in names:
        message = "What it is below is not in the file; it was put at the top."
        reading.draft.remark("code", words_of(row["name"]), "adjusted", message)
    return names.get(number)
