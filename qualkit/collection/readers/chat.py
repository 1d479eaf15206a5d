"""CHAT (.cha): the main tiers of a CHILDES or TalkBank transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qualkit.collection.decoding import decode_naming_encoding, encoding_remarks, opening
from qualkit.collection.readers import Reading
from qualkit.collection.recognition import recognised, seconds_in
from qualkit.collection.utterances import Utterance
from qualkit.errors import InvalidInput

SUFFIXES = (".cha",)
_BEGIN = re.compile(r"(?:@UTF8\s+)?(?:@[A-Z][\w ]*:[^\n]*\n)*@Begin\b")
_MAIN = re.compile(r"\*(?P<code>[^:\s]+):\s*(?P<said>.*)", re.DOTALL)
_BULLET = re.compile(r"\x15(?:[^\x15]*_)?(?P<begins>\d+)_(?P<ends>\d+)-?\x15")
_POINTER = re.compile(r"\x15[^\x15]*\x15?")
_CODES = re.compile(
    r"\[[^\[\]]*\]"  # what is coded of the words before: [+ x], [//], [= laughs]
    r"|\+[\"/,^<+≈≋]+|\+(?=[.?!])"  # how an utterance begins or ends
    r"|&(?:[=*{}][^\s,.?!]*|[-+~]?)"  # events go, fillers and fragments were said
    r"|\(\.+\)|\([\d:.]+\)"  # pauses
    r"|(?<!\S)0(?!\d)\S*"  # words that were not said
    r"|(?<=\w)@[\w:$]+|(?<=\w)[\^:]+"  # kinds of words, and sounds drawn out
    r"|[<>‹›„‡⌈⌉⌊⌋↑↓∆∇°≠ˈˌ]"
)
_JOINT = re.compile(r"(?<=\w)[+_](?=\w)")
_STRAY_SPACE = re.compile(r"\s+(?=[.?!,;])")
_MILLISECONDS = 0.001
_ASKING = ("Investigator", "Interviewer")


def sniff(data: bytes) -> bool:
    """Tell CHAT by the header that begins it."""
    return bool(_BEGIN.match(opening(data)))


def read(data: bytes) -> Reading:
    """Read what is said; speakers have the names of ``@Participants``, times are those of the bullets.

    Codes of the transcription (retracings, errors, pauses) and dependent tiers are left out.

    Raises
    ------
    InvalidInput
        There is no main tier, such as ``*CHI: …``.
    """
    text, encoding = decode_naming_encoding(data)
    lines = [line for line in _logical_lines(text) if line]
    mains = [found for line in lines if (found := _MAIN.fullmatch(line))]
    if not mains:
        raise InvalidInput(
            "This CHAT file has no line of speech, such as '*CHI:\thello .'. Check the export."
        )
    participants = [each.split() for each in _header(lines, "@Participants:")]
    names = _names(participants)
    utterances = [_utterance(main, names) for main in mains]
    asking = [each[0] for each in participants if each[-1] in _ASKING]
    return recognised(
        utterances,
        remarks=(*encoding_remarks(encoding), *_left_out(lines, utterances)),
        language=next(iter(_header(lines, "@Languages:")), ""),
        interviewer=names.get(asking[0], asking[0]) if len(asking) == 1 else "",
    )


def _logical_lines(text: str) -> Iterator[str]:
    """Join lines that a tab continues."""
    return (" ".join(map(str.strip, block.split("\n"))) for block in re.split(r"\n(?![\t ])", text))


def _header(lines: Sequence[str], name: str) -> list[str]:
    """Give what a header lists."""
    content = ",".join(line.removeprefix(name) for line in lines if line.startswith(name))
    return [each.strip() for each in content.split(",") if each.strip()]


def _names(participants: Sequence[Sequence[str]]) -> dict[str, str]:
    """Give names by code, of participants with code, name and role, where no two share a name."""
    named = {each[0]: each[1].replace("_", " ") for each in participants if len(each) == 3}
    bearers = Counter(named.values())
    return {code: name for code, name in named.items() if bearers[name] == 1}


def _utterance(main: re.Match[str], names: Mapping[str, str]) -> Utterance:
    bullets = list(_BULLET.finditer(main["said"]))
    return Utterance(
        _said(main["said"]),
        names.get(main["code"], main["code"]),
        seconds_in(bullets[0]["begins"], unit=_MILLISECONDS) if bullets else None,
        seconds_in(bullets[-1]["ends"], unit=_MILLISECONDS) if bullets else None,
    )


def _said(line: str) -> str:
    """Strip a line of its codes; empty where no word remains."""
    words = _JOINT.sub(" ", _CODES.sub("", _POINTER.sub("", line))).replace("(", "").replace(")", "")
    said = _STRAY_SPACE.sub("", " ".join(words.split())).lstrip(",; ")
    return said if any(map(str.isalnum, said)) else ""


def _left_out(lines: Sequence[str], utterances: Sequence[Utterance]) -> Iterator[str]:
    counts = {
        "dependent tiers": sum(line.startswith("%") for line in lines),
        "utterances without words": sum(not each.text for each in utterances),
        "lines that are neither header, speech nor tier": sum(
            not line.startswith(("@", "%")) and not _MAIN.fullmatch(line) for line in lines
        ),
    }
    yield from (f"Left out: {count} {what}." for what, count in counts.items() if count)
