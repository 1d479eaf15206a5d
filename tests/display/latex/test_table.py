from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from qualkit.display.grid import Cell, Entry, Matrix
from qualkit.display.latex import document, preamble, table
from qualkit.display.material import Material
from qualkit.display.matrix import matrix


def words(shown: Matrix) -> set[str]:
    """All words of a matrix: its title, headings, quotations and addresses."""
    said = [shown.title, shown.corner, *(each.label for each in (*shown.rows, *shown.columns))]
    for row in shown.cells:
        for cell in row:
            said += [f"{entry.text} {entry.address}" for entry in cell.entries]
    return set(" ".join((*said, *shown.legend, *shown.rules, *shown.notes)).split())


@pytest.mark.parametrize(
    "name",
    ["quotations", "counts", "long", "wide", "empty", "without columns", "noted", "scripts"],
)
def test_every_engine_sets_it_and_nothing_leaves_its_column(
    name: str, matrices: dict[str, Matrix], engine: str, typeset: Callable[..., Any]
) -> None:
    printed = typeset(document([table(matrices[name])], language="en"), engine)
    assert printed.errors == []
    assert printed.overfull == []
    assert "Table 1. Trial" in printed.text
    assert "Data version 0." in " ".join(printed.text.split())


@pytest.mark.parametrize("name", ["quotations", "counts", "long", "wide", "noted"])
def test_no_word_is_lost(name: str, matrices: dict[str, Matrix], typeset: Callable[..., Any]) -> None:
    shown = replace(matrices[name], rules=("Counted twice.",))
    printed = typeset(document([table(shown)], language="en"))
    found = set(printed.text.replace("“", " ").replace("”", " ").split())
    latin = {word for word in words(shown) if word.isascii()}
    assert latin - found == set()
    assert printed.text.count("工") == 800 * (name == "long")


def test_a_study_is_set_with_its_states_bands_and_notes(
    material: Material, engine: str, typeset: Callable[..., Any]
) -> None:
    shown = matrix(material, bands="bidang", language="id")
    printed = typeset(document([table(shown)], language="id"), engine)
    text = " ".join(unicodedata.normalize("NFKC", printed.text).split())
    assert printed.errors == []
    assert "Tabel 1. Kutipan menurut kasus dan kode" in text
    for said in ("pajak", "“kutipan 0” P01:2", "tidak ditemukan", "Keterangan.", "Versi data 7."):
        assert said in text


def test_a_fragment_names_its_packages_its_caption_and_its_label(material: Material) -> None:
    fragment = table(matrix(material, title="Hambatan & dukungan"))
    assert all(f"%   {line}" in fragment for line in preamble().splitlines())
    assert r"\caption{Hambatan \& dukungan}\label{tab:hambatan-dukungan}" in fragment
    assert r"\label{tab:own}" in table(matrix(material), label="tab:own")


def test_a_short_table_floats_with_notes_of_its_own_width(matrices: dict[str, Matrix]) -> None:
    fragment = table(matrices["quotations"])
    assert r"\begin{table}[htbp]" in fragment
    assert r"\begin{tablenotes}[flushleft]" in fragment
    assert "longtable}{" not in fragment


def test_a_table_over_pages_repeats_its_headings_and_says_that_it_goes_on(
    matrices: dict[str, Matrix],
) -> None:
    fragment = table(matrices["long"])
    assert fragment.count(r"\qkheading{x}") == 2
    assert r"\tablename~\thetable\ (continued)" in fragment
    assert r"\insertTableNotes \endlastfoot" in fragment


def test_a_quotation_taller_than_a_page_is_divided_after_sentences(matrices: dict[str, Matrix]) -> None:
    rows = [line for line in table(matrices["long"]).splitlines() if "Sentence" in line]
    assert len(rows) > 20
    assert all(re.search(r"planned\.(”| &)", row) for row in rows)


def test_many_columns_are_printed_in_parts_on_pages_on_their_side(matrices: dict[str, Matrix]) -> None:
    fragment = table(matrices["wide"])
    assert fragment.count(r"\begin{landscape}") == 1
    assert fragment.count(r"\begin{longtable}") == fragment.count("\nA") // 1 > 1
    assert fragment.count(r"\caption{") == 1


def test_families_span_their_codes_and_long_codes_are_turned(matrices: dict[str, Matrix]) -> None:
    fragment = table(matrices["counts"])
    assert r"\cmidrule(lr){2-5}\cmidrule(lr){6-14}\cmidrule(lr){15-20}" in fragment
    assert fragment.count(r"\rotatebox{90}") == 2 * 19
    assert re.findall(r"\\qkband\{(\w+)\}", fragment) == ["high", "low"]


def test_line_breaks_in_a_quotation_are_kept(matrices: dict[str, Matrix]) -> None:
    broken = Cell(entries=(Entry(text="one\ntwo", address="P01:1"),), n=1)
    shown = replace(matrices["quotations"], cells=((broken,) * 3,) * 2)
    assert r"“one\par two”~\qkaddress{P01:1}" in table(shown)


def test_two_displays_share_a_paper(
    matrices: dict[str, Matrix], engine: str, typeset: Callable[..., Any]
) -> None:
    fragments = [table(matrices["scripts"]), table(replace(matrices["wide"], title="Other"))]
    printed = typeset(document(fragments, language="id"), engine)
    assert printed.errors == []
    assert "Tabel 2. Other" in printed.text
