import pytest

from qualkit import InvalidInput
from qualkit.markup import attribute, local_name, parse_xml

LAUGHS = '<!DOCTYPE a [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;">]><a>&m;</a>'


def test_names_are_told_without_their_namespaces() -> None:
    root = parse_xml(b'<x:a xmlns:x="urn:x" xml:id="i"><!-- no --><?no no?><b/></x:a>', what="file")
    assert (local_name(root), attribute(root, "id"), attribute(root, "none")) == ("a", "i", None)
    assert [local_name(child) for child in root] == ["b"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no ELAN file, or a damaged one"),
        ("<a>", "no ELAN file, or a damaged one"),
        (LAUGHS, "defines XML entities"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "defines XML entities"),
        ("<a>" * 300 + "</a>" * 300, "more than 200 deep"),
    ],
)
def test_hostile_or_damaged_xml_is_refused(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_xml(text.encode(), what="ELAN file")


def test_an_external_definition_is_not_loaded() -> None:
    root = parse_xml(b'<!DOCTYPE a SYSTEM "http://localhost:9/a.dtd"><a>ya</a>', what="file")
    assert root.text == "ya"
