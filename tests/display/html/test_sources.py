from __future__ import annotations

from dataclasses import replace

import pandas as pd
from lxml import html

from qualkit.display.grid import Cell, Entry, Matrix
from qualkit.display.html import page
from qualkit.display.passages import Passages


def test_each_quoted_turn_stands_once_with_all_quoted_words_marked(quoted: Matrix) -> None:
    turn = html.fromstring(page(quoted)).get_element_by_id("P01-4")
    assert "Ani: Sesudah kutipan 2 ada kutipan 4 <b>juga</b>." in turn.text_content()
    assert [each.text for each in turn.iter("mark")] == ["kutipan 4"]
    assert [each.text_content() for each in turn.iter("a")] == ["Bapenda × Anggaran"]


def test_links_lead_from_a_quotation_to_its_turn_and_back(quoted: Matrix) -> None:
    shown = html.fromstring(page(quoted))
    links = shown.xpath("//td//a/@href")
    assert len(links) == sum(
        entry.address != "D01" for row in quoted.cells for cell in row for entry in cell.entries
    )
    for href in links:
        turn = shown.get_element_by_id(href[1:])
        backs = [shown.get_element_by_id(each[1:]) for each in turn.xpath(".//a/@href")]
        assert any(href in back.xpath(".//a/@href") for back in backs)


def test_sources_whose_names_look_alike_are_told_apart(quoted: Matrix) -> None:
    names = ["P 1", "P:1", "P-1", "quotation", "<P>", "P10", "P9"]
    turns = pd.DataFrame({"source": names, "turn": 2, "speaker": None, "text": "Satu kutipan."})
    cell = Cell(entries=tuple(Entry(text="kutipan", address=f"{name}:2") for name in names), n=7)
    odd = replace(
        quoted, rows=quoted.rows[:1], columns=quoted.columns[:1], cells=((cell,),), passages=Passages(turns)
    )
    shown = html.fromstring(page(odd))
    ids = shown.xpath("//@id")
    assert len(set(ids)) == len(ids)
    assert len(set(shown.xpath("//td//a/@href"))) == len(names)
    headings = [each.text for each in shown.findall(".//h3")]
    assert headings.index("P9") < headings.index("P10")
