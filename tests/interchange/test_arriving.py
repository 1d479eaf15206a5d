"""A whole study goes into a store and comes out again."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualkit import Study
from qualkit.exchange import take_in
from qualkit.interchange.gathering import gather
from qualkit.interchange.project import Project

slow = settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))


@slow
@given(st.data())
def test_a_study_that_comes_in_is_the_study_that_was(
    projects: st.SearchStrategy[Project],
    contents: Callable[[Project], dict[str, Any]],
    data: st.DataObject,
) -> None:
    project = data.draw(projects)
    with (
        tempfile.TemporaryDirectory() as folder,
        Study.create(Path(folder) / "s.qualkit", title="x", language="en", coder="new") as study,
    ):
        take_in(study._session, project, "a file")
        assert study.verify_audit().empty
        found = contents(gather(study._session.store))
    wanted = contents(project)
    nobody = [row for rows in wanted["tables"].values() for row in rows if row.get("coder", 1) is None]
    for name, rows in wanted["tables"].items():
        here = {row["id"]: row for row in found["tables"][name]}
        for row in rows:
            if row in nobody:
                row = row | {"coder": here[row["id"]]["coder"]}
            assert {column: here[row["id"]].get(column) for column in row} == row | _study(row, here)
    assert found["transcripts"] == wanted["transcripts"]


def _study(row: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """A memo on the study is about the new one."""
    return {"about": here[row["id"]]["about"]} if row.get("about_kind") == "study" else {}
