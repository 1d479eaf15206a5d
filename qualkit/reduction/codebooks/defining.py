"""What a researcher says of a code, put over what it said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.codebooks.entries import violations

_ELSEWHERE = {"name": "rename_code", "codes": "define for each code below it", "retired": "retire_code"}


def defined(code: Code, fields: Mapping[str, Any]) -> Code:
    """A code with some fields said anew, as a codebook file says them; None takes back what was said.

    Raises
    ------
    InvalidInput
        A field does not exist, or cannot hold what was given: all that is wrong, a line each.

    Examples
    --------
    >>> defined(Code(name="signing"), {"kind": "process", "patterns": ["sign*"]}).patterns
    ('sign*',)
    """
    strange = next((name for name in fields if name in _ELSEWHERE), None)
    if strange:
        raise InvalidInput(f"{strange!r} is not said here. Use {_ELSEWHERE[strange]}.")
    given = {name: _thawed(value) for name, value in fields.items() if value is not None}
    wrong = [message for _, message in violations({"codes": [{"name": code.name, **given}]})]
    if wrong:
        raise InvalidInput("\n".join(f"The code {code.name!r}: {message}" for message in wrong))
    blank = Code(name=code.name)
    values = {name: _frozen(given[name]) if name in given else getattr(blank, name) for name in fields}
    return replace(code, **values)


def _thawed(value: Any) -> Any:
    """A value as a file would hold it."""
    if isinstance(value, Mapping):
        return {name: _thawed(each) for name, each in value.items()}
    return [*value] if isinstance(value, (tuple, set, frozenset)) else value


def _frozen(value: Any) -> Any:
    """A value as a code holds it."""
    if isinstance(value, dict):
        return {name: _frozen(each) for name, each in value.items()}
    return tuple(value) if isinstance(value, list) else value
