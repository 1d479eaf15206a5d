from qualkit.collection.utterances import Utterance, transcript


def test_consecutive_speech_of_one_speaker_is_one_turn() -> None:
    said = [
        Utterance("a", "P", 0, 1),
        Utterance("b", "P", 1, 2),
        Utterance("c", "I", 2, 3),
        Utterance("d", "P", 3, 4),
    ]
    text, turns = transcript(said)
    assert text == "P: a b\nI: c\nP: d\n"
    assert [(turn.speaker, turn.begins, turn.ends) for turn in turns] == [
        ("P", 0, 2),
        ("I", 2, 3),
        ("P", 3, 4),
    ]
    assert [text[turn.start : turn.end] for turn in turns] == ["a b", "c", "d"]


def test_speech_of_nobody_is_not_joined() -> None:
    text, turns = transcript([Utterance("a"), Utterance("b")])
    assert text == "a\nb\n"
    assert len(turns) == 2
