"""ELAN, CHAT, TextGrid and TEI: the formats of spoken corpora."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualkit.collection import readers
from qualkit.errors import InvalidInput

Said = list[tuple[str | None, str, float | None, float | None]]

EAF = """<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" FORMAT="3.0">
 <TIME_ORDER>
  <TIME_SLOT TIME_SLOT_ID="t1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="t2" TIME_VALUE="900"/>
  <TIME_SLOT TIME_SLOT_ID="t3"/><TIME_SLOT TIME_SLOT_ID="t4" TIME_VALUE="2500"/>
 </TIME_ORDER>
 <TIER TIER_ID="b" PARTICIPANT="Ibu Ani"><ANNOTATION>
  <ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="t2" TIME_SLOT_REF2="t4">
   <ANNOTATION_VALUE>Siap 👍 &amp; mau.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
 <TIER TIER_ID="a"><ANNOTATION>
  <ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="t1" TIME_SLOT_REF2="t3">
   <ANNOTATION_VALUE>Siap?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
 <TIER TIER_ID="gloss" PARENT_REF="a"><ANNOTATION>
  <REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1"><ANNOTATION_VALUE>Ready?</ANNOTATION_VALUE>
  </REF_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>
"""
CHA = (
    "@UTF8\n@Begin\n@Languages:\tind\n@Participants:\tINV Budi_Santoso Investigator, CHI Target_Child,"
    " MOT Mother\n"
    "@ID:\tind|x|CHI|||||Target_Child|||\n"
    "*INV:\tmau <ini> [//] itu apa ? \x150_1200\x15\n%mor:\tpro|itu\n"
    "*CHI:\tsusu (.) lagi\n\tya , Bu . [+ IMP] \x151200_2500\x15\n*MOT:\txxx .\n*CHI:\t&=laughs .\n@End\n"
)
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc><particDesc>
<person xml:id="p1"><persName>Ibu Ani</persName></person><person xml:id="p2"/></particDesc></profileDesc>
</teiHeader><text><timeline><when xml:id="T0" absolute="0:00:01"/>
<when xml:id="T1" interval="2.5" since="#T0"/></timeline><body><u who="#p1" start="#T0" end="#T1">Siap
<pause/>sekali<incident><desc>laughs</desc></incident>, <unclear>ya</unclear>.</u>
<u who="#p2">Baik.</u></body></text></TEI>
"""


def _read(text: str, path: str) -> tuple[Said, tuple[str, ...]]:
    reading = readers.read(text.encode(), path=path)
    said = [
        (turn.speaker, reading.text[turn.start : turn.end], turn.begins, turn.ends)
        for turn in reading.turns or ()
    ]
    return said, reading.remarks


def test_elan_merges_tiers_by_time_and_leaves_out_those_that_hang_on_others() -> None:
    said, remarks = _read(EAF, "a.eaf")
    assert said == [("a", "Siap?", 0.0, None), ("Ibu Ani", "Siap 👍 & mau.", 0.9, 2.5)]
    assert remarks == ("Tiers that hang on others left out: gloss.",)


def test_elan_has_what_pympi_reads(shared: Path) -> None:
    import pympi

    path = shared / "transcripts" / "pygamma_MaureenMarvinRobin.eaf"
    told = pympi.Elan.Eaf(str(path))
    wanted = sorted(
        (begins / 1000, ends / 1000, tier, value)
        for tier in told.get_tier_names()
        for begins, ends, value in told.get_annotation_data_for_tier(tier)
    )
    said, _ = _read(path.read_text(encoding="utf-8"), "a.eaf")
    assert [(begins, ends, speaker, text) for speaker, text, begins, ends in said] == wanted


def test_chat_keeps_what_was_said() -> None:
    said, remarks = _read(CHA, "a.cha")
    assert said == [
        ("Budi Santoso", "mau ini itu apa?", 0.0, 1.2),
        ("CHI", "susu lagi ya, Bu.", 1.2, 2.5),
    ]
    assert remarks == ("1 dependent tiers left out.",)


@pytest.mark.parametrize(
    "name",
    [
        "pygamma_MaureenMarvinRobin",
        "praatio_mary",
        "praatio_mary_longfile",
        "praatio_bobby_words_with_newlines",
    ],
)
def test_textgrids_have_what_praatio_reads(shared: Path, name: str) -> None:
    from praatio import textgrid

    path = shared / "transcripts" / f"{name}.TextGrid"
    told = textgrid.openTextgrid(str(path), includeEmptyIntervals=False)
    tiers = [told.getTier(tier) for tier in told.tierNames]
    wanted = {
        (tier.name, " ".join(entry.label.split()))
        for tier in tiers
        if isinstance(tier, textgrid.IntervalTier)
        for entry in tier.entries
    }
    reading = readers.read(path.read_bytes(), path=path.name)
    turns = reading.turns or ()
    assert {turn.speaker for turn in turns} == {speaker for speaker, _ in wanted}
    for speaker, label in wanted:
        assert any(label in reading.text[turn.start : turn.end] for turn in turns if turn.speaker == speaker)


def test_tei_resolves_who_speaks_and_when() -> None:
    said, _ = _read(TEI, "a.xml")
    assert said == [("Ibu Ani", "Siap sekali, ya.", 1.0, 3.5), ("p2", "Baik.", None, None)]


@pytest.mark.parametrize(
    ("path", "text", "says"),
    [
        ("a.eaf", "<ANNOTATION_DOCUMENT>", "no ELAN file, or a damaged one"),
        ("a.eaf", "<other/>", "begins with ANNOTATION_DOCUMENT"),
        ("a.xml", "<svg/>", "read where they are TEI"),
        ("a.xml", "<TEI><text/></TEI>", "no utterances"),
        ("a.xml", '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "defines XML entities"),
        ("a.xml", "<TEI>" + "<p>" * 300 + "</p>" * 300 + "</TEI>", "more than 200 deep"),
        ("a.cha", "@Begin\n@End\n", "no line of speech"),
        ("a.TextGrid", "hello", "begins with File type"),
        (
            "a.TextGrid",
            '"ooTextFile"\n"TextGrid"\n0 1 <exists> 1 "IntervalTier" "a" 0 1 5 0 1 "x"',
            "cut short",
        ),
        ("a.TextGrid", '"ooTextFile"\n"TextGrid"\n0 1 <exists> 99999999999', "no number of tiers"),
    ],
)
def test_what_is_malformed_is_refused_in_a_sentence(path: str, text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        readers.read(text.encode(), path=path)


def test_an_external_entity_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]><TEI><u>&a;</u></TEI>'
    with pytest.raises(InvalidInput, match="entities"):
        readers.read(text.encode(), path="a.xml")
