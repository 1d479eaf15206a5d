"""What other programs write, one test for each of their ways."""

import io
from pathlib import Path
from typing import Any

import pytest

from qualkit.errors import InvalidInput
from qualkit.interchange.project import Project
from qualkit.interchange.refi.reading import read_project
from qualkit.interchange.soundness import sound

A, B, C, D, E, F = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "abcdef")
CODES = f'<CodeBook><Codes><Code guid="{C}" name="hope" isCodable="true"/></Codes></CodeBook>'
USERS = f'<Users><User guid="{A}" name="ana"/></Users>'
TEXT = "Ana: saya berharap 😀\nBudi: kami juga berharap\n"


def source(inner: str = "", path: str = "internal://s1.txt", guid: str = B) -> str:
    element = f'<TextSource guid="{guid}" name="s1" plainTextPath="{path}">{inner}</TextSource>'
    return f"<Sources>{element}</Sources>"


def selection(start: int, end: int, inner: str = "", name: str = "", guid: str = E) -> str:
    where = f'startPosition="{start}" endPosition="{end}"'
    return f'<PlainTextSelection guid="{guid}" name="{name}" {where}>{inner}</PlainTextSelection>'


def coding(code: str = C, guid: str = F) -> str:
    return f'<Coding guid="{guid}" creatingUser="{A}"><CodeRef targetGUID="{code}"/></Coding>'


def note(inner: str = "<PlainTextContent>penting</PlainTextContent>", guid: str = D) -> str:
    return f'<Notes><Note guid="{guid}" name="Memo" creatingUser="{A}">{inner}</Note></Notes>'


def slices(project: Project) -> list[str]:
    texts = {each: script.text for each, script in project.transcripts.items()}
    return [texts[row["source"]][row["start"] : row["end"]] for row in project.rows("coding")]


def messages(project: Project) -> str:
    return "\n".join(f"{each.status}: {each.name}: {each.message}" for each in project.remarks)


def memos(project: Project) -> list[tuple[Any, ...]]:
    names = ("about_kind", "about", "start", "end", "text")
    return [tuple(row.get(name) for name in names) for row in project.rows("memo")]


@pytest.mark.parametrize("qde", ["project.qde", "Project.qde", "Trial.QDE"])
def test_the_one_qde_at_the_root_is_the_project(pack: Any, qde: str) -> None:
    assert read_project(pack(USERS, qde=qde)).rows("coder") == [{"id": A, "name": "ana"}]


def test_an_archive_with_no_or_several_projects_is_refused(pack: Any) -> None:
    with pytest.raises(InvalidInput, match="holds 0 of them"):
        read_project(pack(USERS, qde="inner/project.qde"))
    with pytest.raises(InvalidInput, match="holds 2 of them"):
        read_project(pack(USERS, {"two.qde": "<Project/>"}, qde="one.qde"))


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES"])
def test_the_folder_of_sources_is_found_in_any_case(pack: Any, folder: str) -> None:
    project = read_project(pack(source(), {f"{folder}/S1.txt": TEXT}))
    assert project.transcripts[B].text == TEXT


@pytest.mark.parametrize(
    "path",
    [
        "s1.txt",
        "relative:///s1.txt",
        "relative:///deep/s1.txt",
        "absolute:///C:/Users/x/s1.txt",
        "internal://s1.txt",
    ],
)
@pytest.mark.parametrize("folder", ["project Media", "."])
def test_files_outside_are_found_by_base_name_beside_the_project_only(
    pack: Any, path: str, folder: str
) -> None:
    file = pack(source(path=path))
    (file.parent / folder).mkdir(exist_ok=True)
    (file.parent / folder / "s1.txt").write_text(TEXT, encoding="utf-8")
    assert read_project(file).transcripts[B].text == TEXT


