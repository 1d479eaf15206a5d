import numpy as np
import pytest

from qualkit.collection.metadata import front_matter, given, normalised, source_table
from qualkit.errors import InvalidInput


def test_front_matter_is_read_and_the_body_begins_after_it() -> None:
    text = "---\nkind: wawancara # jenis\ncase: LHK\ntanggal: 2023-06-20\ntags: [a, b]\numur: 41\n---\nP: Ya?"
    attributes, body = front_matter(text)
    assert attributes == {
        "kind": "interview",
        "case": "LHK",
        "date": "2023-06-20",
        "tags": ["a", "b"],
        "umur": 41,
    }
    assert text[body:] == "P: Ya?"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no block",
        "---\nonly an opening",
        "---\njust text\n---\nbody",
        "---\n- a\n- list\n---\n",
        "---\na: [broken\n---\nbody",
        "---\n---\nbody",
        "text\n---\na: 1\n---\n",
        "----\na: 1\n---\n",
    ],
)
def test_what_is_no_yaml_mapping_is_just_text(text: str) -> None:
    assert front_matter(text) == ({}, 0)


def test_blank_values_are_absent_and_nested_ones_are_kept_as_text() -> None:
    assert normalised({"a": None, "b": "  ", "c": {"x": 1}, "d": False}) == {"c": "{'x': 1}", "d": False}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_with_any_delimiter(delimiter: str) -> None:
    rows = [
        ("path", "Kasus", "jenis", "tanggal", "target"),
        ("x/a.txt", "LHK", "wawancara", "1 Juli 2023", "70"),
    ]
    data = "\ufeff" + "\r\n".join(delimiter.join(row) for row in rows)
    assert source_table(data.encode(), "sources.csv") == {
        "x/a.txt": {"case": "LHK", "kind": "interview", "date": "2023-07-01", "target": 70}
    }


def test_numbers_that_would_not_be_written_the_same_stay_text() -> None:
    table = source_table(b"path,a,b,c\nx.txt,007,1.50,2.5\n", "sources.csv")
    assert table["x.txt"] == {"a": "007", "b": 1.5, "c": 2.5}


def test_blank_cells_and_blank_rows_say_nothing() -> None:
    assert source_table(b"path,case,site\n./a.txt,,x\n,,\n", "t") == {"a.txt": {"site": "x"}}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"file,case\na,b\n", "line 1.*'path'"),
        (b"path,case\na.txt,LHK\na.txt,RSUP\n", "line 3.*twice"),
        (b"path,case\n,LHK\n", "line 2.*no path"),
        (b"path,case\na.txt,LHK,more\n", "line 2.*3 cells"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        source_table(data, "sources.csv")


def test_front_matter_keeps_times_lists_and_the_numbers_in_them() -> None:
    text = "---\nx: 2023-01-01 09:30:00\ndate: 2023-01-01 09:30:00\ncase: [A, B]\nn: [1, 2.5]\n---\n"
    assert front_matter(text)[0] == {
        "x": "2023-01-01T09:30:00",
        "date": "2023-01-01",
        "case": ["A", "B"],
        "n": [1, 2.5],
    }


def test_what_is_given_stays_as_it_is() -> None:
    values = {"n": [1, 2], "Jenis": "wawancara", "age": np.int64(41), "flags": [True, "x"], "blank": " "}
    known = given(values)
    assert known == {"n": [1, 2], "kind": "interview", "age": 41, "flags": [True, "x"]}
    assert type(known["age"]) is int


def test_front_matter_nested_without_end_is_text() -> None:
    assert front_matter(f"---\na: {'[' * 5000}{']' * 5000}\n---\n") == ({}, 0)


@pytest.mark.parametrize("value", [r'"a\0b"', r'"\ud800"', r'[x, "\0"]'])
def test_a_value_that_is_no_text_is_refused_by_its_name(value: str) -> None:
    with pytest.raises(InvalidInput, match="'site'"):
        front_matter(f"---\nsite: {value}\n---\n")


def test_not_asked_names_codes() -> None:
    assert normalised({"not_asked": ["a", 2]}) == {"not_asked": ["a", "2"]}
    assert normalised({"not_asked": "a; b"}) == {"not_asked": "a; b"}
    for read in (normalised, given):
        with pytest.raises(InvalidInput, match="'not_asked' names the codes"):
            read({"not_asked": True})


def test_blank_lines_above_the_header_say_nothing() -> None:
    assert source_table(b"\n;;\npath;case\na.txt;LHK\n", "t") == {"a.txt": {"case": "LHK"}}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "^x/sources.csv: "),
        (b"%PDF-1.7", "^x/sources.csv: .*PDF"),
        (b"path,note\na.txt," + b"x" * 140_000, "^x/sources.csv, line 2: field larger"),
        (b'path,note\na.txt,"open\nb.txt,x\n', "^x/sources.csv, line 3: .*quotation mark"),
    ],
)
def test_a_table_that_cannot_be_read_is_named(data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        source_table(data, "x/sources.csv")
