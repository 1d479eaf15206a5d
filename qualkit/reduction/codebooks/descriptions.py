"""What a codebook says of a code ↔ the one description that REFI-QDA has for it.

The definition comes first; everything else follows under headings of its own, as anybody can read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qualkit.model import Code

FOLDER = "Not for coding: this code only holds those below it."
"""When not to use a code that REFI-QDA says is not codable."""

_TEXTS = {
    "brief": "In brief",
    "when": "When to use",
    "when_not": "When not to use",
    "kind": "Kind of code",
    "unit": "Unit",
}
_LISTS = {"patterns": "Pattern", "scale": "Weight"}
_MAPPINGS = {"labels": "Label", "examples": "Example"}
_RETIRED = "Retired"
_FIELDS = {
    _RETIRED: "retired",
    **{heading: name for names in (_TEXTS, _LISTS, _MAPPINGS) for name, heading in names.items()},
}
_HEADING = re.compile(rf"== ({'|'.join(_FIELDS)})(?: \((.*)\))? ==")
_QUOTED = re.compile(r"(?m)^(?=\\*== .* ==$)")
_UNQUOTED = re.compile(r"(?m)^\\(?=\\*== .* ==$)")
_BLANK = Code(name="")


def described(fields: Mapping[str, Any]) -> str:
    """Write what a code says of itself as one text, colour aside.

    Examples
    --------
    >>> print(described({"definition": "A promise made.", "when": "It binds the speaker."}))
    A promise made.
    == When to use ==
    It binds the speaker.
    """
    blocks = "".join(f"\n== {heading} ==\n{_quoted(text)}" for heading, text in _blocks(fields))
    return _quoted(fields.get("definition") or "") + blocks


def restored(description: str) -> dict[str, Any]:
    """Read back what `described` wrote; any other text is the definition."""
    blocks: list[tuple[str, str, list[str]]] = [("definition", "", [])]
    for line in description.split("\n"):
        heading = _HEADING.fullmatch(line)
        if heading:
            blocks.append((_FIELDS[heading[1]], heading[2] or "", []))
        else:
            blocks[-1][2].append(line)
    fields: dict[str, Any] = {}
    for name, key, lines in blocks:
        _take(fields, name, key, _UNQUOTED.sub("", "\n".join(lines)))
    return fields


def _blocks(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, heading in _TEXTS.items():
        text = fields.get(name) or ""
        if text not in (getattr(_BLANK, name), "") and (name, text) != ("when_not", FOLDER):
            yield heading, text
    for language, label in (fields.get("labels") or {}).items():
        yield f"Label ({language})", label
    for kind, examples in (fields.get("examples") or {}).items():
        yield from ((f"Example ({kind})", example) for example in examples)
    if fields.get("retired"):
        yield _RETIRED, "yes"
    for name, heading in _LISTS.items():
        yield from ((heading, text) for text in fields.get(name) or ())


def _take(fields: dict[str, Any], name: str, key: str, text: str) -> None:
    if name == "retired":
        fields[name] = text == "yes"
    elif name in _LISTS:
        fields[name] = (*fields.get(name, ()), text)
    elif name == "labels":
        fields.setdefault(name, {})[key] = text
    elif name == "examples":
        examples = fields.setdefault(name, {})
        examples[key] = (*examples.get(key, ()), text)
    else:
        fields[name] = text


def _quoted(text: str) -> str:
    return _QUOTED.sub(r"\\", text)
