"""Every word that is printed has a translation, and every translation a word that is printed."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.pofile import read_po

import qualkit
from qualkit.display.catalogue import CATALOGUE
from qualkit.display.catalogue.needs import Need
from qualkit.display.grid import STATES
from qualkit.language import say, slots
from qualkit.model import CODE_KINDS, DIRECTNESS, KINDS, UNITS, Origin, Role
from qualkit.verification.tactics import TACTICS


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


PACKAGE = Path(qualkit.__file__).parent
MODULES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}
TEMPLATES = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("templates/*.html"))
CATALOGUES = sorted(PACKAGE.glob("translations/*/LC_MESSAGES/qualkit.po"))
NEEDS: set[Need] = {need for entry in CATALOGUE for need in entry.needs}
FORMS = {
    kind.value
    for tree in MODULES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.Call) and called(node) == "assemble"
    for kind in node.args[1:2]
    if isinstance(kind, ast.Constant)
}
WORDS = {
    *KINDS,
    *get_args(Role),
    *get_args(Origin),
    *DIRECTNESS,
    *UNITS,
    *(tactic.name for tactic in TACTICS),
}
TABLES = {
    *(getattr(entry, part) for entry in CATALOGUE for part in ("title", "rows", "columns", "cells", "use")),
    *(text for need in NEEDS for text in (need.label, need.sentence)),
    *(f"{kind[:1].upper()}{kind[1:]}: {{about}}" for kind in FORMS),
    *WORDS,
    *(set(STATES) - {"data"}),
}
_SAID = re.compile(r"""say\((?:"([^"]+)"|'([^']+)')""")
_CHANGE = re.compile(r'\bchange\(\s*((?:"[^"]+"[^",]*)+),\s*"?(\w+)')
_NAMED = re.compile(r'\bverb=("[^"]+")')


def translations(path: Path) -> dict[tuple[str | None, str], str]:
    with path.open("rb") as file:
        return {(each.context, str(each.id)): str(each.string) for each in read_po(file) if each.id}


INDONESIAN = translations(PACKAGE / "translations/id/LC_MESSAGES/qualkit.po")
PHRASES = {phrase for context, phrase in INDONESIAN if context is None}


def said() -> Iterator[str]:
    """The phrases that modules and templates say as they stand, or by a name that they give them."""
    for tree in MODULES.values():
        if any(isinstance(node, ast.ImportFrom) and node.module == "qualkit.language" for node in tree.body):
            bound = list(bindings(tree))
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and called(node) in ("say", "_say", "everywhere"):
                    yield from texts(node.args[0], bound)
    yield from (one or other for one, other in _SAID.findall(TEMPLATES))


def bindings(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The names of a module, and what each of them is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def texts(node: ast.AST, bound: list[tuple[str, ast.AST]]) -> Iterator[str]:
    """The texts that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body, bound), *texts(node.orelse, bound))
    elif isinstance(node, ast.Subscript):
        yield from texts(node.value, bound)
    elif isinstance(node, ast.Dict):
        yield from (text for value in node.values for text in texts(value, bound))
    elif isinstance(node, ast.Tuple | ast.List):
        yield from (text for value in node.elts for text in texts(value, bound))
    elif isinstance(node, ast.Name):
        others = [each for each in bound if each[0] != node.id]
        yield from (text for name, value in bound if name == node.id for text in texts(value, others))


def constants() -> set[str]:
    """All texts of the package."""
    return {
        node.value
        for tree in MODULES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | {one or other for one, other in _SAID.findall(TEMPLATES)}


def changes() -> list[tuple[str, str]]:
    """What all verbs of the package write into the audit trail: the verb, and what it was done to."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    found = [*_CHANGE.findall(code), *((verbs, "code") for verbs in _NAMED.findall(code))]
    return [(verb, thing) for verbs, thing in found for verb in re.findall('"([^"]+)"', verbs)]


def test_every_phrase_that_is_said_is_translated() -> None:
    phrases = set(said())
    assert {"Table", "Data of the figure", "Ratings by {rows} and {columns}"} <= phrases
    assert phrases <= PHRASES


def test_every_text_of_the_tables_is_translated() -> None:
    assert TABLES <= PHRASES


def test_every_translation_is_of_a_phrase_of_the_package() -> None:
    assert constants() | TABLES >= PHRASES


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_translates_phrases_of_qualkit_with_the_same_slots(path: Path) -> None:
    found = translations(path)
    assert set(found) <= set(INDONESIAN)
    assert [phrase for (_, phrase), text in found.items() if text and slots(phrase) != slots(text)] == []


def test_nothing_is_left_untranslated() -> None:
    assert [phrase for phrase, text in INDONESIAN.items() if not text] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_kind_of_code_and_unit_has_a_word_of_its_own(path: Path) -> None:
    language = path.parts[-3]
    assert {phrase for context, phrase in INDONESIAN if context == "kind of code"} == set(CODE_KINDS)
    assert len({say(kind, language, "kind of code") for kind in CODE_KINDS}) == len(CODE_KINDS)
    assert len({say(unit, language) for unit in UNITS}) == len(UNITS)


def test_the_verbs_of_the_audit_trail_and_what_they_change_are_translated() -> None:
    verbs = {verb for verb, _ in changes()}
    assert {"reconcile", "use codebook", "undo", "mark"} <= verbs
    known = {phrase for context, phrase in INDONESIAN if context == "audit trail"}
    assert verbs | {"mark accepted", "mark rejected"} <= known
    assert {thing for _, thing in changes()} - {"table"} <= PHRASES
