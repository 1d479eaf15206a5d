from qualkit.collection.page_layout import Piece, lines_of_page


def line(left: float, top: float, text: str, *, width: float = 200) -> Piece:
    return Piece(left, top - 10, left + width, top, text)


def test_columns_are_read_one_after_the_other_below_what_runs_over_them() -> None:
    columns = [
        line(50 + 230 * column, 700 - 12 * row, f"{column}/{row}") for row in range(8) for column in range(3)
    ]
    heading = line(50, 760, "Judul", width=660)
    wanted = [f"{column}/{row}" for column in range(3) for row in range(8)]
    assert lines_of_page([*columns, heading]) == ["Judul", "", *wanted]


def test_a_narrow_column_of_names_stays_beside_its_speech() -> None:
    rows = range(8)
    names = [line(50, 700 - 12 * row, f"P{row}:", width=20) for row in rows]
    speech = [line(100, 700 - 12 * row, "ya", width=400) for row in rows]
    assert lines_of_page([*names, *speech]) == [f"P{row}:\tya" for row in rows]


def test_a_line_from_right_to_left_begins_at_its_right() -> None:
    assert lines_of_page([line(50, 700, ".שלום", width=40), line(95, 700, "עולם", width=40)]) == [
        "עולם .שלום"
    ]
    assert lines_of_page([line(50, 700, "?מה שלומך", width=90)]) == ["מה שלומך?"]


def test_a_paragraph_that_stands_apart_has_a_blank_line_before_it() -> None:
    tops = (700, 688, 676, 640, 628)
    assert lines_of_page([line(50, top, "ya") for top in tops]) == ["ya", "ya", "ya", "", "ya", "ya"]


def test_a_page_of_any_length_is_read() -> None:
    assert len(lines_of_page([line(50, 12 * row, "ya") for row in range(3000)])) == 3000
