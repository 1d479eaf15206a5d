from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.notes import find_notes
from qualkit.model import Turn


def pieces(text: str) -> list[tuple[str | None, str]]:
    return [(turn.role, text[turn.start : turn.end]) for turn in find_notes(text)]


def times(text: str) -> list[tuple[float | None, float | None]]:
    return [(turn.begins, turn.ends) for turn in find_notes(text)]


def test_entries_begin_in_seconds_from_midnight() -> None:
    text = (
        "09.05 Satu.\n\n09:10 Dua.\n\n[09:20] Tiga.\n\n"
        "09.30–09.45 Empat.\n\n**10.00** Lima.\n\nPukul 10.05 WITA Enam."
    )
    assert times(text) == [
        (32700.0, None),
        (33000.0, None),
        (33600.0, None),
        (34200.0, 35100.0),
        (36000.0, None),
        (36300.0, None),
    ]
    assert [text for _, text in pieces(text)] == ["Satu.", "Dua.", "Tiga.", "Empat.", "Lima.", "Enam."]


def test_comments_are_turns_of_their_own() -> None:
    text = (
        "09.05 Masuk [semua berdiri] lalu duduk.\n\nOC: Aneh.\n\n"
        "**Komentar pengamat:** Sunyi.\n\n10.00 Pulang. [OC: lelah]"
    )
    assert pieces(text) == [
        ("description", "Masuk"),
        ("comment", "semua berdiri"),
        ("description", "lalu duduk."),
        ("comment", "Aneh."),
        ("comment", "Sunyi."),
        ("description", "Pulang."),
        ("comment", "lelah"),
    ]


def test_a_comment_inside_an_entry_has_its_time() -> None:
    assert times("09.05 Masuk [semua berdiri].") == [(32700.0, None), (32700.0, None)]


def test_links_omissions_and_amounts_are_no_comments_and_no_times() -> None:
    text = "09.05 Lihat [foto](x.png) dan [...] itu.\n\n19.10 % pertumbuhan."
    assert pieces(text) == [
        ("description", "Lihat [foto](x.png) dan [...] itu."),
        ("description", "19.10 % pertumbuhan."),
    ]


def test_a_time_begins_an_entry_without_a_blank_line_before() -> None:
    assert times("09.05 Satu.\n09.10 Dua.") == [(32700.0, None), (33000.0, None)]


def test_a_comment_in_parentheses_ends_with_them() -> None:
    assert pieces("Datang (OC: terlambat) sendirian.") == [
        ("description", "Datang"),
        ("comment", "terlambat"),
        ("description", "sendirian."),
    ]


@given(
    st.lists(
        st.sampled_from(["09.05 ", "OC: ", "[", "]", "(", ")", "(OC: ", "kata ", ". ", "\n", "\n\n", "**"])
    )
)
def test_pieces_are_in_order_and_never_overlap(parts: list[str]) -> None:
    text = "".join(parts)
    turns: tuple[Turn, ...] = find_notes(text)
    ends = [0, *(turn.end for turn in turns)]
    assert all(end <= turn.start < turn.end for end, turn in zip(ends, turns, strict=False))
    assert ends[-1] <= len(text)