def test_a_path_that_points_elsewhere_is_not_followed(pack: Any, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    secret = tmp_path / "elsewhere" / "secret.txt"
    secret.write_text("rahasia")
    project = read_project(pack(source(path=f"absolute://{secret}")))
    assert project.transcripts[B].text == ""
    assert "Its text is not in the file" in messages(project)


def test_guids_are_one_in_upper_case_lower_case_and_braces(pack: Any) -> None:
    inner = f'<CodeBook><Codes><Code guid="{{{C.upper()}}}" name="hope" isCodable="true"/></Codes></CodeBook>'
    project = read_project(pack(inner + source(selection(5, 9, coding())), {"sources/s1.txt": TEXT}))
    assert (
        [row["code"] for row in project.rows("coding")] == [row["id"] for row in project.rows("code")] == [C]
    )


def test_a_pdf_and_its_text_may_have_selections_of_one_guid(pack: Any) -> None:
    area = 'page="0" firstX="1" firstY="2" secondX="3" secondY="4"'
    inner = (
        f'<Sources><PDFSource guid="{A}" name="a.pdf" path="internal://a.pdf">'
        f'<PDFSelection guid="{E}" name="saya" {area}>{coding(guid=B)}</PDFSelection>'
        f'<Representation guid="{D}" plainTextPath="internal://s1.txt">'
        f"{selection(5, 9, coding())}</Representation>"
        "</PDFSource></Sources>"
    )
    project = sound(read_project(pack(CODES + inner, {"sources/a.pdf": b"%PDF", "sources/s1.txt": TEXT})))
    [media] = project.rows("media")
    assert slices(project) == ["saya"]
    assert media["transcripts"] == [D]
    assert media["details"]["selections"][0]["place"] == {
        "page": "0", "firstX": "1", "firstY": "2", "secondX": "3", "secondY": "4",
    }  # fmt: skip
    assert project.files[A]() == b"%PDF"


def test_duplicate_codes_keep_both_and_say_so(pack: Any) -> None:
    inner = CODES.replace("</Codes>", f'<Code guid="{C}" name="fear" isCodable="true"/></Codes>')
    project = sound(read_project(pack(inner)))
    assert len({row["id"] for row in project.rows("code")}) == 2
    assert "Its id is used twice" in messages(project)


def test_nvivo_counts_utf16_units_and_crlf_as_two(pack: Any) -> None:
    data = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    inner = CODES + source(selection(23, 27, coding()) + selection(5, 9, coding(guid=A), guid=D))
    project = read_project(pack(inner, {"Sources/s1.txt": data}, origin="NVivo 12.6 Windows"))
    assert slices(project) == ["Budi", "saya"]
    assert "UTF-16 units, CRLF as 2, byte order mark not counted" in messages(project)


def test_qualcoder_writes_a_mark_and_crlf_that_it_does_not_count(pack: Any) -> None:
    data = ("\ufeff" + TEXT.replace("\n", "\r\n")).encode()
    inner = CODES + source(selection(21, 31, coding(), name="Budi: kami"))
    assert slices(read_project(pack(inner, {"sources/s1.txt": data}, origin="QualCoder 3.5"))) == [
        "Budi: kami"
    ]


def test_selections_that_do_not_fit_are_each_named(pack: Any) -> None:
    wrong = selection(26, 30, coding(guid=A), name="bukan ini", guid=A)
    beyond = selection(30, 999, coding(guid=D), guid=D) + selection(
        7, 7, coding(guid=B), name="kosong", guid=C
    )
    right = selection(5, 9, coding(), name="saya") + selection(10, 18, name="berharap", guid=F)
    inner = CODES + source(right + wrong + selection(21, 25, name="Budi", guid=B) + beyond)
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}))
    assert slices(project) == ["saya", TEXT[26:30], TEXT[30:]]
    said = messages(project)
    assert "noted: bukan ini: Its span [26, 30) holds other words than its name" in said
    assert "left out: kosong: Its span [7, 7) is empty" in said
    assert "it ends at the end of the text here" in said


def test_titles_of_selections_are_no_quotes_to_be_checked(pack: Any) -> None:
    inner = CODES + source(selection(5, 9, coding(), name="My title"))
    assert "My title" not in messages(read_project(pack(inner, {"sources/s1.txt": TEXT})))


