from qualkit.collection.pages import content_lines


def content(text: str) -> list[str]:
    return [line.text for line in content_lines(text)]


def test_page_numbers_and_running_headers_go_but_the_first_header_stays() -> None:
    pages = "\f".join(
        f"Laporan Kinerja\n\nIsi halaman {word}.\n\n   {number}\n" for number, word in enumerate("abc", 1)
    )
    assert content(pages) == ["Laporan Kinerja", "Isi halaman a.", "Isi halaman b.", "Isi halaman c."]


def test_headers_that_carry_the_page_number_are_recognised() -> None:
    pages = "\f".join(
        f"Judul besar\nIsi {word}.\nLagi {word}.\nLaporan PAD | {number}\n"
        for number, word in enumerate("abc", 1)
    )
    assert "Laporan PAD" not in " ".join(content(pages))


def test_a_series_of_numbers_alone_counts_pages_without_form_feeds() -> None:
    text = "Isi satu.\n\n1\n\nIsi dua.\n\n- 2 -\n\nIsi tiga.\n\nHalaman 7\n\nIsi empat.\n"
    assert content(text) == ["Isi satu.", "Isi dua.", "Isi tiga.", "Isi empat."]


def test_a_single_figure_is_content() -> None:
    assert content("Jumlah\n\n25\n\norang.") == ["Jumlah", "25", "orang."]


def test_a_refrain_is_no_running_header() -> None:
    text = "Jawaban singkat\n\nYa.\n\n" * 4
    assert content(text).count("Jawaban singkat") == 4


def test_lines_without_a_letter_or_digit_go() -> None:
    assert content("Satu\n~\n—_—>\n€\nDua") == ["Satu", "Dua"]
