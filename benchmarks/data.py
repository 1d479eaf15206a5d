"""Material made up from a word list and a seed: transcripts, patterns, and studies with many codings.

Nobody said any of it. Files are made once a run, in a folder that goes when the run ends.
"""

from __future__ import annotations

import atexit
import csv
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from qualkit import Study
from qualkit.model import Code
from qualkit.reduction.codebook import Codebook

CODER = "bench"
_SEED = 20
_SOURCES = 200
_CASES = 20
_TURNS = 40
_WORDS_A_TURN = 30

_SYLLABLES = ("ba", "ci", "do", "fa", "gi", "ha", "ki", "li", "mo", "na", "pe", "ri", "so", "ta", "va", "ze")
_ENDINGS = ("", "d", "ge", "k", "la", "le", "m", "n", "ng", "no", "r", "s", "st", "t", "to", "x", "y")


@cache
def transcripts(count: int) -> tuple[str, ...]:
    """Interviews of about 10 kB each, with the speakers as labels; a few words are most of what is said."""
    words = np.array(_words())
    rarity = 1 / (np.arange(len(words)) + 3)
    shape = (count, _TURNS, _WORDS_A_TURN)
    said = np.random.default_rng(_SEED).choice(words, shape, p=rarity / rarity.sum())
    return tuple(_transcript(each, number) for number, each in enumerate(said))


@cache
def files(count: int) -> Path:
    """A folder with so many transcripts."""
    place = new_path("transcripts")
    place.mkdir()
    for number, text in enumerate(transcripts(count)):
        (place / f"interview-{number:05d}.txt").write_text(text, encoding="utf-8")
    return place


@cache
def captions(count: int) -> Path:
    """A folder with so many files of captions, with voices."""
    place = new_path("captions")
    place.mkdir()
    texts = itertools.cycle(transcripts(min(count, 200)))
    for number, text in enumerate(itertools.islice(texts, count)):
        (place / f"meeting-{number:05d}.vtt").write_text(_as_captions(text), encoding="utf-8")
    return place


@cache
def word_files(count: int) -> Path:
    """A folder with so many Word files of about 20 pages."""
    from docx import Document

    place = new_path("word")
    place.mkdir()
    texts = transcripts(50)
    for kind in range(5):
        document = Document()
        for text in texts[kind * 10 : kind * 10 + 6]:
            for line in filter(None, text.splitlines()):
                speaker, _, said = line.partition(":")
                paragraph = document.add_paragraph()
                paragraph.add_run(f"{speaker}:").bold = True
                paragraph.add_run(said)
        document.save(str(place / f"interview-{kind}.docx"))
    made = sorted(place.iterdir())
    for number in range(len(made), count):
        shutil.copy(made[number % len(made)], place / f"interview-{number}.docx")
    return place


