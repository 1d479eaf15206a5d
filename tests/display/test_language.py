from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

import qualkit.display.language as words
from qualkit.display import rules
from qualkit.display.grid import STATES
from qualkit.model import KINDS, Role

FOLDER = Path(words.__file__).parent


def used_phrases() -> set[str]:
    """The phrases given to ``say``, and all texts of the tables that phrases are looked up in."""
    found: set[str] = set()
    for module in FOLDER.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                found |= said(node.args[0])
    return found | {*rules._HEADINGS.values(), *rules._CONTENTS.values(), *rules._REASONS.values()}


def said(node: ast.AST) -> set[str]:
    """The texts that an expression can be, leaving out those it only compares with."""
    if isinstance(node, ast.IfExp):
        return said(node.body) | said(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def test_every_phrase_that_is_used_exists() -> None:
    used = used_phrases()
    assert len(used) > 40
    assert {phrase for phrase in used if not words.known(phrase)} == set()
    assert all(words.known(name) for name in (*KINDS, *get_args(Role)))
    assert {
        state for state in STATES if state not in ("data", "not coded") and not words.known(state)
    } == set()


def test_both_languages_have_the_same_slots() -> None:
    for english, indonesian in words._INDONESIAN.items():
        slots = [
            {slot for _, slot, _, _ in Formatter().parse(text) if slot} for text in (english, indonesian)
        ]
        assert slots[0] == slots[1], english


def test_an_unknown_language_is_english_and_an_unknown_phrase_an_error() -> None:
    assert words.say("Legend", "fr") == "Legend"
    assert words.say("Legend", "id-ID") == "Keterangan"
    with pytest.raises(KeyError):
        words.say("Legends", "en")
