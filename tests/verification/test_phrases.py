"""The words of reports are there for all that a report may have to say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import qualkit
from qualkit.verification.phrases import say, say_verb
from qualkit.verification.tactics import TACTICS

_CHANGE = re.compile(r'\bchange\(\s*((?:"[^"]+"[^",]*)+),\s*"?(\w+)')
_NAMED = re.compile(r'\bverb=("[^"]+")')


def _changes() -> list[tuple[str, str]]:
    """What all verbs of the package write into the audit trail: the verb, and what it was done to."""
    code = "\n".join(each.read_text() for each in Path(qualkit.__path__[0]).rglob("*.py"))
    found = [*_CHANGE.findall(code), *((verbs, "code") for verbs in _NAMED.findall(code))]
    return [(verb, thing) for verbs, thing in found for verb in re.findall('"([^"]+)"', verbs)]


def test_the_verbs_of_the_audit_trail_and_what_they_change_have_indonesian_words() -> None:
    changes = _changes()
    assert {("reconcile", "coding"), ("use codebook", "code"), ("undo", "code")} <= set(changes)
    assert [verb for verb, _ in changes if say_verb(verb, "id") == verb] == []
    things = {thing for _, thing in changes} - {"memo", "table"}
    assert [thing for thing in things if say(thing, "id") == thing] == []


@pytest.mark.parametrize("status", ["accepted", "rejected"])
def test_a_judgement_of_codings_has_indonesian_words(status: str) -> None:
    assert say_verb(f"mark {status}", "id") != f"mark {status}"


@pytest.mark.parametrize("tactic", [each.name for each in TACTICS])
def test_every_tactic_has_indonesian_words(tactic: str) -> None:
    assert say(tactic, "id") != tactic
    assert say(tactic, "fr") == tactic
