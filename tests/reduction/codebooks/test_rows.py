from __future__ import annotations

import pytest

from qualkit.errors import InvalidInput
from qualkit.model import Code
from qualkit.reduction.codebooks.rows import Row, read_rows


def row(number: int, **cells: str) -> Row:
    return Row(f"row {number}", [*cells.items()])


def test_rows_are_codes() -> None:
    rows = [row(2, code="a", definition="A."), row(3, code="b", parent="a", patterns="x*\ny")]
    found = read_rows(rows, where="book.csv", title="T", language="id")
    assert found == (
        (Code(name="a", definition="A."), Code(name="b", parent="a", patterns=("x*", "y"))),
        "T",
        "id",
    )


def test_all_problems_are_told_with_their_rows() -> None:
    rows = [
        row(2, code="a", kind="proces", remarks="x"),
        row(3, code="A", colour="red", remarks="y"),
        row(5, code="b", parent="c", retired="perhaps"),
        row(6, brief="nobody"),
    ]
    with pytest.raises(InvalidInput) as caught:
        read_rows(rows, where="book.csv")
    told = str(caught.value).splitlines()
    assert [line.partition(":")[0] for line in told] == [f"book.csv, row {n}" for n in (2, 2, 3, 3, 5, 5, 6)]
    assert "No column named 'remarks'." in told[0]
    assert "No kind named 'proces'. Did you mean 'process'" in told[1]
    assert "there is a code 'a' already" in told[3]
    assert "'retired' must be true or false, not perhaps" in told[4]


def test_a_misspelt_heading_is_told_once_with_the_nearest() -> None:
    told = "row 2: No column named 'definitoin'. Did you mean 'definition'"
    with pytest.raises(InvalidInput, match=told) as caught:
        read_rows([row(2, code="a", definitoin="x"), row(3, code="b", definitoin="y")], where="book.csv")
    assert len(str(caught.value).splitlines()) == 1