def test_a_long_quote_cut_with_an_ellipsis_is_a_quote(pack: Any) -> None:
    inner = CODES + source(selection(0, 45, coding(), name="Ana: saya berharap 😀 Budi: kami…"))
    data = TEXT.replace("\n", "\r\n").encode()
    project = read_project(pack(inner, {"sources/s1.txt": data}))
    assert "1 of 1 names are the words of their span" in messages(project)


def test_atlas_ti_26_writes_a_comment_into_the_selection(pack: Any) -> None:
    inner = CODES + source(selection(5, 9, f"<Description>penting</Description>{coding()}"))
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}))
    assert memos(project) == [("source", B, 5, 9, "penting")]


@pytest.mark.parametrize("ends", [(D, E), (E, D)])
def test_a_link_between_a_note_and_a_selection_makes_a_memo(pack: Any, ends: tuple[str, str]) -> None:
    link = f'<Links><Link guid="{F}" originGUID="{ends[0]}" targetGUID="{ends[1]}"/></Links>'
    inner = USERS + source(selection(5, 9)) + note() + link
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}))
    assert memos(project) == [("source", B, 5, 9, "penting")]
    assert project.rows("memo")[0]["coder"] == A
    assert not project.rows("link")


def test_f4_repeats_its_note_in_the_description(pack: Any) -> None:
    repeated = "<Description>penting</Description>"
    inner = source(
        f'{repeated}<NoteRef targetGUID="{C}"/>' + selection(5, 9, f'{repeated}<NoteRef targetGUID="{D}"/>')
    )
    notes = "".join(
        f'<Note guid="{guid}" plainTextPath="internal://n.txt">{repeated}</Note>' for guid in (C, D)
    )
    files = {"sources/s1.txt": TEXT, "sources/n.txt": "penting"}
    project = read_project(pack(f"{inner}<Notes>{notes}</Notes>", files))
    assert memos(project) == [("source", B, None, None, "penting"), ("source", B, 5, 9, "penting")]
    assert project.rows("source")[0]["attributes"] == {}


def test_qualcoder_puts_the_span_of_an_annotation_into_its_note(pack: Any) -> None:
    inner = source(f'<NoteRef targetGUID="{D}"/>') + note(
        f"<PlainTextContent>penting</PlainTextContent>{selection(26, 30)}"
    )
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}, origin="QualCoder 3.5"))
    assert memos(project) == [("source", B, 26, 30, "penting")]


def test_a_selection_without_a_code_or_note_becomes_a_jotting(pack: Any) -> None:
    project = read_project(pack(source(selection(5, 9)), {"sources/s1.txt": TEXT}))
    assert memos(project) == [("source", B, 5, 9, "saya")]
    assert project.rows("memo")[0]["kind"] == "jotting"


def test_a_note_on_several_things_is_a_memo_on_the_first_and_linked_to_the_others(pack: Any) -> None:
    refers = f'<NoteRef targetGUID="{D}"/>'
    codes = CODES.replace('isCodable="true"/>', f'isCodable="true">{refers}</Code>')
    project = read_project(pack(codes + source(refers) + note(), {"sources/s1.txt": TEXT}))
    assert memos(project) == [("code", C, None, None, "penting")]
    assert [(row["origin"], row["target_kind"], row["target"]) for row in project.rows("link")] == [
        (D, "source", B)
    ]


def test_sets_of_atlas_ti_named_for_a_value_are_attributes_too(pack: Any) -> None:
    sets = f'<Sets><Set guid="{D}" name="gender: male"><MemberSource targetGUID="{B}"/></Set></Sets>'
    project = read_project(pack(source() + sets, {"sources/s1.txt": TEXT}, origin="ATLAS.ti 26.1"))
    assert project.rows("source")[0]["attributes"] == {"gender": "male"}
    assert project.rows("set")[0]["members"] == [["source", B]]


