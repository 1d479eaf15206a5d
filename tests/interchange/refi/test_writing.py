"""What is written: valid, readable by others, and the same when it is read and written again."""

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from qualkit.interchange.project import Project, Row, Transcript
from qualkit.interchange.refi.identities import derived
from qualkit.interchange.refi.reading import read_project
from qualkit.interchange.refi.timing import timed
from qualkit.interchange.refi.writing import write_project
from qualkit.interchange.texts import as_transcript
from qualkit.model import KINDS, MEMO_KINDS, Code
from qualkit.reduction.stored import definition

SAMPLES = ["😀", "e\u0301", "שלום", "\u202bعربي", "Ana: ya\nBudi: tidak\nAna: baik\n", "<&>\"'", "\ufeff"]
letters = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufeff"), max_size=6
)
named = st.builds("{}{}".format, st.sampled_from(SAMPLES[:4]), letters)
texts = st.lists(st.sampled_from(SAMPLES) | letters | st.just("\n"), max_size=8).map("".join)
times = st.none() | st.sampled_from(
    ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00.123456+00:00", "2018-10-04T22:56:11"]
)
values = letters | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
attributes = st.dictionaries(named | st.just("description"), values, max_size=2)


def written(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde")


def plain(project: Project) -> Any:
    """All that there is to a project, so that two can be compared."""

    def told(table: str, row: Row) -> Row:
        identity = [row[name] for name in ("case", "source")] if table == "membership" else row["id"]
        return {name: value for name, value in row.items() if value is not None} | {"id": identity}

    tables = {
        table: sorted((told(table, row) for row in rows), key=lambda row: str(row["id"]))
        for table, rows in project.tables.items()
        if rows
    }
    files = {each: read().hex() for each, read in project.files.items()}
    return json.loads(json.dumps([project.title, tables, files])), dict(project.transcripts)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, len(text)))


