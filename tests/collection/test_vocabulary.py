import pytest

from qualkit.collection.vocabulary import attribute_name, kind_named, kind_within


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Kasus", "case"),
        ("Narasumber", "participant"),
        ("Hari/Tanggal", "date"),
        ("Lama Kerja", "lama_kerja"),
    ],
)
def test_names_of_attributes_are_english_and_lower_case(written: str, name: str) -> None:
    assert attribute_name(written) == name


def test_kinds_are_named_in_both_languages() -> None:
    assert [kind_named(word) for word in ("Survei", "field_notes", "DOCUMENT", "")] == [
        "survey",
        "observation",
        "document",
        None,
    ]


def test_a_kind_is_found_only_as_a_whole_word() -> None:
    assert kind_within("documentation") is None
    assert kind_within("2023_dokumen_lhk") == "document"
