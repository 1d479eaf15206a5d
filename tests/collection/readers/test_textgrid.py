from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.collection.readers import textgrid
from qualkit.errors import InvalidInput

SHORT = '"ooTextFile"\n"TextGrid"\n0 1 <exists> '
NAMES = [
    "pygamma_MaureenMarvinRobin",
    "praatio_mary",
    "praatio_mary_longfile",
    "praatio_bobby_words_with_newlines",
]


@pytest.mark.parametrize("name", NAMES)
def test_real_files_have_every_interval_that_praatio_reads(shared: Path, name: str) -> None:
    from praatio import textgrid as praat

    path = shared / "transcripts" / f"{name}.TextGrid"
    told = praat.openTextgrid(str(path), includeEmptyIntervals=False)
    labels = sorted(
        (round(entry.start, 3), told.tierNames.index(tier.name), " ".join(entry.label.split()))
        for tier in map(told.getTier, told.tierNames)
        if isinstance(tier, praat.IntervalTier)
        for entry in tier.entries
    )
    wanted = [
        (told.tierNames[tier], " ".join(label for _, _, label in group))
        for tier, group in groupby(labels, key=lambda each: each[1])
    ]
    reading = textgrid.read(path.read_bytes())
    turns = reading.turns or ()
    assert [(turn.speaker, reading.text[turn.start : turn.end]) for turn in turns] == wanted


def test_a_long_file_of_praatio_is_read_like_a_short_one(tmp_path: Path) -> None:
    from praatio import textgrid as praat

    grid = praat.Textgrid()
    grid.addTier(praat.IntervalTier("Ibu Ani", [(0.5, 1.25, 'kata "siap" 2 kali')], 0, 3))
    grid.addTier(praat.IntervalTier("K", [(1.5, 2, "ya = [1]")], 0, 3))
    grid.addTier(praat.PointTier("nada", [(1.0, "H"), (2.0, "L")], 0, 3))
    for kind in ("long_textgrid", "short_textgrid"):
        grid.save(str(tmp_path / kind), format=kind, includeBlankSpaces=True)
        reading = textgrid.read((tmp_path / kind).read_bytes())
        assert reading.text == 'Ibu Ani: kata "siap" 2 kali\nK: ya = [1]\n'
        assert [(turn.begins, turn.ends) for turn in reading.turns or ()] == [(0.5, 1.25), (1.5, 2.0)]
        assert reading.remarks == ("2 points left out: only intervals hold speech.",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("hello", "begins with File type"),
        (f'{SHORT}1 "IntervalTier" "a" 0 1 5 0 1 "x"', "cut short"),
        (f"{SHORT}99999999999", "no number of tiers"),
        (f"{SHORT}1 5", "a text should be"),
        (f'{SHORT}1 "IntervalTier" "a" 0 1 1 "x" "y"', "a number should be"),
    ],
)
def test_what_is_malformed_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        textgrid.read(text.encode())


@given(st.lists(st.sampled_from(["0", "1", "2.5", "-1", "1e999", '"a"', '""""', '"', "IntervalTier", "["])))
def test_any_mixture_of_values_is_read_or_refused(values: list[str]) -> None:
    try:
        reading = textgrid.read(f'{SHORT}1 "IntervalTier" {" ".join(values)}'.encode())
    except InvalidInput:
        return
    assert all(reading.text[turn.start : turn.end].strip() for turn in reading.turns or ())