@cache
def survey(rows: int) -> Path:
    """A table of so many respondents, each with an answer of some 30 words."""
    said = itertools.cycle(line for text in transcripts(50) for line in filter(None, text.splitlines()))
    path = new_path("survey.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("respondent", "district", "age", "answer"))
        for number, line in zip(range(rows), said, strict=False):
            answer = f"{line.partition(': ')[2]} {number}"
            writer.writerow((f"R{number:06}", f"District {number % _CASES}", 18 + number % 60, answer))
    return path


@cache
def patterns(count: int) -> tuple[str, ...]:
    """Literal patterns: as many phrases of two frequent words as single, rarer words."""
    words = _words()
    phrases = (f"{first} {second}" for first, second in itertools.permutations(words[:100], 2))
    rarer = iter(words[200:])
    return tuple(itertools.islice(itertools.chain.from_iterable(zip(rarer, phrases, strict=False)), count))


def codebook(count: int, *, codes: int = 100) -> Codebook:
    """A codebook with so many literal patterns in all (or none)."""
    literal = patterns(count)
    return Codebook(
        tuple(Code(name=f"code {each + 1}", patterns=literal[each::codes]) for each in range(codes))
    )


@contextmanager
def opened(path: Path) -> Iterator[Study]:
    """A study at work."""
    with Study.open(path, coder=CODER) as study:
        yield study


@contextmanager
def empty() -> Iterator[Path]:
    """A new study, to be written to."""
    path = new_path("study.qualkit")
    Study.create(path, title="Benchmark", coder=CODER).close()
    yield path
    path.unlink()


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of a study, to be written to."""
    copy = new_path("copy.qualkit")
    shutil.copyfile(path, copy)
    yield copy
    copy.unlink()


@cache
def uncoded(sources: int, pattern_count: int) -> Path:
    """A study with transcripts and a codebook, and no codings yet."""
    path = new_path("uncoded.qualkit")
    with Study.create(path, title="Benchmark", coder=CODER) as study:
        study.collection.add(files(sources))
        study.reduction.use_codebook(codebook(pattern_count))
    return path


@cache
def coded(codings: int) -> Path:
    """A study of 200 sources and 20 cases with so many codings, under 100 codes."""
    return _coded(codings, sources=_SOURCES, cases=_CASES, codes=100)


@cache
def quoted(cases: int) -> Path:
    """A study with one source a case, and about two codings in it under each of 20 codes."""
    return _coded(cases * 40, sources=cases, cases=cases, codes=20)


def new_path(name: str) -> Path:
    """A path at which nothing is yet."""
    return Path(tempfile.mkdtemp(dir=_folder())) / name


def _coded(codings: int, *, sources: int, cases: int, codes: int) -> Path:
    path = new_path("coded.qualkit")
    random = np.random.default_rng(_SEED)
    with Study.create(path, title="Benchmark", coder=CODER) as study:
        study.collection.add(files(sources))
        study.reduction.use_codebook(codebook(0, codes=codes))
        names = study.sources["source"].tolist()
        for case in range(cases):
            study.collection.assign(f"case {case + 1}", sources=names[case::cases])
        session = study._session
        common = {"coder_key": session.coder_key(), "origin": "manual", "status": "accepted"}
        code_keys = session.table("code")["key"].to_numpy()
        with session.change("code", "coding") as change:
            for key, length in session.table("source")[["key", "length"]].itertuples(index=False):
                places = _places(random, codings // sources, length=length, code_keys=code_keys)
                rest = {"source_key": key, "created": change.at, **common}
                change.insert("coding", [{**place, **rest} for place in places])
    return path


def _places(
    random: np.random.Generator, count: int, *, length: int, code_keys: np.ndarray[Any, Any]
) -> list[dict[str, int]]:
    """Spans of one source in their order, each beginning elsewhere, with every code in turn."""
    starts = np.sort(random.choice(length - 100, count, replace=False))
    ends = starts + random.integers(20, 100, count)
    codes = random.permutation(np.resize(code_keys, count))
    return [
        {"start": start, "end": end, "code_key": code}
        for start, end, code in zip(starts.tolist(), ends.tolist(), codes.tolist(), strict=True)
    ]


def _as_captions(text: str) -> str:
    """The first turns of a transcript as captions, three seconds each."""
    cues = ["WEBVTT\n"]
    for number, line in enumerate(list(filter(None, text.splitlines()))[:8]):
        speaker, _, said = line.partition(": ")
        cues.append(f"00:{number:02}:00.000 --> 00:{number:02}:03.000\n<v {speaker}>{said}</v>\n")
    return "\n".join(cues)


def _transcript(said: np.ndarray[Any, Any], number: int) -> str:
    turns = [" ".join(words).capitalize() for words in said.tolist()]
    speakers = itertools.cycle(("I", f"P{number % 50:02d}"))
    return "".join(f"{speaker}: {turn}.\n" for speaker, turn in zip(speakers, turns, strict=False))


@cache
def _words() -> list[str]:
    """Twenty thousand words that may or may not exist, in the order of how often they are used."""
    syllables = itertools.product(_SYLLABLES, _SYLLABLES, ("", *_SYLLABLES), _ENDINGS)
    made = sorted({"".join(each) for each in syllables})
    return list(np.random.default_rng(_SEED).permutation(made)[:20_000].tolist())


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="qualkit-benchmarks-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
