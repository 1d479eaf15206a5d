from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.readers import Reading, tei
from qualkit.errors import InvalidInput

HEADER = """<teiHeader><profileDesc><particDesc><person xml:id="p1"><persName>Ibu Ani</persName></person>
<person xml:id="p2"/></particDesc></profileDesc></teiHeader>"""
TIMELINE = """<timeline unit="s"><when xml:id="T0" absolute="0:00:01"/>
<when xml:id="T1" interval="2.5" since="#T0"/><when xml:id="T2" interval="500" unit="ms" since="#T1"/>
</timeline>"""


def read(body: str) -> Reading:
    namespace = "http://www.tei-c.org/ns/1.0"
    text = f'<TEI xmlns="{namespace}">{HEADER}<text>{TIMELINE}<body>{body}</body></text></TEI>'
    return tei.read(text.encode())


def test_who_speaks_and_when_is_looked_up() -> None:
    reading = read('<u who="#p1" start="#T0" end="#T1">Siap.</u><u who="#p2" start="#T2">Baik.</u><u>Ya.</u>')
    assert reading.text == "Ibu Ani: Siap.\np2: Baik.\nYa.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [
        (1.0, 3.5),
        (4.0, None),
        (None, None),
    ]


def test_several_speak_together() -> None:
    assert read('<u who="#p1 #p2">Baik.</u>').text == "Ibu Ani, p2: Baik.\n"


def test_what_is_no_speech_is_left_out_and_counted() -> None:
    reading = read(
        "<pause/><u>Siap\n<pause/>sekali<incident><desc>laughs</desc></incident>, <unclear>ya</unclear>.</u>"
    )
    assert reading.text == "Siap sekali, ya.\n"
    assert reading.remarks == ("Left out, as it is no speech: incident (1), pause (2).",)


def test_a_block_of_annotations_names_the_speaker_and_words_stand_apart() -> None:
    reading = read(
        '<annotationBlock who="#p1" start="#T0" end="#T2"><u><seg><w>Ya</w><pc>,</pc>\n'
        "<w>si<unclear>ap</unclear></w>\n<pc>.</pc></seg></u>"
        "<spanGrp><span>gloss</span></spanGrp></annotationBlock>"
    )
    assert reading.text == "Ibu Ani: Ya, siap.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(1.0, 4.0)]


def test_segments_aligned_by_smil_give_times() -> None:
    smil = "http://www.w3.org/ns/SMIL"
    reading = read(
        f'<u xmlns:smil="{smil}"><seg smil:begin="0:01:02.5" smil:end="64s">a</seg>'
        '<seg smil:begin="64s" smil:end="66s">b</seg></u>'
    )
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(62.5, 66.0)]


def test_of_a_choice_what_was_transcribed_first_is_read() -> None:
    assert (
        read("<u>dia <choice><orig>nggak</orig><reg>tidak</reg></choice> mau</u>").text == "dia nggak mau\n"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<svg/>", "read where they are TEI"),
        ("<TEI><text/></TEI>", "no utterances"),
        ("<TEI><u>ya</u>", "no TEI file, or a damaged one"),
        ('<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "defines XML entities"),
        ("<TEI>" + "<p>" * 300 + "</p>" * 300 + "</TEI>", "more than 200 deep"),
    ],
)
def test_what_is_malformed_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        tei.read(text.encode())


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><TEI><u>&a;</u></TEI>'
    with pytest.raises(InvalidInput, match="entities"):
        tei.read(text.encode())


PIECES = [
    '<u who="#p1" start="#T1">',
    "</u>",
    "<choice>",
    "</choice>",
    "<pause/>",
    '<w begin="1:x">a</w>',
    "<pc>.</pc>",
    '<when interval="9e999"/>',
    " b\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_any_mixture_of_elements_is_read_or_refused(pieces: list[str]) -> None:
    try:
        reading = read("".join(pieces))
    except InvalidInput:
        return
    assert all(reading.text[turn.start : turn.end].strip() for turn in reading.turns or ())
