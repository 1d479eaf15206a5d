"""Codebooks as YAML: read with the line of every problem."""

from __future__ import annotations

from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from qualkit.errors import InvalidInput
from qualkit.reduction.codebooks.contents import Contents, contents, faults
from qualkit.reduction.codebooks.entries import Place

_HINTS = {
    "undefined alias": "Put a text that begins with '*' in quotes.",
    "mapping values are not allowed": "Put a text with ': ' in it in quotes.",
    "cannot start any token": "Indent with spaces, and put a text that begins with a special sign in quotes.",
    "duplicate key": "Keep one of the two.",
    "another document": "Keep one codebook to a file.",
}


def parse(text: str, where: str, *, new: bool = True) -> Contents:
    """The codes, title and language that a codebook file gives, a `new` one or what a study wrote itself.

    Raises
    ------
    InvalidInput
        If the text is not YAML, or is not a codebook: all problems, a line each, with their lines.
    """
    tree = load(text, where)
    book = plain(tree)
    wrong = sorted((_line(tree, place), message) for place, message in faults(book, new=new))
    if wrong:
        raise InvalidInput("\n".join(f"{where}, line {line}: {message}" for line, message in wrong))
    return contents(book)


def load(text: str, where: str) -> CommentedMap:
    """The tree of a codebook file, with its comments and the line of everything in it.

    Raises
    ------
    InvalidInput
        If the text is not YAML, or has no keys.
    """
    try:
        tree = YAML().load(text)
    except MarkedYAMLError as error:
        raise InvalidInput(f"{where}, {_syntax(error)}") from None
    except RecursionError:
        raise InvalidInput(f"{where}: not YAML that can be read: it is nested too deeply.") from None
    except YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise InvalidInput(f"{where}, line {line}: not YAML: {getattr(error, 'reason', error)}.") from None
    if tree is None:
        raise InvalidInput(f"{where}, line 1: the codebook is empty. Write 'codes:' and a list of names.")
    if not isinstance(tree, CommentedMap):
        raise InvalidInput(f"{where}, line 1: a codebook has keys. Write 'codes:' above the list of codes.")
    return tree


def plain(node: Any, above: tuple[int, ...] = ()) -> Any:
    """The tree in plain dictionaries, lists and texts, without keys that are left empty."""
    if id(node) in above:
        return "itself"
    above = (*above, id(node))
    if isinstance(node, CommentedMap):
        kept = {key: plain(value, above) for key, value in node.items() if _is_given(key, value)}
        if isinstance(kept.get("codes"), list):
            kept["codes"] = [each if isinstance(each, dict) else {"name": each} for each in kept["codes"]]
        return kept
    if isinstance(node, CommentedSeq):
        return [plain(each, above) for each in node]
    return str(node) if isinstance(node, str) else node


def _is_given(key: object, value: object) -> bool:
    # An empty name is wrong, and an empty colour is one written without quotes: '#' begins a comment.
    return value is not None or key in ("name", "colour")


def _syntax(error: MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    at = f"line {mark.line + 1}, column {mark.column + 1}" if mark else "line 1"
    said = " ".join(str(each) for each in (error.context, error.problem) if each)
    hint = next(
        (hint for sign, hint in _HINTS.items() if sign in said), "Mend the line, or the one above it."
    )
    return f"{at}: not YAML: {said}. {hint}"


def _line(tree: CommentedMap, place: Place) -> int:
    """The line of a place in the file, or of the last step towards it that has one."""
    node: Any = tree
    line = tree.lc.line
    for step in place:
        known = node.lc.data if isinstance(node, CommentedMap | CommentedSeq) else None
        if not known or step not in known:
            break
        line = known[step][0]
        node = node[step]
    return int(line) + 1
