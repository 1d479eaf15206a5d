from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.paragraphs import Separator, paragraphs


def written(text: str, separator: Separator = "blank line") -> list[str]:
    return [text[turn.start : turn.end] for turn in paragraphs(text, separator=separator)]


def test_blank_lines_headings_items_and_tables_divide_markdown() -> None:
    text = "# Judul\nSatu\nbaris.\n\nDua:\n- a\n  lanjut\n- b\n1. c\n| x | y |\n|---|---|\n| 1 | 2 |\nTiga.\n"
    assert written(text) == [
        "# Judul",
        "Satu\nbaris.",
        "Dua:",
        "- a\n  lanjut",
        "- b",
        "1. c",
        "| x | y |\n|---|---|\n| 1 | 2 |",
        "Tiga.",
    ]


def test_every_line_is_a_paragraph_where_the_format_says_so() -> None:
    assert written("Satu\nDua\n\nTiga", "line") == ["Satu", "Dua", "Tiga"]


def test_rules_are_no_paragraphs() -> None:
    assert written("Satu\n\n---\n\nDua\n* * *\nTiga") == ["Satu", "Dua", "Tiga"]


def test_only_the_part_asked_for_is_divided() -> None:
    text = "satu\n\ndua\n\ntiga"
    assert [text[turn.start : turn.end] for turn in paragraphs(text, 6, end=9)] == ["dua"]


@given(st.text(alphabet="aB1 \n-#|.*"), st.sampled_from(["blank line", "line"]))
def test_paragraphs_cover_every_letter_once_and_in_order(text: str, separator: Separator) -> None:
    together = "".join(written(text, separator))
    assert [each for each in together if each.isalnum()] == [each for each in text if each.isalnum()]
