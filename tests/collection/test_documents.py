from qualkit.collection import documents


def test_the_parts_of_a_document_are_at_hand() -> None:
    text, edits = documents.reflow("satu dua-\ndua")
    assert documents.restore(text, edits) == "satu dua-\ndua"
    assert len(documents.paragraphs(text)) == 1
    assert not documents.is_hard_wrapped(text)
