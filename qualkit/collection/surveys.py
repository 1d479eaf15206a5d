"""The table of a survey → what each respondent said, as a text with turns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from qualkit.attributes import renamed
from qualkit.collection.dates import iso_date
from qualkit.collection.survey_files import SurveyTable, is_blank
from qualkit.collection.vocabulary import attribute_name
from qualkit.errors import InvalidInput, not_found
from qualkit.model import Turn

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Response:
    """What one respondent said: the source that it becomes, or why it does not (``problem``).

    Without a text there is nothing to keep.
    """

    row: int
    name: str
    text: str
    turns: tuple[Turn, ...]
    case: str | None
    attributes: dict[str, Any]
    problem: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a survey hold what, by their headings."""

    text: tuple[str, ...]
    case: str | None
    identifier: str | None
    attributes: tuple[str, ...]


def choose(
    table: SurveyTable,
    text: str | Sequence[str],
    *,
    case: str | None = None,
    identifier: str | None = None,
    attributes: str | Sequence[str] | None = None,
) -> Columns:
    """Find the columns that a researcher names, in upper or lower case.

    Parameters
    ----------
    attributes
        By default all columns that are neither text nor case.

    Raises
    ------
    NotFound
        There is no column of that name; the nearest are offered.
    InvalidInput
        No column of text is named.
    """
    asked = tuple(_column(table, each) for each in _listed(text))
    if not asked:
        raise InvalidInput("Name the column that holds what the respondents wrote (text=…).")
    by_case = None if case is None else _column(table, case)
    others = [each for each in table.columns if each not in (*asked, by_case)]
    chosen = others if attributes is None else [_column(table, each) for each in _listed(attributes)]
    return Columns(
        text=asked,
        case=by_case,
        identifier=None if identifier is None else _column(table, identifier),
        attributes=tuple(chosen),
    )


def responses(table: SurveyTable, columns: Columns, *, survey: str) -> Iterator[Response]:
    r"""Give what each row says, in the order of the file.

    Several questions become one text in which each question that was answered is a turn of the
    interviewer, above its answer.

    Parameters
    ----------
    survey
        What the survey is called; a source's name is that and the identifier, or else the row's number.

    Examples
    --------
    >>> cells = {"id": ["7"], "Why?": ["No time."], "Why not?": [None], "Age": [41]}
    >>> table = SurveyTable(cells, [2])
    >>> (one,) = responses(table, choose(table, ["Why?", "Why not?"], identifier="id"), survey="exit")
    >>> one.name, one.text, one.attributes
    ('exit-7', 'Why?\nNo time.', {'id': '7', 'age': 41})
    """
    said = [[_written(cell) for cell in table.columns[each]] for each in columns.text]
    cases = _texts(table, columns.case)
    identifiers = _texts(table, columns.identifier)
    named = _attributes(table, columns)
    counts = Counter(identifiers)
    for place, (row, identifier, case) in enumerate(zip(table.rows, identifiers, cases, strict=True)):
        name = f"{survey}-{identifier if columns.identifier else row}"
        text, turns = _conversation(columns.text, [each[place] for each in said], identifier or name)
        attributes = {each: values[place] for each, values in named.items() if values[place] is not None}
        problem = (
            table.problems.get(row)
            or _unidentified(columns.identifier, identifier, counts)
            or _unwritable(name, text, case, *attributes.values())
        )
        yield Response(row, name, text, turns, case or None, attributes, problem)


def _listed(names: str | Sequence[str]) -> Sequence[str]:
    return [names] if isinstance(names, str) else names


def _column(table: SurveyTable, name: str) -> str:
    alike = [each for each in table.columns if each.casefold() == name.strip().casefold()]
    if name in table.columns:
        return name
    if len(alike) != 1:
        raise not_found("column", name, table.columns)
    return alike[0]


def _conversation(
    questions: Sequence[str], answers: Sequence[str], speaker: str
) -> tuple[str, tuple[Turn, ...]]:
    """The text of a response, with its turns; a single question is not repeated in it."""
    text = ""
    turns: list[Turn] = []
    for question, answer in zip(questions, answers, strict=True):
        if answer and len(questions) > 1:
            asked = " ".join(question.split())
            text += "\n\n" if text else ""
            turns.append(Turn(start=len(text), end=len(text) + len(asked), role="interviewer"))
            text += f"{asked}\n"
        if answer:
            turns.append(
                Turn(start=len(text), end=len(text) + len(answer), speaker=speaker, role="participant")
            )
            text += answer
    return text, tuple(turns)


def _unwritable(*values: Any) -> str:
    held = any("\0" in each for each in values if isinstance(each, str))
    return "A cell holds a NUL character. Delete it." if held else ""


def _unidentified(column: str | None, identifier: str, counts: Counter[str]) -> str:
    """Why a row cannot be told from the others; empty where it can."""
    if column is None:
        return ""
    if not identifier:
        return f"The row has nothing in {column!r}, by which respondents are told apart. Fill it in."
    if counts[identifier] > 1:
        return (
            f"{counts[identifier]} rows have {identifier!r} in {column!r}. "
            "Keep one of them, or give each its own."
        )
    return ""


def _texts(table: SurveyTable, column: str | None) -> list[str]:
    return [""] * len(table.rows) if column is None else [_written(cell) for cell in table.columns[column]]


def _attributes(table: SurveyTable, columns: Columns) -> dict[str, list[Any]]:
    """The values of the columns that become attributes, by the names that a study has for them."""
    named: dict[str, list[Any]] = {}
    for column in columns.attributes:
        name = next(iter(renamed({attribute_name(column): None})))
        if name in ("kind", *named):  # each source is a survey's; and no column takes another's place
            name = f"{name} ({column.strip()})"
        values = [_value(cell) for cell in table.columns[column]]
        values = values if table.typed else _typed(values)
        named[name] = [
            iso_date(each) if name == "date" and isinstance(each, str) else each for each in values
        ]
    return named


def _typed(texts: list[str | None]) -> list[Any]:
    """Numbers, where every text of a column is written as one; ``007`` is none."""
    found = [each for each in texts if each is not None]
    if not all(map(_NUMBER.fullmatch, found)):
        return texts
    number = float if any("." in each for each in found) else int
    return [None if each is None else number(each) for each in texts]


def _value(cell: Any) -> Any:
    if is_blank(cell):
        return None
    if isinstance(cell, bool | int | list):
        return cell
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else cell
    return _written(cell)


def _written(cell: Any) -> str:
    """A cell as text: whole numbers without a point, dates as ISO 8601."""
    if is_blank(cell):
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
