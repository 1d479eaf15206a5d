import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.documents import restore
from qualkit.collection.files import find
from qualkit.collection.reading import read_source
from qualkit.errors import InvalidInput
from qualkit.model import Source

CORPUS = Path(__file__).parents[2] / "corpus" / "coaching-opd"


def check_turns(source: Source) -> None:
    position = 0
    for turn in source.turns:
        assert position <= turn.start < turn.end <= len(source.text)
        position = turn.end


def sources(folder: Path) -> Iterator[Source]:
    for found in find(folder):
        path = found.path.relative_to(folder).as_posix()
        yield read_source(found.path.read_bytes(), path=path, attributes=found.attributes)


def test_what_is_given_wins_over_front_matter_and_that_over_the_header() -> None:
    data = b"---\ncase: LHK\nsite: A\n---\nTempat: B\nTanggal: 1 Juli 2023\n\nP: Ya?\nN: Ya.\n"
    source = read_source(data, path="x/wawancara-1.txt", attributes={"Kasus": "RSUP"})
    assert dict(source.attributes) == {"case": "RSUP", "site": "A", "date": "2023-07-01"}
    assert [source.text[turn.start : turn.end] for turn in source.turns] == ["Ya?", "Ya."]


def test_a_source_knows_its_name_path_and_digest() -> None:
    source = read_source(b"Rapat.", path="x/notulen.2.txt")
    assert (source.name, source.path) == ("notulen.2", "x/notulen.2.txt")
    assert source.digest == hashlib.sha256(b"Rapat.").hexdigest()
    assert read_source(b"Rapat.", path="a.txt", name="Rapat 1").name == "Rapat 1"


def test_the_front_matter_stays_in_the_text_and_is_no_turn() -> None:
    source = read_source(b"---\nkind: document\n---\nSatu.\n", path="a.md")
    assert source.text.startswith("---\n")
    assert [source.text[turn.start : turn.end] for turn in source.turns] == ["Satu."]
    assert "kind" not in source.attributes


def test_the_kind_given_wins_over_all() -> None:
    data = b"---\nkind: interview\n---\nP: Ya?\nN: Ya.\n"
    assert read_source(data, path="observasi/a.md", kind="document").kind == "document"
    assert read_source(data, path="observasi/a.md").kind == "interview"
    assert read_source(b"Jenis: wawancara\n\nP: Ya?\n", path="observasi/a.md").kind == "interview"


def test_an_unknown_kind_is_refused_when_given_and_remarked_in_front_matter() -> None:
    with pytest.raises(InvalidInput, match="no kind of source 'blog'"):
        read_source(b"Satu.", path="a.txt", attributes={"kind": "blog"})
    source = read_source(b"---\nkind: blog\n---\nSatu.\n", path="a.md")
    assert source.kind == "document"
    assert "'blog'" in source.remarks[0]


def test_a_broken_front_matter_is_text_and_remarked() -> None:
    source = read_source(b"---\na: [\n---\nSatu.\n", path="a.md")
    assert "no YAML" in source.remarks[0]


def test_an_interview_without_labels_has_turns_of_nobody() -> None:
    source = read_source(b"Satu.\nDua.\n", path="wawancara/a.txt")
    assert [turn.speaker for turn in source.turns] == [None, None]
    assert "No speaker labels" in source.remarks[0]


def test_hard_wrapped_documents_flow_but_markdown_and_interviews_do_not() -> None:
    lines = (
        "Laporan ini disusun untuk memenuhi\nkewajiban pelaporan berkala atas\n"
        "pelaksanaan perjanjian kinerja kepala\nbadan dan seterusnya.\n"
    )
    data = (lines * 3).encode()
    flowing = read_source(data, path="dokumen/a.txt")
    assert "memenuhi kewajiban" in flowing.text
    assert restore(flowing.text, flowing.edits) == lines * 3
    assert read_source(data, path="dokumen/a.md").edits == ()
    assert read_source(b"P: " + data + b"N: ya\n", path="wawancara/a.txt").edits == ()


def test_a_refusal_names_the_file() -> None:
    with pytest.raises(InvalidInput, match=r"^x/a\.vtt: line 3"):
        read_source(b"WEBVTT\n\nya\n", path="x/a.vtt")


@given(
    st.lists(
        st.sampled_from(
            ["P: ", "09.05 ", "OC: ", "---\n", "Tanggal: 1\n", "kata", "\n", "\n\n", "[x]", "- ", "?"]
        )
    ),
    st.sampled_from(["wawancara/a.txt", "observasi/a.md", "dokumen/a.txt", "a.md"]),
)
def test_turns_never_overlap_whatever_the_text(pieces: list[str], path: str) -> None:
    source = read_source(("x" + "".join(pieces)).encode(), path=path)
    check_turns(source)


def test_the_interviews_of_the_corpus_have_an_interviewer_and_a_participant() -> None:
    interviews = [source for source in sources(CORPUS) if source.kind == "interview"]
    assert len(interviews) == 16
    for source in interviews:
        check_turns(source)
        assert {turn.role for turn in source.turns} == {"interviewer", "participant"}, source.name
        assert len({turn.speaker for turn in source.turns}) == 2, source.name
        assert {"case", "date", "language"} <= source.attributes.keys()


def test_the_notes_of_the_corpus_have_timed_description_and_comments() -> None:
    notes = [source for source in sources(CORPUS) if source.kind == "observation"]
    assert len(notes) == 5
    for source in notes:
        check_turns(source)
        roles = Counter(turn.role for turn in source.turns)
        assert roles["comment"] >= 3, source.name
        described = [turn for turn in source.turns if turn.role == "description"]
        assert all(turn.begins is not None for turn in described), source.name
        assert {"date", "site", "observer"} <= source.attributes.keys()


def test_the_documents_of_the_corpus_can_be_restored() -> None:
    documents = [source for source in sources(CORPUS) if source.kind == "document"]
    assert len(documents) == 5
    flowing = [source for source in documents if source.edits]
    assert sorted(source.name for source in flowing) == ["bapenda-dokumen-1", "rsup-dokumen-1"]
    for source in flowing:
        check_turns(source)
        original = (CORPUS / str(source.path)).read_text(encoding="utf-8")
        assert restore(source.text, source.edits) == original
        assert "\f" not in source.text


def test_every_word_of_a_research_repository_is_found_again(shared: Path) -> None:
    folder = shared / "corpora" / "tanf"
    found = list(sources(folder))
    assert len(found) == 186
    for source in found:
        check_turns(source)
        words = (folder / str(source.path)).read_text(encoding="utf-8-sig").split()
        assert source.text.split() == words


def test_a_published_interview_is_read_with_full_names(shared: Path) -> None:
    path = "18f_interview_weaver.md"
    source = read_source((shared / "transcripts" / path).read_bytes(), path=path)
    roles = {turn.speaker: turn.role for turn in source.turns}
    assert source.kind == "interview"
    assert roles == {None: None, "Melody Kramer": "interviewer", "Amanda Weaver": "participant"}


def test_a_source_may_belong_to_several_cases() -> None:
    assert read_source(b"---\ncase: [A, B]\n---\nSatu.\n", path="a.md").attributes["case"] == ["A", "B"]


def test_given_numbers_stay_numbers() -> None:
    assert read_source(b"Satu.", path="a.txt", attributes={"n": [1, 2]}).attributes["n"] == [1, 2]


def test_a_value_that_is_no_text_refuses_the_file() -> None:
    with pytest.raises(InvalidInput, match=r"^a\.md: The value of 'x'"):
        read_source(b'---\nx: "\\ud800"\n---\nSatu.\n', path="a.md")
