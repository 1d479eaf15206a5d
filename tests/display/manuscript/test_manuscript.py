from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from qualkit.display.manuscript import Manuscript, bookmark_of
from qualkit.display.manuscript.zip_records import repacked

from .conftest import W, part, with_part

DOCUMENT = "word/document.xml"
OLD_TITLE = "<w:r><w:t>: Old title</w:t></w:r>"


def opened(made: Manuscript) -> Any:
    return Document(io.BytesIO(made.data))


def texts(made: Manuscript) -> list[str]:
    return [each.text for each in opened(made).paragraphs]


def outside(document: bytes) -> tuple[bytes, bytes]:
    """What stands before the second caption, and from the paragraph after its table on."""
    before = document.index(b'<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:bookmarkStart w:id="2"')
    mark = document.find(b"<w:bookmarkStart w:id=", 0, before)
    named = document.rfind(b"<w:bookmarkStart", 0, before)
    before = named if document[named:before].endswith(b'"qualkit_support"/>') else before
    assert mark != -1
    return document[:before], document[document.index(b"<w:p><w:r><w:t>With a footnote") :]


def test_the_table_of_a_caption_is_replaced_and_number_and_bookmark_stay(
    manuscript: bytes, table: bytes
) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table)
    document = opened(made)
    assert "Table 2: Barriers & support by agency" in texts(made)
    assert document.tables[0].cell(0, 0).text == "one"
    assert document.tables[1].cell(1, 1).text.startswith("“kutipan 0.0")
    caption = next(each for each in document.paragraphs if each.text.startswith("Table 2"))
    (mark,) = caption._p.iter(qn("w:bookmarkStart"))
    inside = "".join(
        each.text or "" for each in mark.itersiblings() for each in each.iter(qn("w:t"), qn("w:instrText"))
    )
    assert mark.get(qn("w:name")) == "_Ref52"
    assert inside.startswith("Table  SEQ Table")


def test_three_replacements_leave_all_else_byte_equal(
    manuscript: bytes, table: bytes, other_table: bytes
) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table, name="support")
    for each in (other_table, table, other_table):
        made = made.replaced("support", each)
    assert outside(part(made.data)) == outside(part(manuscript))
    with zipfile.ZipFile(io.BytesIO(manuscript)) as old, zipfile.ZipFile(io.BytesIO(made.data)) as new:
        assert new.namelist() == old.namelist()
        assert new.testzip() is None
        changed = [name for name in old.namelist() if old.read(name) != new.read(name)]
        assert changed == [DOCUMENT, "word/styles.xml"]
        for name in set(old.namelist()) - set(changed):
            before, after = old.getinfo(name), new.getinfo(name)
            assert (before.compress_size, before.date_time) == (after.compress_size, after.date_time)
    assert "Table 2: Refreshed" in texts(made)
    assert sum(each.startswith("Data version") for each in texts(made)) == 1


def test_replacing_a_display_by_itself_changes_no_byte(
    manuscript: bytes, table: bytes, wide_table: bytes, picture: bytes
) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table, name="support")
    made = made.replaced("{{table:barriers}}", wide_table).replaced("figure:network", picture)
    again = made.refreshed({"support": table, "barriers": wide_table, "network": picture})
    assert again.data == made.data


def test_refreshing_together_is_the_same_as_one_by_one(
    manuscript: bytes, table: bytes, other_table: bytes, wide_table: bytes
) -> None:
    placed = Manuscript(manuscript).replaced("Table 2", table, name="support")
    placed = placed.replaced("table:barriers", table)
    together = placed.refreshed({"support": other_table, "barriers": wide_table})
    assert together.data == placed.replaced("support", other_table).replaced("barriers", wide_table).data


def test_a_placeholder_over_several_runs_becomes_a_numbered_and_remembered_display(
    manuscript: bytes, table: bytes
) -> None:
    made = Manuscript(manuscript).replaced("{{table:barriers}}", table)
    assert "Table\u00a03. Barriers & support by agency" in texts(made)
    assert made.placed() == [bookmark_of("barriers")]
    assert "{{table:barriers}}" not in set(made.places()["at"])


def test_a_placeholder_below_the_authors_caption_takes_that_caption(manuscript: bytes, table: bytes) -> None:
    split = "<w:p><w:r><w:t>{{ta</w:t></w:r>"
    mine = "<w:p><w:r><w:t>Table 7. Mine</w:t></w:r></w:p>"
    data = with_part(manuscript, DOCUMENT, split, mine + split)
    made = Manuscript(data).replaced("table:barriers", table)
    assert "Table 7. Barriers & support by agency" in texts(made)
    assert not any(each.startswith("Table\u00a0") for each in texts(made))


