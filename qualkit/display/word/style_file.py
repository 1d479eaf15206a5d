"""Style files: what a journal wants, written down once in YAML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from qualkit.display.word.style import Style, style
from qualkit.errors import InvalidInput, NotFound, not_found

_BASIS = "based_on"


def read_style(path: str | Path) -> Style:
    """Read a style from a YAML file whose keys are the names of what a `Style` says.

    ``based_on: plain`` takes what the file leaves unsaid from that style; from ``apa7`` otherwise.

    Raises
    ------
    NotFound
        When there is no such file, or no style that it is based on.
    InvalidInput
        When it is no YAML, has a key that styles do not have (the message offers the nearest), or a
        value that the key cannot have.

    """
    where = Path(path)
    if not where.is_file():
        raise NotFound(f"There is no style file {str(path)!r}; give the path of a YAML file.")
    said = _loaded(where)
    known = [_BASIS, *(each.name for each in fields(Style))]
    for key in said:
        if key not in known:
            raise InvalidInput(f"{where.name}: {not_found('setting of a style', str(key), known)}")
    basis = style(str(said.pop(_BASIS, "apa7")))
    return _validated({**asdict(basis), **said}, where.name)


def _loaded(path: Path) -> dict[Any, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        said = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    except (YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(f"{path.name} is not YAML in UTF-8: {error}") from None
    if not isinstance(said, Mapping):
        raise InvalidInput(f"{path.name} says nothing of a style. Write lines such as 'font: Arial'.")
    return dict(said)


def _validated(said: Mapping[str, Any], where: str) -> Style:
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(Style).validate_python(said)
    except ValidationError as error:
        wrong = error.errors()[0]
        message = str(wrong["msg"]).removeprefix("Input should be ")
        raise InvalidInput(
            f"{where}: {wrong['loc'][0]} is {said[str(wrong['loc'][0])]!r}, and should be {message}."
        ) from None
    except InvalidInput as error:
        raise InvalidInput(f"{where}: {error}") from None
