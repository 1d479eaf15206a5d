from pathlib import Path

import pytest

from qualkit.collection.readers import elan
from qualkit.errors import InvalidInput

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


def test_tiers_are_merged_by_time_and_those_that_hang_on_others_left_out() -> None:
    reading = elan.read(EAF.encode())
    assert reading.text == "a: Siap?\nIbu Ani: Siap 👍 & mau.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(0.0, None), (0.9, 2.5)]
    assert reading.remarks == ("Annotations of tiers that hang on others left out: gloss (1).",)


def test_a_real_file_has_what_pympi_reads(shared: Path) -> None:
    import pympi

    path = shared / "transcripts" / "pygamma_MaureenMarvinRobin.eaf"
    told = pympi.Elan.Eaf(str(path))
    wanted = sorted(
        (begins / 1000, ends / 1000, tier, value)
        for tier in told.get_tier_names()
        for begins, ends, value in told.get_annotation_data_for_tier(tier)
    )
    reading = elan.read(path.read_bytes())
    assert wanted == [
        (turn.begins, turn.ends, turn.speaker, reading.text[turn.start : turn.end])
        for turn in reading.turns or ()
    ]


@pytest.mark.filterwarnings("ignore:Parsing unknown version of ELAN spec")
def test_a_file_that_pympi_writes_is_read_with_its_speakers_and_times(tmp_path: Path) -> None:
    import pympi

    written = pympi.Elan.Eaf(author="trial")
    written.add_tier("K1", part="Ibu Ani")
    written.add_tier("K2")
    written.add_annotation("K1", 1200, 2500, "Mari “mulai”.")
    written.add_annotation("K2", 0, 1000, "Siap?")
    written.to_file(str(tmp_path / "a.eaf"))
    reading = elan.read((tmp_path / "a.eaf").read_bytes())
    assert reading.text == "K2: Siap?\nIbu Ani: Mari “mulai”.\n"
    assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(0.0, 1.0), (1.2, 2.5)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("<ANNOTATION_DOCUMENT>", "no ELAN file, or a damaged one"),
        ("<other/>", r"begins with ANNOTATION_DOCUMENT.*Save it again"),
        ("<ANNOTATION_DOCUMENT/>", "Nobody says anything"),
    ],
)
def test_what_is_malformed_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        elan.read(text.encode())