def test_a_title_in_a_paragraph_of_its_own_is_replaced_there(manuscript: bytes, table: bytes) -> None:
    data = with_part(
        manuscript,
        DOCUMENT,
        OLD_TITLE + "</w:p>",
        "</w:p><w:p><w:r><w:rPr><w:i/></w:rPr><w:t>Old title</w:t></w:r></w:p>",
    )
    made = Manuscript(data).replaced("Table 2", table)
    place = texts(made).index("Table 2")
    assert texts(made)[place + 1] == "Barriers & support by agency"
    assert opened(made).paragraphs[place + 1].runs[0].italic


def test_bookmarks_and_comments_on_the_old_table_stay(manuscript: bytes, table: bytes) -> None:
    marked = (
        '<w:bookmarkStart w:id="70" w:name="mine"/><w:commentRangeStart w:id="0"/><w:r><w:t>two</w:t></w:r>'
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:bookmarkEnd w:id="70"/>'
    )
    data = with_part(manuscript, DOCUMENT, "<w:r><w:t>two</w:t></w:r>", marked)
    document = part(Manuscript(data).replaced("mine", table).data)
    for mark in (b'w:name="mine"/>', b'<w:bookmarkEnd w:id="70"/>', b'<w:commentRangeEnd w:id="0"/>'):
        assert mark in document
    assert document.count(b"<w:commentReference") == 2
    assert (
        document.index(b'w:name="mine"')
        < document.index(b"JournalTable")
        < document.index(b'<w:bookmarkEnd w:id="70"')
    )


def test_a_picture_comes_with_its_relation_and_goes_with_it(
    manuscript: bytes, picture: bytes, table: bytes
) -> None:
    made = Manuscript(manuscript).replaced("figure:network", picture)
    document = opened(made)
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0].width <= document.sections[0].page_width - 7 * 360_000
    names = zipfile.ZipFile(io.BytesIO(made.data)).namelist()
    media = [name for name in names if name.startswith("word/media/qualkit_")]
    assert len(media) == 1
    assert part(made.data, media[0]) == opened_picture(picture)
    without = made.replaced("network", table)
    assert not any("qualkit_" in name for name in zipfile.ZipFile(io.BytesIO(without.data)).namelist())
    assert b"qualkit_" not in part(without.data, "word/_rels/document.xml.rels")


def opened_picture(picture: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(picture)) as packed:
        return packed.read(next(name for name in packed.namelist() if name.startswith("word/media/")))


def test_a_table_is_as_wide_as_the_authors_text(manuscript: bytes, table: bytes) -> None:
    document = opened(Manuscript(manuscript).replaced("Table 2", table))
    section = document.sections[0]
    text = (section.page_width - section.left_margin - section.right_margin) / 635
    (width,) = document.tables[1]._tbl.iter(qn("w:tblW"))
    assert abs(int(width.get(qn("w:w"))) - text) < 20


def test_the_look_of_the_authors_caption_wins_and_missing_styles_are_added(
    manuscript: bytes, table: bytes
) -> None:
    before = part(manuscript, "word/styles.xml")
    after = part(Manuscript(manuscript).replaced("table:barriers", table).data, "word/styles.xml")
    assert after.startswith(before.removesuffix(b"</w:styles>\n").removesuffix(b"</w:styles>"))
    added = re.findall(rb'w:styleId="(\w+)"', after[len(before) - len(b"</w:styles>\n") :])
    assert sorted(added) == [
        b"JournalTable",
        b"TableAddress",
        b"TableHeading",
        b"TableNote",
        b"TableNumber",
        b"TableText",
    ]


def test_styles_are_matched_by_name_where_word_is_in_another_language(
    manuscript: bytes, table: bytes
) -> None:
    data = with_part(manuscript, "word/styles.xml", 'w:styleId="Caption"', 'w:styleId="Keterangan"')
    made = Manuscript(data).replaced("table:barriers", table)
    caption = next(each for each in opened(made).paragraphs if each.text.startswith("Table\u00a0"))
    assert caption._p.pPr.pStyle.val == "Keterangan"


def test_a_wide_display_gets_a_landscape_page_and_gives_it_back(
    manuscript: bytes, wide_table: bytes, table: bytes
) -> None:
    counted = '<w:pgNumType w:start="5"/><w:cols w:space="720"/><w:titlePg/>'
    data = with_part(manuscript, DOCUMENT, '<w:cols w:space="720"/>', counted)
    made = Manuscript(data).replaced("table:barriers", wide_table)
    sections = opened(made).sections
    assert [each.page_width > each.page_height for each in sections] == [False, True, False]
    assert [each.different_first_page_header_footer for each in sections] == [True, False, False]
    assert [each.header.paragraphs[0].text for each in sections] == ["A running head"] * 3
    assert part(made.data).count(b'w:start="5"') == 1
    back = opened(made.replaced("barriers", table)).sections
    assert [each.different_first_page_header_footer for each in back] == [True]
    assert 'w:start="5"' in back[0]._sectPr.xml


