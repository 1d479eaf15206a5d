from __future__ import annotations

from pathlib import Path

import pytest

import qualkit as qk
from qualkit import Study
from qualkit.reduction.codebook import Codebook

TALK = "I: How did it go?\nR: We signed a commitment.\nI: All of you?\nR: Most of us.\n"


def _write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def test_what_comes_in_and_what_is_refused_is_told(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK, empty="")
    (tmp_path / "sound.mp3").write_bytes(b"ID3\x00")
    report = study.collection.add(tmp_path, kind="interview")
    by_name = report.assign(name=[Path(path).name for path in report["path"]]).set_index("name")
    status = by_name["status"].to_dict()
    assert status == {"empty.txt": "refused", "sound.mp3": "refused", "talk.txt": "added"}
    assert by_name.loc["talk.txt", ["turns", "words"]].tolist() == [4, 18]
    assert "mp3" in by_name.loc["sound.mp3", "message"]
    assert by_name.loc["empty.txt", "message"]
    assert study.sources["source"].tolist() == ["talk"]


def test_the_same_content_is_known_under_any_name(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK, copy=TALK)
    assert study.collection.add(tmp_path)["status"].tolist() == ["added", "known"]
    again = study.collection.add(tmp_path)
    assert again["status"].tolist() == ["known", "known"]
    assert len(study.sources) == 1
    assert study.audit["verb"].tolist() == ["create", "add"]


def test_a_changed_file_is_refused_and_the_old_text_kept(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path)
    _write(tmp_path, talk=TALK + "I: Thanks.\n")
    report = study.collection.add(tmp_path)
    assert report["status"].tolist() == ["refused"]
    assert "changed since" in report["message"][0]
    assert study.text("talk") == TALK


def test_files_of_one_name_in_two_folders_get_two_names(study: Study, tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "notes.txt").write_text(f"Talk in the {folder}.")
    study.collection.add([tmp_path / "north", tmp_path / "south"])
    assert study.sources["source"].tolist() == ["notes", "south/notes"]


def test_what_is_said_goes_before_the_table_and_that_before_the_file(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=f"---\ncase: file\nsite: file\ndate: 2023-02-01\n---\n{TALK}")
    (tmp_path / "sources.csv").write_text("path,case,site\ntalk.txt,table,table\n")
    study.collection.add(tmp_path, case="said")
    row = study.sources.iloc[0]
    assert (row["case"], row["site"], row["date"]) == ("said", "table", "2023-02-01")
    assert study.cases["case"].tolist() == ["said"]


def test_a_path_that_leads_nowhere_is_an_error(study: Study, tmp_path: Path) -> None:
    with pytest.raises(qk.NotFound):
        study.collection.add(tmp_path / "none.txt")


def test_an_unknown_kind_offers_the_known_ones(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    with pytest.raises(qk.InvalidInput, match="interview, observation, document, survey"):
        study.collection.add(tmp_path, kind="chat")  # type: ignore[arg-type]


def test_a_span_belongs_to_its_most_specific_case(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, group="Ana: We signed.\nBudi: I did not.\nAna: Later he did.\nBudi: Yes.\n")
    study.collection.add(tmp_path, kind="interview")
    study.reduction.use_codebook(Codebook.parse("codes: [commitment]"))
    for turn in (1, 2, 3, 4):
        study.reduction.code("group", turn, "commitment")
    study.collection.assign("Office", sources="group")
    study.collection.assign("Budi", speakers="Budi")
    start = study.turns["start"][2]
    study.collection.assign("Later", spans=[("group", int(start), int(start) + 5)])
    assert study.codings["case"].tolist() == ["Office", "Budi", "Later", "Budi"]
    counts = study.display.matrix(rows="case", columns="code", cells="count").frame["commitment"]
    assert counts.to_dict() == {"Budi": 2, "Later": 1, "Office": 4}


def test_assigning_twice_changes_nothing(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path)
    first = study.collection.assign("Office", sources="t*")
    events = len(study.audit)
    assert study.collection.assign("Office", sources="talk") == first
    assert len(study.audit) == events
    assert study.cases["sources"].tolist() == [1]


@pytest.mark.parametrize("span", [(5, 5), (9, 3), (-1, 4), (0, 10_000), (0.5, 2), "ab", (1, 2, 3)])
def test_a_span_that_cannot_be_is_refused(study: Study, tmp_path: Path, span: tuple[int, int]) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path)
    study.reduction.use_codebook(Codebook.parse("codes: [commitment]"))
    with pytest.raises((qk.InvalidInput, qk.NotFound)):
        study.reduction.code("talk", span, "commitment")
    assert study.codings.empty


