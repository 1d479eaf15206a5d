from qualkit.collection.readers import markdown


def test_marks_stay_in_the_text() -> None:
    reading = markdown.read(b"# Judul\n**P:** ya")
    assert (reading.text, reading.layout) == ("# Judul\n**P:** ya", "markdown")
    assert not markdown.sniff(b"# Judul")
