"""One code goes on for another: what stands by the one comes to stand by the other."""

from __future__ import annotations

import json
from typing import Any

from qualkit.attributes import as_json
from qualkit.reduction.verbs import editions
from qualkit.reduction.verbs.coded import recoded
from qualkit.store import Change


def succeed(change: Change, old: int, new: int) -> int:
    """Give all of one code to another one, both by their keys; how many codings were moved."""
    before, after = change.rows("code", "key", [old])[0], change.rows("code", "key", [new])[0]
    moved = recoded(change, change.rows("coding", "code_key", [old]), new)
    _give_summaries(change, old, new)
    for table, kind, column in (
        ("memo", "about_kind", "about"),
        ("link", "origin_kind", "origin"),
        ("link", "target_kind", "target"),
    ):
        rows = change.find(table, **{kind: "code", column: before["id"]})
        for row in rows:
            change.update(table, row["key"], **{column: after["id"]})
    children: dict[int, dict[str, Any]] = {
        row["key"]: {"parent_key": new} for row in change.find("code", parent_key=old)
    }
    if new in children:
        children[new] = {"parent_key": before["parent_key"]}
    children[new] = children.get(new, {}) | {"definition": _with_patterns(after, before)}
    editions.rewrite(change, children)
    return moved


def _give_summaries(change: Change, old: int, new: int) -> None:
    for row in change.find("summary", code_key=old):
        known = change.find("summary", case_key=row["case_key"], code_key=new)
        if not known:
            change.update("summary", row["key"], code_key=new)
            continue
        codings = dict.fromkeys(each for part in (known[0], row) for each in json.loads(part["codings"]))
        text = f"{known[0]['text']}\n\n{row['text']}"
        change.update("summary", known[0]["key"], text=text, codings=as_json(list(codings)))
        change.delete("summary", [row["key"]])


def _with_patterns(after: Any, before: Any) -> str:
    """The definition of a code with the patterns and examples of another one added to its own."""
    kept, given = json.loads(after["definition"]), json.loads(before["definition"])
    kept["patterns"] = list(dict.fromkeys([*kept.get("patterns", ()), *given.get("patterns", ())]))
    examples = kept.setdefault("examples", {})
    for kind, texts in given.get("examples", {}).items():
        examples[kind] = list(dict.fromkeys([*examples.get(kind, ()), *texts]))
    return as_json(kept)
