import os
from pathlib import Path

import pytest

from qualkit.collection.files import Found, find
from qualkit.errors import InvalidInput, NotFound


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/deep/d.vtt", ".hidden.txt", "~$a.docx", ".git/e.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ya")
    (tmp_path / "sources.csv").write_text("path,case\na.txt,LHK\nsub/c.md,RSUP\n")
    return tmp_path


def names(folder: Path, *given: str) -> list[str]:
    return [found.path.relative_to(folder).as_posix() for found in find([folder / each for each in given])]


def test_a_folder_gives_its_files_sorted_without_hidden_ones(folder: Path) -> None:
    assert names(folder, "") == ["a.txt", "b.txt", "sub/c.md", "sub/deep/d.vtt"]


def test_files_patterns_and_lists_give_each_file_once(folder: Path) -> None:
    assert names(folder, "b.txt", "*.txt", "sub/../b.txt") == ["b.txt", "a.txt"]
    assert names(folder, "**/*.vtt") == ["sub/deep/d.vtt"]
    assert names(folder, "su*") == ["sub/c.md", "sub/deep/d.vtt"]


def test_a_file_whose_name_looks_like_a_pattern_is_itself(folder: Path) -> None:
    (folder / "[x].txt").write_text("ya")
    assert names(folder, "[x].txt") == ["[x].txt"]


def test_a_string_is_a_path(folder: Path) -> None:
    assert [found.path.name for found in find(str(folder / "a.txt"))] == ["a.txt"]


def test_attributes_come_from_the_nearest_table(folder: Path) -> None:
    cases = {found.path.name: dict(found.attributes) for found in find(folder)}
    assert cases == {"a.txt": {"case": "LHK"}, "b.txt": {}, "c.md": {"case": "RSUP"}, "d.vtt": {}}
    (folder / "sub" / "sources.csv").write_text("path,case\nc.md,Setda\n")
    assert {found.path.name: dict(found.attributes) for found in find(folder)}["c.md"] == {"case": "Setda"}


def test_tables_above_the_folder_given_are_not_looked_at(folder: Path) -> None:
    assert [dict(found.attributes) for found in find(folder / "sub")] == [{}, {}]


def test_a_row_that_names_a_missing_file_is_a_problem(folder: Path) -> None:
    (folder / "sources.csv").write_text("path,case\nz.txt,LHK\n")
    last = find(folder)[-1]
    assert last.path.name == "z.txt"
    assert last.problem is not None
    assert "'z.txt'" in last.problem


@pytest.mark.parametrize("given", ["nothing.txt", "*.docx", "empty"])
def test_nothing_found_is_an_error_that_names_it(folder: Path, given: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(NotFound, match="No file to read"):
        find(folder / given)


def test_a_malformed_table_is_refused(folder: Path) -> None:
    (folder / "sources.csv").write_text("path,case\na.txt,x\na.txt,y\n")
    with pytest.raises(InvalidInput, match="line 3"):
        find(folder)


def problems(found: list[Found]) -> dict[str, str]:
    return {each.path.name: each.problem for each in found if each.problem}


def test_a_link_to_itself_is_a_problem_however_it_is_given(folder: Path) -> None:
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    for given in (folder, folder / "*.txt", folder / "loop.txt"):
        assert list(problems(find(given))) == ["loop.txt"], given


def test_a_folder_that_cannot_be_opened_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.fspath(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert "Permission denied" in problems(find(folder))["deep"]


def test_a_file_name_that_is_not_utf_8_is_a_problem(folder: Path) -> None:
    name = os.fsencode(folder) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as file:
            file.write(b"ya")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert "not UTF-8" in problems(find(folder))["caf\\xe9.txt"]


@pytest.mark.parametrize("given", ["~nosuchuser/x.txt", "x" * 5000, "x/" * 3000, "a\0b"])
def test_a_path_that_cannot_be_is_not_found(given: str) -> None:
    with pytest.raises(NotFound, match="No file to read"):
        find(given)


@pytest.mark.parametrize("given", ["", "  "])
def test_an_empty_path_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput, match="empty"):
        find(given)


def test_a_row_with_a_path_that_cannot_be_is_a_problem(folder: Path) -> None:
    (folder / "sources.csv").write_text(f"path,case\n{'x' * 5000}.txt,LHK\n")
    assert "no such file" in next(iter(problems(find(folder)).values()))