class Drawing:
    """Draws one study, with ids that are numbered."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.tables: dict[str, list[Row]] = {}
        self.transcripts: dict[str, Transcript] = {}
        self.files: dict[str, bytes] = {}

    def add(self, table: str, **row: Any) -> str:
        rows = self.tables.setdefault(table, [])
        rows.append({"id": derived(table, len(rows)), **row})
        return str(rows[-1]["id"])

    def some(self, table: str) -> str | None:
        ids = [row["id"] for row in self.tables.get(table, ())]
        return self.draw(st.sampled_from(ids)) if ids else None

    def times(self, most: int) -> range:
        return range(self.draw(st.integers(0, most)))

    def study(self) -> Project:
        for _ in self.times(2):
            self.add("coder", name=self.draw(named))
        self.codes()
        for _ in self.times(3):
            self.source()
        for _ in self.times(2):
            self.case()
        self.media()
        for _ in self.times(5):
            self.memo()
        self.sets_and_links()
        kept = {each: (lambda data=data: data) for each, data in self.files.items()}
        return Project(title=self.draw(named), tables=self.tables, transcripts=self.transcripts, files=kept)

    def codes(self) -> None:
        above: list[str | None] = [None]
        for position in self.times(4):
            depth = self.draw(st.integers(1, len(above)))
            fields = {"definition": self.draw(texts), "when": self.draw(texts), "colour": "#4477aa"}
            code = definition(Code(name="", **fields))  # type: ignore[arg-type]
            name, parent = self.draw(named), above[depth - 1]
            made = self.add("code", name=name, parent=parent, position=position, definition=code)
            above = [*above[:depth], made]

    def source(self) -> str:
        text, name, kind = self.draw(texts), self.draw(named), self.draw(st.sampled_from(KINDS))
        told = self.draw(attributes)
        kind, script = as_transcript(text, kind=kind, path=name, attributes=told)
        digest = hashlib.sha256(text.encode()).hexdigest()
        created = self.draw(times)
        source = self.add("source", name=name, kind=kind, attributes=told, digest=digest, created=created)
        self.transcripts[source] = script
        for _ in self.times(4) if text else ():
            self.coding(source, text)
        return source

    def coding(self, source: str, text: str) -> None:
        start, end = self.draw(spans(text))
        code = self.some("code")
        if code:
            self.add(
                "coding", source=source, start=start, end=end, code=code, coder=self.some("coder"),
                memo=self.draw(st.none() | named), origin="import", status="accepted",
                created=self.draw(times),
            )  # fmt: skip

    def case(self) -> None:
        case = self.add("case", name=self.draw(named), attributes=self.draw(attributes))
        for row in self.tables.get("source", ()):
            text = self.transcripts[row["id"]].text
            start, end = self.draw(spans(text)) if text and self.draw(st.booleans()) else (None, None)
            self.add("membership", case=case, source=row["id"], start=start, end=end)

    def media(self) -> None:
        code = self.some("code")
        codings = [{"id": derived("area"), "code": code}] if code else []
        area = {
            "id": derived("area selection"), "name": "area", "codings": codings,
            "place": {"firstX": "1", "firstY": "2", "secondX": "3", "secondY": "4"},
        }  # fmt: skip
        self.medium(
            "picture", ".png", [], selections=[{name: value for name, value in area.items() if value}]
        )
        recorded = [row["id"] for row in self.tables.get("source", ())[:1]]
        for source in recorded:
            script = self.transcripts[source]
            self.transcripts[source] = timed(script, {turn.start: turn.start / 8 for turn in script.turns})
        self.medium("audio", ".m4a", recorded)
        self.medium("pdf", ".pdf", [row["id"] for row in self.tables.get("source", ())[1:2]])

    def medium(self, kind: str, suffix: str, transcripts: list[str], **details: Any) -> None:
        data = self.draw(st.binary(max_size=9))
        digest = hashlib.sha256(data).hexdigest()
        details |= {"file": f"a{suffix}", "suffix": suffix}
        row = {"name": self.draw(named), "kind": kind, "digest": digest, "transcripts": transcripts}
        self.files[self.add("media", **row, details=details)] = data

    def memo(self) -> None:
        kind = self.draw(st.sampled_from(["study", "source", "case", "code", "coding", "media"]))
        about = "" if kind == "study" else self.some(kind)
        if about is None:
            return
        text = self.transcripts[about].text if kind == "source" else ""
        start, end = self.draw(spans(text)) if text and self.draw(st.booleans()) else (None, None)
        self.add(
            "memo", about_kind=kind, about=about, start=start, end=end, coder=self.some("coder"),
            kind=self.draw(st.sampled_from(MEMO_KINDS)), name=self.draw(st.none() | letters),
            text=self.draw(texts).lstrip("\ufeff"), created=self.draw(times),
        )  # fmt: skip

    def sets_and_links(self) -> None:
        members = [[table, self.some(table)] for table in ("code", "source", "memo")]
        self.add(
            "set", name=self.draw(named), description="all", members=[each for each in members if each[1]]
        )
        ends = [(table, self.some(table)) for table in ("code", "source", "case", "memo", "coding", "media")]
        known = [(table, each) for table, each in ends if each]
        (origin_kind, origin), (target_kind, target) = self.draw(st.tuples(*[st.sampled_from(known)] * 2))
        direction = self.draw(st.sampled_from(["associative", "oneWay", "bidirectional"]))
        self.add(
            "link", name=self.draw(st.none() | letters), direction=direction, origin_kind=origin_kind,
            origin=origin, target_kind=target_kind, target=target,
        )  # fmt: skip


@st.composite
def studies(draw: st.DrawFn) -> Project:
    return Drawing(draw).study()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(project=studies())
def test_a_study_comes_back_equal_and_is_written_the_same_again(
    project: Project, tmp_path: Path, project_schema: Any
) -> None:
    first, second = tmp_path / "first.qdpx", tmp_path / "second.qdpx"
    write_project(project, first)
    project_schema.assertValid(etree.fromstring(written(first)))
    back = read_project(first)
    assert plain(back) == plain(project)
    write_project(back, second)
    assert second.read_bytes() == first.read_bytes()
