import pytest

from qualkit.collection.metadata import front_matter, normalised, source_table
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
