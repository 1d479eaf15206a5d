import pytest

from qualkit.collection.identifiers import find_identifiers


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("tulis ke ani.w+1@dinas.ntbprov.go.id.", "email", "ani.w+1@dinas.ntbprov.go.id"),
        ("HP 0812-3456-7890", "phone", "0812-3456-7890"),
        ("WA +62 812 3456 789", "phone", "+62 812 3456 789"),
        ("call +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("kantor (0370) 621 862", "phone", "(0370) 621 862"),
        ("NIK 5271014505900001", "id number", "5271014505900001"),
        ("NIP 19800512 200501 2 003", "id number", "19800512 200501 2 003"),
        ("NIP. 198005122005012003", "id number", "198005122005012003"),
        ("NPWP 09.254.294.3-407.000", "id number", "09.254.294.3-407.000"),
        ("paspor A1234567", "passport", "A1234567"),
        ("lahir di Mataram, 12 Mei 1980", "birth date", "12 Mei 1980"),
        ("NIK 5271 0145 0590 0001", "id number", "5271 0145 0590 0001"),
        ("NPWP: 092542943407000", "id number", "092542943407000"),
        ("telp 628123456789", "phone", "628123456789"),
        ("motor DR 1234 AB", "licence plate", "DR 1234 AB"),
        ("akun @sri.wahyuni.", "handle", "@sri.wahyuni"),
        ("born 1980-05-12", "birth date", "1980-05-12"),
        ("lihat https://x.id/a?b=1.", "address", "https://x.id/a?b=1"),
    ],
)
def test_what_identifies_a_person_is_found(text: str, kind: str, found: str) -> None:
    assert [(each.kind, each.text) for each in find_identifiers(text)] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Rp 1.183.148.550.000 pada 2023",
        "Peraturan Nomor 12 Tahun 2019",
        "pukul 10.30 sampai 12.15, 19,1 persen",
        "9999999999999999 dan 1234567890123456",
        "hari 12 Mei 2023 kami rapat",
        "halaman 1-12, tabel 3.4",
        "Rp 62.812.345.678 dan 62.812.345.678",
        "UU 23 Tahun 2014, dr 1234 ab, PP 12 ASN",
    ],
)
def test_amounts_years_regulations_and_times_are_none(text: str) -> None:
    assert list(find_identifiers(text)) == []