def test_a_section_break_in_what_is_replaced_stays(manuscript: bytes, table: bytes) -> None:
    size = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="9000" w:h="12000"/></w:sectPr></w:pPr><w:r><w:t>{{ta'
    data = with_part(manuscript, DOCUMENT, "<w:p><w:r><w:t>{{ta", size)
    made = opened(Manuscript(data).replaced("table:barriers", table))
    assert [round(each.page_width / 635) for each in made.sections] == [9000, 11906]


def test_what_an_author_wrote_within_a_placement_stays(manuscript: bytes, table: bytes) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table, name="support")
    sentence = "<w:p><w:r><w:t>A sentence of mine.</w:t></w:r></w:p>"
    note = f'<w:p xmlns:w="{W}"><w:pPr><w:pStyle w:val="TableNote"/>'
    data = with_part(made.data, DOCUMENT, note, sentence + note)
    assert "A sentence of mine." in texts(Manuscript(data).replaced("support", table))


def test_libreoffice_prints_each_display_in_its_place(
    manuscript: bytes, table: bytes, wide_table: bytes, picture: bytes, pages: Callable[[bytes], list[str]]
) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table).replaced("table:barriers", wide_table)
    made = made.replaced("figure:network", picture)
    made = made.numbered({"n: code=barriers": "24", "n: code=barriers, case=Bapenda": "9"})
    first, second, third = pages(made.data)
    assert "As Table 2 shows" in first
    assert "Table 2: Barriers & support by agency" in first
    assert re.search(r"We found\s+24\s+barriers", first)
    assert re.search(r"all\s+9\s+passages", first)
    assert re.search(r"Table\s3", second)
    assert "Code 7" in second
    assert re.search(r"Figure\s1\. Codes in time", third)
    assert "The last words." in third


def test_a_manuscript_that_libreoffice_saved_is_refreshed(
    resaved: bytes, table: bytes, other_table: bytes
) -> None:
    made = Manuscript(resaved).replaced("Table 2", table, name="support").replaced("support", other_table)
    assert "Table 2: Refreshed" in texts(made)
    assert opened(made).tables[1].cell(1, 1).text.startswith("“ucapan 0.0")
    assert len(opened(made).tables) == len(Document(io.BytesIO(resaved)).tables)


def test_a_placement_survives_libreoffice(
    manuscript: bytes, table: bytes, other_table: bytes, picture: bytes, resave: Callable[[bytes], bytes]
) -> None:
    made = Manuscript(manuscript).replaced("Table 2", table, name="support")
    made = made.replaced("figure:network", picture).numbered({"n: code=barriers": "24"})
    again = Manuscript(resave(made.data))
    before = texts(again)
    after = again.refreshed({"support": other_table, "network": picture})
    changed = set(texts(after)) ^ set(before)
    assert changed == {"Table 2: Refreshed", "Table 2: Barriers & support by agency"}
    assert after.numbers()[0].text == "24"


def test_places_are_told_in_order(manuscript: bytes) -> None:
    places = Manuscript(manuscript).places()
    assert list(places.columns) == ["kind", "at", "text", "where"]
    named = places[places["kind"].isin(["caption", "placeholder"])]
    assert list(named["at"]) == ["Table 1", "Table 2", "{{table:barriers}}", "{{figure:network}}"]
    assert named["where"].str.startswith("paragraph ").all()


def test_a_real_manuscript_keeps_all_but_the_placeholder(
    shared: Path, table: bytes, wide_table: bytes, pages: Callable[[bytes], list[str]]
) -> None:
    real = (shared / "transcripts" / "aws_example-call.docx").read_bytes()
    end = part(real).rindex(b"<w:sectPr")
    held = b"<w:p><w:r><w:t>{{table:barriers}}</w:t></w:r></w:p>"
    document = part(real)[:end] + held + part(real)[end:]
    data = repacked(real, {DOCUMENT: document})
    made = Manuscript(data).replaced("table:barriers", table)
    assert part(made.data).startswith(document[:end])
    assert part(made.data).endswith(document[end + len(held) :])
    assert len(opened(made).tables) == len(Document(io.BytesIO(real)).tables) + 1
    wide = made.replaced("barriers", wide_table)
    assert "Code 7" in pages(wide.data)[-1]
    assert wide.replaced("barriers", wide_table).data == wide.data
    back = opened(wide.replaced("barriers", table)).sections
    assert [each.page_width for each in back] == [each.page_width for each in opened(made).sections]


def test_a_title_under_its_number_is_refreshed_in_its_own_paragraph(
    manuscript: bytes, stacked: Callable[[str], bytes]
) -> None:
    made = Manuscript(manuscript).replaced("table:barriers", stacked("First"))
    again = made.replaced("barriers", stacked("Second"))
    place = texts(again).index("Table\u00a03")
    assert texts(again)[place + 1] == "Second"
    assert "First" not in texts(again)
    assert texts(again.replaced("barriers", stacked("First"))) == texts(made)
