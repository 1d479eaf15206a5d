from qualkit.collection.header import header


def test_header_lines_are_read_and_the_body_begins_after_them() -> None:
    text = (
        "[Teks susunan.]\n# Catatan observasi: sesi 3\n\nTanggal: 12 Januari 2023\n\n"
        "**Tempat:** Ruang rapat\nPengamat: Peneliti 1\n\n09.05 Mulai.\n"
    )
    attributes, body = header(text)
    assert attributes == {"date": "2023-01-12", "site": "Ruang rapat", "observer": "Peneliti 1"}
    assert text[body:].strip() == "09.05 Mulai."


def test_a_first_turn_is_no_header() -> None:
    text = "Pewawancara: Selamat pagi, Bu\nInforman: Pagi\n"
    assert header(text) == ({}, 0)


def test_people_in_a_header_with_a_date_are_attributes() -> None:
    text = "Tanggal: 1 Juli 2023\nPewawancara: Peneliti 2\nInforman: B1\n\nPewawancara: Siap?\n"
    attributes, body = header(text)
    assert attributes == {"date": "2023-07-01", "interviewer": "Peneliti 2", "participant": "B1"}
    assert text[body:].strip() == "Pewawancara: Siap?"


def test_speech_right_under_the_header_is_not_taken_for_it() -> None:
    text = "Tanggal: 1 Juli 2023\nPewawancara: Selamat pagi, Pak. Siap?\n"
    assert text[header(text)[1] :] == "Pewawancara: Selamat pagi, Pak. Siap?\n"


def test_a_sentence_is_no_title() -> None:
    text = "Saya tiba lebih awal.\n\nTanggal: 1 Juli 2023\n"
    assert header(text) == ({}, 0)


def test_the_title_of_a_note_is_no_attribute() -> None:
    assert header("Catatan observasi: sesi ketiga\nTanggal: 1 Juli 2023\n")[0] == {"date": "2023-07-01"}