def test_an_unknown_speaker_offers_the_nearest(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, group="Ana: We signed.\nBudi: I did not.\nAna: Later he did.\nBudi: Yes.\n")
    study.collection.add(tmp_path, kind="interview")
    with pytest.raises(qk.NotFound, match="Budi"):
        study.collection.assign("Office", speakers="Bodi")


def test_attributes_are_set_changed_and_taken_away(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path, case="Office")
    study.collection.describe("Office", size=3, head="Ana")
    study.collection.describe("Office", size=4, head=None)
    cases = study.cases.drop(columns="case_id")
    assert cases.to_dict("records") == [{"case": "Office", "sources": 1, "size": 4}]
    study.collection.describe("talk", kind="document", site="Mataram")
    assert study.sources.loc[0, ["kind", "site"]].tolist() == ["document", "Mataram"]


def test_whole_numbers_stay_whole_where_some_are_missing(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK, tale=TALK + "I: And?\nR: No.\n")
    study.collection.add(tmp_path / "talk.txt", case="A")
    study.collection.add(tmp_path / "tale.txt", case="B")
    study.collection.describe("A", nip=196512311990031001, year=2023, share=0.5)
    case = study.cases.set_index("case").loc["A"]
    assert (case["nip"], case["year"], case["share"]) == (196512311990031001, 2023, 0.5)
    shown = study.display.matrix(columns=["nip", "year"], cells="attribute").to_markdown()
    assert "196512311990031001" in shown
    assert "2023" in shown


def test_describing_what_does_not_exist_offers_the_nearest(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path, case="Bapenda")
    with pytest.raises(qk.NotFound, match="Bapenda"):
        study.collection.describe("Bapeda", size=3)


def test_a_document_can_be_shown_as_it_was_imported(study: Study, corpus: Path) -> None:
    path = corpus / "dokumen" / "bapenda-dokumen-1.txt"
    study.collection.add(path)
    assert study.collection.original("bapenda-dokumen-1") == path.read_text(encoding="utf-8")
    assert "reali-\nsasi" not in study.text("bapenda-dokumen-1")


def test_text_beyond_the_bmp_and_right_to_left_comes_back_by_spans(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk="I: مرحبا 😀?\nR: نعم 👩‍👩‍👧 signed.\nI: É?\nR: e\u0301 oui.\n")
    study.collection.add(tmp_path)
    study.reduction.use_codebook(Codebook.parse("codes: [{name: signed, patterns: [signed, é]}]"))
    study.reduction.autocode()
    assert study.codings["text"].tolist() == ["signed", "e\u0301"]
    assert study.turns["text"].tolist()[1] == "نعم 👩‍👩‍👧 signed."


def test_the_composed_corpus_comes_in_with_its_speakers_and_roles(study: Study, corpus: Path) -> None:
    report = study.collection.add(corpus)
    assert report["status"].value_counts().to_dict() == {"added": 26}
    kinds = study.sources["kind"].value_counts().to_dict()
    assert kinds == {"interview": 16, "document": 5, "observation": 5}
    assert sorted(study.cases["case"]) == ["Bapenda", "DP3AP2KB", "Dikbud", "LHK", "RSUP", "Setda"]
    turns = study.turns.merge(study.sources[["source", "kind"]], on="source")
    roles = turns.groupby(["kind", "role"], dropna=False).size()
    assert roles["interview"]["interviewer"] == roles["interview"]["participant"]
    assert set(roles["observation"].index) == {"description", "comment"}
    interviews = study.sources.query("kind == 'interview'")
    assert interviews["words"].between(800, 2500).all()
    timed = turns[turns["source"] == "bapenda-wawancara-3"]
    assert timed["begins"].is_monotonic_increasing
    assert timed["ends"].notna().all()


def test_every_word_of_186_markdown_files_is_found_again(study: Study, shared: Path) -> None:
    folder = shared / "corpora" / "tanf"
    report = study.collection.add(folder)
    assert report["status"].value_counts().to_dict() == {"added": 185, "known": 1}
    names = dict(zip(report["path"], report["source"], strict=True))
    for path, name in names.items():
        assert study.text(name).split() == Path(path).read_text(encoding="utf-8-sig").split()
    assert set(study.collection.add(folder)["status"]) == {"known"}
    assert len(study.sources) == 185


