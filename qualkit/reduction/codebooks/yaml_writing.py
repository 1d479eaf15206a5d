"""Codebooks as YAML: written anew."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from qualkit.model import Code
from qualkit.reduction.codebooks.contents import Contents, entry

_Children = dict[str | None, list[Code]]


def emit(codes: Sequence[Code], title: str, language: str | None) -> str:
    """The YAML of a codebook, children below their parents."""
    children: _Children = defaultdict(list)
    for code in codes:
        children[code.parent].append(code)
    return dumped(head(Contents((), title, language)) | {"codes": _level(children, None)})


def head(book: Contents) -> dict[str, Any]:
    """What a file says before its codes."""
    said = {"title": book.title, "language": book.language}
    return {key: styled(text) for key, text in said.items() if text}


def dumped(tree: Any) -> str:
    """The YAML of a tree, no line broken."""
    stream = StringIO()
    round_trip().dump(tree, stream)
    return stream.getvalue()


def round_trip() -> YAML:
    """Reads and writes YAML with its comments and quotes."""
    yaml = YAML()
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.preserve_quotes = True
    yaml.width = sys.maxsize
    return yaml


def styled(value: Any) -> Any:
    """A value in the style that reads best and loses nothing."""
    if isinstance(value, dict):
        return {styled(key): styled(each) for key, each in value.items()}
    if isinstance(value, list):
        return [styled(each) for each in value]
    return _scalar(value) if isinstance(value, str) else value


def _level(children: _Children, above: str | None) -> list[dict[str, Any]]:
    return [
        styled(entry(code)) | ({"codes": _level(children, code.name)} if children.get(code.name) else {})
        for code in children.get(above, ())
    ]


def _scalar(text: str) -> str:
    lines = text.split("\n")
    said: str = text
    if not all(line.isprintable() and line == line.rstrip() for line in lines) or text[:1].isspace():
        said = DoubleQuotedScalarString(text)
    elif len(lines) > 1:
        said = LiteralScalarString(text)
    return said
