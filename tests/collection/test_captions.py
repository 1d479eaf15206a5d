import pytest

from qualkit.collection.captions import read_captions
from qualkit.errors import InvalidInput


def cue(text: str, second: int = 0) -> str:
    return f"00:{second:02}.000 --> 00:{second + 1:02}.000\n{text}\n\n"


def test_two_voices_in_a_cue_are_two_turns() -> None:
    captions = read_captions(cue("<v Ana>Siap?</v>\n<v.loud Budi, S>Ya &amp; siap.</v>"))
    assert captions.text == "Ana: Siap?\nBudi, S: Ya & siap.\n"


def test_tags_and_timestamps_go_but_unknown_marks_stay() -> None:
    captions = read_captions(cue("<c.colorE5>ya</c> <00:00:00.500><i>itu</i> {\\an8}<tidak jelas>"))
    assert captions.text == "ya itu <tidak jelas>\n"


def test_labels_name_speakers_when_they_recur_or_are_role_words() -> None:
    captions = read_captions(
        cue("Ana Budi: satu") + cue("dua", 1) + cue("Coach: tiga", 2) + cue("Ana Budi: empat", 3)
    )
    assert captions.text == "Ana Budi: satu dua\nCoach: tiga\nAna Budi: empat\n"
    assert captions.remarks == ("1 cue without a label was taken as speech of the speaker before.",)


def test_a_label_that_does_not_recur_is_text() -> None:
    assert read_captions(cue("Pertama: tujuan") + cue("lalu", 1)).text == "Pertama: tujuan\nlalu\n"


def test_rolling_captions_that_time_their_words_are_unrolled() -> None:
    rolling = cue("yeah") + cue("yeah\nwhat<00:00:01.500><c> now</c>", 1) + cue("what now\n ", 2)
    again = cue("what now\nwhat<00:00:03.500><c> now</c>", 3)
    captions = read_captions(rolling + again)
    assert captions.text == "yeah\nwhat now\nwhat now\n"
    assert captions.remarks == ("Lines that roll on from the caption before, left out: 3.",)


def test_other_captions_that_repeat_a_line_are_left_as_they_are() -> None:
    assert read_captions(cue("yeah") + cue("yeah\nwhat", 1)).text == "yeah\nyeah what\n"


def test_a_file_without_text_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no cues"):
        read_captions("\n\n")


@pytest.mark.parametrize("said", ["<i dunno>", "<c unclear>", "<b hi>", "<lang or so>", "<i.e.>", "<v2>"])
def test_what_only_looks_like_a_tag_is_text(said: str) -> None:
    assert read_captions(cue(f"ya {said} itu")).text == f"ya {said} itu\n"


def test_tags_with_attributes_go() -> None:
    captions = read_captions(cue('<font color="#fff">ya</font> <lang en-GB>well</lang> <c.red.bold>itu</c>'))
    assert captions.text == "ya well itu\n"


def test_a_mark_that_begins_like_a_voice_leaves_the_labels_on() -> None:
    captions = read_captions(cue("P: Siap <version 2>?") + cue("I: Siap.", 1))
    assert captions.text == "P: Siap <version 2>?\nI: Siap.\n"
