from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.page_furniture import page_furniture


def left(pages: list[list[str]]) -> list[str]:
    found = page_furniture(pages)
    return [
        line for page, lines in enumerate(pages) for at, line in enumerate(lines) if (page, at) not in found
    ]


def test_running_heads_with_numbers_go_however_their_titles_change() -> None:
    heads = ("Bab 1: Awal 1", "2 Laporan", "Bab 1: Awal 3", "Bab 2: Hasil 4")
    bodies = [[f"isi {name}", f"akhir {name}"] for name in "abcd"]
    pages = [[head, *body] for head, body in zip(heads, bodies, strict=True)]
    assert left(pages) == [line for body in bodies for line in body]


def test_numbers_of_how_many_and_headers_go_from_every_page_but_the_opening_title_stays() -> None:
    pages = [["Laporan", "", f"isi {name}", f"Halaman {at} dari 3"] for at, name in enumerate("abc", 1)]
    assert [line for line in left(pages) if line] == ["Laporan", "isi a", "isi b", "isi c"]


def test_short_answers_at_the_edges_of_pages_are_speech() -> None:
    pages = [["Informan 1: Iya.", f"P: {name}?", "Informan 1: Iya."] for name in ("a", "b")]
    pages += [[f"P: {name}?", f"Informan 1: {name}."] for name in "cdefghijkl"]
    assert left(pages) == [line for page in pages for line in page]


def test_headers_of_left_and_right_pages_go() -> None:
    pages = [
        ["Judul buku" if at % 2 else "Judul bab", f"isi {name}", f"akhir {name}"]
        for at, name in enumerate("abcdefgh")
    ]
    assert left(pages) == ["Judul bab"] + [line for page in pages for line in page[1:]]


def test_a_page_with_one_line_keeps_it_unless_it_is_a_number() -> None:
    assert left([["isi 1"], ["isi 2"], ["isi 3"], ["4"], ["5"], ["6"]]) == ["isi 1", "isi 2", "isi 3"]


def test_years_and_items_of_a_list_do_not_count_pages() -> None:
    pages = [[f"{at}. Butir", f"isi {at}a", f"Target {name} 2023"] for at, name in enumerate("abc", 1)]
    assert left(pages) == [line for page in pages for line in page]


@given(st.lists(st.lists(st.sampled_from(["1", "2", "x 3", "Kop", "", " ", "ya dari 4"]))))
def test_what_is_found_is_a_line_that_is_there(pages: list[list[str]]) -> None:
    assert all(pages[page][at].strip() for page, at in page_furniture(pages))
