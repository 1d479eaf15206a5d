from qualkit.collection.readers import plain


def test_text_is_kept_as_it_is_and_a_guessed_encoding_is_remarked() -> None:
    reading = plain.read("“ya”\r\nitu".encode("cp1252"))
    assert reading.text == "“ya”\nitu"
    assert reading.turns is None
    assert len(reading.remarks) == 1
    assert not plain.sniff(b"ya")