def test_real_transcripts_come_in_or_are_refused_by_name(study: Study, shared: Path) -> None:
    report = study.collection.add(shared / "transcripts")
    files = [Path(path).name for path in report["path"]]
    status = dict(zip(files, report["status"], strict=True))
    messages = dict(zip(files, report["message"], strict=True))
    assert status["teams_chat_example.vtt"] == status["18f_interview_weaver.md"] == "added"
    assert status["aws_example-call.docx"] == status["webvtt-py_sample.srt"] == "added"
    for name in ("webvtt-py_invalid_timeframe.vtt", "webvtt-py_missing_timeframe.vtt"):
        assert status[name] == "refused"
        assert "line 6" in messages[name]
    for name, state in status.items():
        if Path(name).suffix in {".json", ".eaf", ".TextGrid", ".otr"}:
            assert state == "added"
    assert "study.collection.survey" in messages["MANIFEST.tsv"]
    turns = study.turns[study.turns["source"] == "18f_interview_weaver"]
    assert {"Melody Kramer", "Amanda Weaver"} <= set(turns["speaker"].dropna())
    assert turns.groupby("role")["speaker"].first()["interviewer"] == "Melody Kramer"


def test_the_published_paper_becomes_paragraphs_that_can_be_coded(study: Study, shared: Path) -> None:
    study.collection.add(shared / "corpora" / "coaching-paper", kind="document", case="NTB")
    name = study.sources["source"][0]
    turns = study.turns
    assert turns["text"].str.endswith((".", ":", "A”", "?", ";")).mean() > 0.5
    assert turns["text"].str.len().max() < 4000
    assert {"METODE", "3. Permasalahan Coaching", "KESIMPULAN"} <= set(turns["text"])
    assert not turns["text"].str.contains("\n").any()
    pattern = r"re:(4|6)\s\((empat|enam)\)\s+tahapan"
    book = f"codes: [{{name: stages, unit: sentence, patterns: ['{pattern}']}}]"
    study.reduction.use_codebook(Codebook.parse(book))
    study.reduction.autocode()
    found = study.codings["text"].tolist()
    assert len(found) == 2
    assert "4 (empat) tahapan" in found[0]
    assert "6 (enam) tahapan" in found[1]
    assert (
        study.locate(f"{name}:{study.codings['turn'][0]}")["text"]
        == turns["text"][study.codings["turn"][0] - 1]
    )


def test_an_attribute_cannot_take_the_name_of_a_column(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=f"---\nsource: archive\nwords: many\n---\n{TALK}")
    study.collection.add(tmp_path / "talk.txt", case="Office")
    row = study.sources.iloc[0]
    assert (row["source"], row["source (attribute)"], row["words (attribute)"]) == ("talk", "archive", "many")
    for name, attribute in (("talk", "case"), ("talk", "path"), ("Office", "sources")):
        with pytest.raises(qk.InvalidInput, match="already"):
            study.collection.describe(name, **{attribute: "x"})
    with pytest.raises(qk.InvalidInput, match="already"):
        study.collection.add(tmp_path, created="x")


def test_a_source_can_belong_to_several_cases(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=f"---\ncase: [North, South]\n---\n{TALK}")
    study.collection.add(tmp_path / "talk.txt")
    assert study.cases[["case", "sources"]].values.tolist() == [["North", 1], ["South", 1]]
    assert study.sources["case"].tolist() == ["North; South"]


@pytest.mark.parametrize("name", ["", "  ", 5])
def test_a_case_needs_a_name(study: Study, tmp_path: Path, name: str) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path / "talk.txt")
    with pytest.raises(qk.InvalidInput, match="name of a case"):
        study.collection.assign(name, sources="talk")


def test_a_case_in_another_case_is_the_same_case(study: Study, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK)
    study.collection.add(tmp_path / "talk.txt", case="Bapenda")
    study.collection.assign(" BAPENDA ", sources="talk")
    assert study.cases["case"].tolist() == ["Bapenda"]


def test_two_people_can_add_the_same_folder_at_once(study: Study, where: str, tmp_path: Path) -> None:
    _write(tmp_path, talk=TALK, tale=TALK + "I: And?\nR: No.\n")
    other_folder = tmp_path / "other"
    other_folder.mkdir()
    _write(other_folder, tale="I: Who?\nR: We.\nI: When?\nR: Now.\n")
    intruded = []

    def intrude(*_: object) -> None:
        if not intruded:
            intruded.append(True)
            with Study.open(where, coder="budi") as other:
                other.collection.add([tmp_path / "talk.txt", other_folder])

    report = study.collection.add([tmp_path / "tale.txt", tmp_path / "talk.txt"], progress=intrude)
    ours = f"{tmp_path.name}/tale"
    assert report[["source", "status"]].values.tolist() == [[ours, "added"], ["talk", "known"]]
    assert sorted(study.sources["source"]) == sorted(["tale", ours, "talk"])
    assert study.text(ours).startswith(TALK)
    assert study.verify_audit().empty
