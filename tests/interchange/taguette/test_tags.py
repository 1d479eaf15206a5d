"""Tags become codes, each below its parent."""

from __future__ import annotations

from qualkit.interchange.drafting import Draft
from qualkit.interchange.taguette.tags import Tag, add_tags


def test_parents_that_are_no_tags_are_made_and_said() -> None:
    draft = Draft("Taguette", None)
    add_tags(draft, [Tag("a.b", "first"), Tag("a.c"), Tag("below", parent="a.b"), Tag("lost", parent="none")])
    project = draft.project(None)
    names = {row["id"]: row["name"] for row in project.rows("code")}
    parents = {row["name"]: names.get(row["parent"]) for row in project.rows("code")}
    assert parents == {"a": None, "a.b": "a", "a.c": "a", "below": "a.b", "lost": "none", "none": None}
    assert [each.name for each in project.remarks] == ["a", "none"]
    assert project.rows("code")[1]["definition"]["definition"] == "first"
