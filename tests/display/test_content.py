from __future__ import annotations

from qualkit.display.content import Quoting, Run, cell_content, heading, length, longest_word, natural_widths
from qualkit.display.grid import Cell, Entry, Header
from qualkit.display.material import Material
from qualkit.display.matrix import matrix

CELL = Cell(entries=(Entry(text="Berat", address="P01:2"), Entry(text="own words")), n=3)


def test_a_quotation_stands_between_marks_before_its_address(material: Material) -> None:
    quoted, own, number = cell_content(CELL, matrix(material))
    assert quoted == (Run("“Berat”"), Run("\u00a0P01:2", "address"))
    assert own == (Run("own words"),)
    assert number == (Run("n\u00a0=\u00a03", "number"),)


def test_quotations_are_printed_as_asked(material: Material) -> None:
    quoting = Quoting(marks=("‘", "’"), look="quoted", address="plain", bracketed=True)
    quoted, *_ = cell_content(CELL, matrix(material), quoting=quoting)
    assert quoted == (Run("‘Berat’", "quoted"), Run("\u00a0(P01:2)"))


def test_a_heading_has_its_note_and_where_asked_its_number() -> None:
    header = Header(key="a", label="A", note="new", n=2)
    assert heading(header, sized=True) == [
        (Run("A"),),
        (Run("new", "number"),),
        (Run("n\u00a0=\u00a02", "number"),),
    ]
    assert len(heading(header, sized=False)) == 2


def test_longer_columns_are_wider_within_bounds() -> None:
    short, long, longest = natural_widths([["x", "x" * 1000, "x" * 10_000]])
    assert short < long < longest == 4 * short
    assert length([(Run("ab"), Run("c")), (Run("d"),)]) == 4
    assert longest_word("WIDE words") > longest_word("wide words")