VARIABLE = f'<Variables><Variable guid="{D}" name="age" typeOfVariable="Float"/></Variables>'
VALUE = f'<VariableValue><VariableRef targetGUID="{D}"/><FloatValue>25.0</FloatValue></VariableValue>'


def test_an_unnamed_case_with_one_source_holds_the_attributes_of_the_source(pack: Any) -> None:
    case = f'<Cases><Case guid="{E}">{VALUE}<SourceRef targetGUID="{B}"/></Case></Cases>'
    project = read_project(pack(VARIABLE + case + source(), {"sources/s1.txt": TEXT}))
    assert project.rows("source")[0]["attributes"] == {"age": 25.0}
    assert not project.rows("case")


def test_variables_inside_a_source_and_on_a_case_without_sources_are_read(pack: Any) -> None:
    case = f'<Cases><Case guid="{E}" name="Ana">{VALUE}</Case></Cases>'
    project = read_project(pack(VARIABLE + case + source(VALUE), {"sources/s1.txt": TEXT}))
    assert project.rows("source")[0]["attributes"] == project.rows("case")[0]["attributes"] == {"age": 25.0}


def test_cases_hold_sources_and_selections(pack: Any) -> None:
    held = f'<SourceRef targetGUID="{B}"/><SelectionRef targetGUID="{E}"/>'
    case = f'<Cases><Case guid="{D}" name="Ana">{held}</Case></Cases>'
    project = read_project(pack(case + source(selection(5, 9)), {"sources/s1.txt": TEXT}))
    rows = [(row["case"], row["source"], row["start"], row["end"]) for row in project.rows("membership")]
    assert rows == [(D, B, None, None), (D, B, 5, 9)]
    assert not project.rows("memo")


@pytest.mark.parametrize(
    ("origin", "names", "expected"),
    [
        ("ATLAS.ti 8", ("Coke::diet Coke", "Coke"), {"diet Coke": "Coke", "Coke": None}),
        ("Taguette 1.5", ("fun", "fun.places", "a.b"), {"fun": None, "places": "fun", "a.b": None}),
        ("MAXQDA", ("a", "a.b"), {"a": None, "a.b": None}),
        ("ATLAS.ti 8", ("A", "A::x", "B", "B::x"), {"A": None, "A::x": "A", "B": None, "B::x": "B"}),
    ],
)  # fmt: skip
def test_flat_names_become_a_hierarchy_where_the_parents_exist(
    pack: Any, origin: str, names: tuple[str, ...], expected: dict[str, str | None]
) -> None:
    codes = "".join(f'<Code guid="{name}" name="{name}" isCodable="true"/>' for name in names)
    rows = read_project(pack(f"<CodeBook><Codes>{codes}</Codes></CodeBook>", origin=origin)).rows("code")
    by_id = {row["id"]: row["name"] for row in rows}
    assert {row["name"]: by_id.get(row["parent"]) for row in rows} == expected


def test_a_code_that_is_not_codable_says_so(pack: Any) -> None:
    [row] = read_project(pack(CODES.replace("true", "false"))).rows("code")
    assert row["definition"]["when_not"].startswith("Not for coding")


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:project:0:10", "urn:QDA-XML:project:1.0", "urn:else"])
def test_elements_count_in_any_namespace(pack: Any, namespace: str) -> None:
    assert read_project(pack(USERS, namespace=namespace)).rows("coder")


def test_empty_containers_are_tolerated(pack: Any) -> None:
    parts = "Users CodeBook Variables Cases Sources Notes Links Sets Graphs".split()  # noqa: SIM905
    assert read_project(pack("".join(f"<{each}/>" for each in parts))).remarks == ()


def test_a_rich_text_that_is_a_text_file_is_read_as_one(pack: Any) -> None:
    inner = source().replace("plainTextPath", "richTextPath")
    assert read_project(pack(inner, {"sources/s1.txt": TEXT})).transcripts[B].text == TEXT


