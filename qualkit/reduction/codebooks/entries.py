"""What a codebook file may say of a code, whatever its format."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, ValidationInfo

from qualkit.errors import InvalidInput, not_found
from qualkit.model import CODE_KINDS, UNITS, CodeKind, Unit
from qualkit.reduction.matching.misreadings import misreading
from qualkit.reduction.patterns import check

Place = tuple[str | int, ...]

_NEW = "new"
_KEY = "[key]"
_EXAMPLES = ("typical", "atypical", "close but no")


def _colour(text: str) -> str:
    if len(text) != 7 or text[0] != "#" or not set(text[1:].lower()) <= set("0123456789abcdef"):
        raise ValueError(f"{text!r} is no colour. Write it in quotes, as '#4477aa'.")
    return text


def _pattern(text: str, info: ValidationInfo) -> str:
    try:
        check(text)
        misread = misreading(text) if info.context == _NEW else None
    except InvalidInput as error:
        raise ValueError(str(error)) from None
    if misread:
        raise ValueError(misread)
    return text


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class CodeEntry(_Entry):
    """A code, with those below it."""

    name: str
    parent: str = ""
    labels: dict[str, str] = {}
    kind: CodeKind = "descriptive"
    brief: str = ""
    definition: str = ""
    when: str = ""
    when_not: str = ""
    examples: dict[Literal["typical", "atypical", "close but no"], list[str]] = {}
    colour: Annotated[str, AfterValidator(_colour)] = ""
    scale: list[str] = []
    unit: Unit = "match"
    patterns: list[Annotated[str, AfterValidator(_pattern)]] = []
    retired: bool = False
    codes: list[CodeEntry] = []


class BookEntry(_Entry):
    """The file."""

    title: str = ""
    language: str = ""
    codes: list[CodeEntry]


def violations(book: Any, *, new: bool = False) -> list[tuple[Place, str]]:
    """Where the content of a codebook file is not what it may say, and why.

    Of a `new` one also where a pattern is probably not meant as it is read; a study keeps what it has.
    """
    try:
        BookEntry.model_validate(book, context=_NEW if new else None)
    except ValidationError as error:
        return [(each["loc"], _explained(each)) for each in error.errors()]
    return []


def _explained(error: Any) -> str:
    """What is wrong with an entry, and what to write."""
    place, value = error["loc"], error["input"]
    key = place[-2] if place[-1] == _KEY else next(step for step in reversed(place) if isinstance(step, str))
    if error["type"] == "extra_forbidden":
        return str(not_found("key", str(key), (BookEntry if len(place) == 1 else CodeEntry).model_fields))
    if error["type"] == "missing":
        return f"there is no {key!r}. Write it."
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "literal_error" and isinstance(value, str):
        known = _EXAMPLES if place[-1] == _KEY else CODE_KINDS if key == "kind" else UNITS
        return str(not_found("kind of example" if place[-1] == _KEY else str(key), value, known))
    return _mistyped(str(key), value, error["type"])


def _mistyped(key: str, value: Any, expected: str) -> str:
    if expected == "list_type":
        return f"{key!r} must be a list. Write a line with a dash for each, or put them in [ ]."
    if expected == "dict_type":
        return f"{key!r} must have keys of its own, as 'key: text'."
    if expected == "bool_type":
        return f"{key!r} must be true or false, not {value!s}. Write it without quotes."
    if value is None:
        return f"{key!r} is empty. Write a text, in quotes if it begins with '#'."
    return f"{key!r} must be a text, not {value!s}. Put it in quotes."
