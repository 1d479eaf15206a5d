"""A codebook beside the table of its codes' ids and places."""

from __future__ import annotations

from qualkit.interchange.tables import Table
from qualkit.interchange.tidy.codebook import with_codebook

LISTED = Table(("name", "position", "code_id"), [("a", "2", "A"), ("b", "1", "B"), ("c", "3", "C")])


def read(text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    table, extra = with_codebook(LISTED, text, name="codebook.yaml")
    return [*table.cells(("name", "parent", "position", "code_id"), where="codes")], extra


def test_codes_keep_ids_and_places() -> None:
    assert read("codes: [{name: a, codes: [b]}, c]") == (
        [("a", "", "2", "A"), ("b", "a", "1", "B"), ("c", "", "3", "C")],
        [],
    )


def test_codes_that_were_put_in_another_order_take_its_places() -> None:
    assert [row[::2] for row in read("codes: [c, a, b]")[0]] == [("c", "0"), ("a", "1"), ("b", "2")]


def test_a_code_that_only_the_codebook_has_comes_in_and_one_that_it_lacks_stays() -> None:
    rows, extra = read("codes: [a, new, {name: b, codes: []}]")
    assert [(row[0], row[3]) for row in rows] == [("a", "A"), ("new", ""), ("b", "B"), ("c", "C")]
    assert extra == ["c"]