def test_an_empty_plain_text_gives_way_to_the_word_file(pack: Any) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("saya berharap")
    data = io.BytesIO()
    document.save(data)
    inner = source().replace("plainTextPath", 'richTextPath="internal://s1.docx" plainTextPath')
    project = read_project(pack(inner, {"sources/s1.txt": b"\n", "sources/s1.docx": data.getvalue()}))
    assert project.transcripts[B].text == "saya berharap\n"
    assert "taken from its rich text" in messages(project)


def test_respondents_of_one_name_stay_apart(pack: Any) -> None:
    both = source() + source(guid=A)
    inner = both.replace("</Sources><Sources>", "")
    project = sound(read_project(pack(inner, {"sources/s1.txt": TEXT})))
    assert [row["name"] for row in project.rows("source")] == ["s1", "s1 (2)"]


def test_a_recording_has_its_transcript_as_a_source_with_times(pack: Any) -> None:
    points = "".join(
        f'<SyncPoint guid="{guid}" position="{at}" timeStamp="{stamp}"/>'
        for guid, at, stamp in ((A, 0, 0), (D, 21, 2500), (F, 46, 5000))
    )
    ends = f'guid="{E}" fromSyncPoint="{D}" toSyncPoint="{F}"'
    marked = f"<TranscriptSelection {ends}>{coding()}</TranscriptSelection>"
    inner = (
        f'<Sources><AudioSource guid="{C}" name="a.m4a" path="internal://a.m4a">'
        f'<Transcript guid="{B}" name="t" plainTextPath="internal://s1.txt">{marked}{points}</Transcript>'
        "</AudioSource></Sources>"
    )
    project = read_project(pack(CODES + inner, {"sources/s1.txt": TEXT + TEXT}))
    assert slices(project) == ["Budi: kami juga berharap\n"]
    turns = project.transcripts[B].turns
    assert [turn.begins for turn in turns] == [0, 2.5, 5, None]


def test_a_transcript_in_the_file_of_a_text_is_that_text(pack: Any) -> None:
    video = (
        f'<VideoSource guid="{C}"><Transcript guid="{D}" plainTextPath="internal://s1.txt"/></VideoSource>'
    )
    inner = source().replace("</Sources>", f"{video}</Sources>")
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}))
    assert [row["id"] for row in project.rows("source")] == [B]
    assert project.rows("media")[0]["transcripts"] == [B]


def test_users_who_are_not_named_and_elements_that_are_unknown_are_said(pack: Any) -> None:
    inner = CODES + "<Extension/>" + source(selection(5, 9, coding()))
    project = read_project(pack(inner, {"sources/s1.txt": TEXT}))
    assert project.rows("coder") == [{"id": A, "name": "user aaaaaaaa"}]
    assert "left out: Extension: 1 elements" in messages(project)


def test_another_program_s_project_comes_in_whole(shared: Path) -> None:
    project = sound(read_project(shared / "refi" / "atlasti-8.4-mac.qdpx"))
    counts = {table: len(rows) for table, rows in project.tables.items() if rows}
    assert counts == {"coder": 3, "source": 8, "code": 14, "memo": 2, "set": 16, "media": 7}
    parents = {row["name"]: row["parent"] for row in project.rows("code")}
    coke = next(row["id"] for row in project.rows("code") if row["name"] == "Coke")
    assert parents["diet Coke"] == parents["full-fat Coke"] == coke
    assert {"age": "67", "gender": "male"}.items() <= next(
        row["attributes"] for row in project.rows("source") if row["name"] == "Simon.docx"
    ).items()


def test_a_bare_project_in_an_old_namespace_comes_in(shared: Path) -> None:
    project = sound(read_project(shared / "refi" / "transana-3.22-annexA3.qde"))
    assert [len(project.rows(table)) for table in ("coder", "source", "code", "memo", "media")] == [
        63,
        11,
        19,
        40,
        10,
    ]
    about = {row["name"]: row["about_kind"] for row in project.rows("memo")}
    assert about["English Collection Note 1"] == "code"
    assert about["English Episode Note 1"] == "media"
