from __future__ import annotations

import pytest

from qualkit.display.manuscript.captions import Caption, captions
from qualkit.display.manuscript.elements import scan

from .conftest import W

TABLE = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
PICTURE = "<w:p><w:r><w:drawing/></w:r></w:p>"


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def found(*blocks: str) -> list[Caption]:
    root = scan(f'<w:body xmlns:w="{W}">{"".join(blocks)}</w:body>'.encode())
    return list(captions(root.children, frozenset()))


def named(*blocks: str) -> list[tuple[str, list[int]]]:
    """The captions, and which of the blocks each names."""
    root = scan(f'<w:body xmlns:w="{W}">{"".join(blocks)}</w:body>'.encode())
    starts = [each.start for each in root.children]
    return [
        (each.heading, [starts.index(shown.start) for shown in each.objects])
        for each in captions(root.children, frozenset())
    ]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Table 2. Barriers", "Table 2"),
        ("Tabel 4.2 Hambatan", "Tabel 4.2"),
        ("Table IV: Barriers", "Table IV"),
        ("Table A1 – Barriers", "Table A1"),
        ("Table&#160;3", "Table 3"),
    ],
)
def test_a_label_and_number_before_a_table_are_a_caption(text: str, heading: str) -> None:
    assert [each.heading for each in found(said(text), TABLE)] == [heading]


@pytest.mark.parametrize("text", ["The table 2 shows", "Table two", "In 2024 we", "Agency 2"])
def test_running_text_before_a_table_is_no_caption(text: str) -> None:
    assert found(said(text), TABLE) == []


def test_text_that_begins_like_a_caption_is_none_without_a_table() -> None:
    assert found(said("Table 2 shows."), said("More."), TABLE) == []


def test_captions_stand_above_tables_or_all_below_figures() -> None:
    assert named(said("Table 1"), TABLE, said("Table 2"), TABLE) == [("Table 1", [1]), ("Table 2", [3])]
    assert named(PICTURE, said("Figure 1"), PICTURE, said("Figure 2")) == [
        ("Figure 1", [0]),
        ("Figure 2", [2]),
    ]


def test_a_caption_between_two_tables_may_name_both() -> None:
    assert named(TABLE, said("Table 1"), TABLE) == [("Table 1", [0, 2])]


def test_a_title_after_a_bare_caption_is_its_title() -> None:
    (caption,) = found(said("Table 1"), "<w:p/>", said("Barriers"), TABLE)
    assert caption.title is not None
    assert caption.above
